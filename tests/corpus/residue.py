"""What a web page leaves around a report: navigation, catalogue fields, share bars."""

from __future__ import annotations

import random

from tests.corpus.draft import Draft


def before(rng: random.Random, draft: Draft) -> list[str]:
    """Lines above the title; one of them may hold the title's words without being the title."""
    place, year = draft.issuer.place, draft.year
    title = draft.title or ""
    pool = [
        f"您现在的位置：首页 > 政务公开 > 政府信息公开年报 > {place}",
        f"索引号：11{rng.randint(1000000, 9999999)}/{year + 1}-{rng.randint(10000, 99999)}",
        f"发布机构：{draft.issuer.name}",
        f"发布日期：{year + 1}-01-{rng.randint(10, 28)}",
        f"浏览次数：{rng.randint(10, 9000)}次",
        "字号：[大 中 小] [打印本页] [关闭]",
        f"名称：{title}",
        "来源：本站    视力保护色：",
        "网站支持IPv6    无障碍阅读    长者模式",
    ]
    chosen = sorted(rng.sample(range(len(pool)), rng.randint(2, 6)))
    return [pool[index] for index in chosen]


def after(rng: random.Random, draft: Draft) -> list[str]:
    """Lines below the report, with the titles of its neighbours on the site."""
    name, year = draft.issuer.name, draft.year
    pool = [
        "分享到：",
        "【打印本页】【关闭窗口】",
        f"上一篇：{name}{year - 1}年政府信息公开工作年度报告",
        "下一篇：没有了",
        f"主办单位：{draft.issuer.place}人民政府办公室    网站标识码：00000{rng.randint(10000, 99999)}",
        "扫一扫在手机打开当前页",
    ]
    chosen = sorted(rng.sample(range(len(pool)), rng.randint(1, 4)))
    return [pool[index] for index in chosen]
