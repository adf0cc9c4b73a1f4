# 单位服务器上的年报检查网页：
#   docker build -t nianbao .
#   docker run -d --name nianbao -p 8760:8760 nianbao && docker logs nianbao
# 打开网页要的口令在启动时显示（docker logs）；自己定的话，在最后一个 nianbao 后面写：
#   serve --host 0.0.0.0 --port 8760 --no-browser --token 口令
# 要读 .doc、.wps，去掉下面那一行 apt-get 前面的 #。
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY linter linter
COPY rules rules
COPY grammar grammar
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
    && python -m venv /opt/nianbao \
    && /opt/nianbao/bin/pip install --no-cache-dir --find-links /wheels "nianbao[web,audit]"

FROM python:3.12-slim
# RUN apt-get update && apt-get install -y --no-install-recommends libreoffice-writer && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/nianbao /opt/nianbao
RUN useradd --create-home --uid 10001 nianbao
USER nianbao
WORKDIR /home/nianbao
EXPOSE 8760
ENTRYPOINT ["/opt/nianbao/bin/nianbao"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8760", "--no-browser"]
