#!/bin/sh
# 安装年报检查程序，不联网。装在本人的文件夹里，不用管理员；删除那个文件夹就是卸载。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${NIANBAO_HOME:-$HOME/.local/share/nianbao}

python=
for each in python3.13 python3.12 python3.11 python3; do
    if command -v "$each" > /dev/null 2>&1 &&
        "$each" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null; then
        python=$each
        break
    fi
done
if [ -z "$python" ]; then
    echo "没有找到 Python 3.11、3.12 或 3.13。请先安装，或者改用不用 Python 的单文件程序。" >&2
    exit 1
fi

echo "正在安装到 $target ……"
"$python" -m venv --without-pip --clear "$target"
set -- "$here"/wheels/pip-*.whl
"$target/bin/python" "$1/pip" install --quiet --no-index --disable-pip-version-check \
    --no-warn-script-location --find-links "$here/wheels" 'nianbao[web]'

mkdir -p "$HOME/.local/bin"
ln -sf "$target/bin/nianbao" "$HOME/.local/bin/nianbao"
if [ "$(uname)" = Linux ]; then
    # 桌面上的图标：把年报拖到它上面。
    entry="[Desktop Entry]
Type=Application
Name=年报检查
Exec=\"$target/bin/nianbao\" %F
Terminal=true
Categories=Office;
MimeType=application/vnd.openxmlformats-officedocument.wordprocessingml.document;application/pdf;"
    mkdir -p "$HOME/.local/share/applications"
    printf '%s\n' "$entry" > "$HOME/.local/share/applications/nianbao.desktop"
    desktop=$HOME/Desktop
    [ -d "$desktop" ] || desktop=$HOME/桌面
    if [ -d "$desktop" ]; then
        printf '%s\n' "$entry" > "$desktop/nianbao.desktop"
        chmod +x "$desktop/nianbao.desktop"
    fi
fi
"$target/bin/nianbao" --version
echo "装好了。用法：把年报拖到桌面的“年报检查”上，或者运行 $HOME/.local/bin/nianbao 年报.docx"
