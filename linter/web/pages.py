"""The pages beside that of the findings: where files are dropped, rules, messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linter.app.rules import RuleDoc
from linter.app.uploads import Copy, UploadResult, readable_suffixes
from linter.output.page.element import Html, el, join
from linter.output.page.highlights import TONES
from linter.output.rule_families import FAMILIES
from linter.output.rule_page import FIXES
from linter.output.text import WORDS
from linter.output.totals import Totals
from linter.version import __version__
from linter.web.limits import Limits, megabytes
from linter.web.upload_names import copy_name
from linter.web.visits import Visit

_TITLE = "年报检查"

COPY_WORDS = {
    Copy.COMMENTED: "Word 批注稿",
    Copy.TRACKED: "Word 修订稿",
    Copy.TRACKED_ALL: "Word 修订稿（含需确认的）",
    Copy.FIXED: "修正后的文件",
}
"""What copies are called."""

_COPY_HELP = {
    Copy.COMMENTED: "您的文件的副本，问题写成批注",
    Copy.TRACKED: "您的文件的副本，有批注，标明“可修复”的写成修订，逐处接受或拒绝；要人工确认的没有改",
    Copy.TRACKED_ALL: "同上，标明“可修复（需人工确认）”的也写成修订，逐处核实后再接受",
    Copy.FIXED: "您的文件的副本，标明“可修复”的都已改好；要人工确认的没有改，留给您核实",
}

SITE_HEAD = join(
    (
        el("link", rel="icon", href="/static/icon.svg", type="image/svg+xml"),
        el("link", rel="stylesheet", href="/static/site.css"),
    )
)
"""What the head of every page has."""

RESULTS_HEAD = join((SITE_HEAD, el("script", "", src="/static/results.js", defer=True)))
"""What the head of the page of findings has."""


def _page(title: str, *main: str | None, script: str | None = None, nav: bool = True) -> str:
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title if title == _TITLE else f"{title} - {_TITLE}"),
        el("link", rel="stylesheet", href="/static/page.css"),
        SITE_HEAD,
        el("script", "", src="/static/theme.js"),
        el("script", "", src=f"/static/{script}", defer=True) if script else None,
    )
    links = (
        el("nav", el("a", "检查文件", href="/"), el("a", "规则", href="/rules"), aria_label="本站")
        if nav
        else None
    )
    header = el("header", links, el("h1", title), class_="site")
    footer = el("footer", f"nianbao {__version__}。检查结果供核对时参考。")
    body = el("body", header, el("main", *main), footer, class_="narrow")
    return f'<!DOCTYPE html>\n<html lang="zh-CN">\n{head}\n{body}\n</html>\n'


def upload_page(limits: Limits, *, local: bool) -> str:
    """Where files are dropped. `local` tells that the server is the visitor's own machine."""
    where = (
        "文件只在这台电脑的内存里检查，不会传到网上"
        if local
        else "文件会传到打开本页的这台服务器，只在它的内存里检查，不会传到别处"
    )
    suffixes = readable_suffixes()
    words = "能读 Word、WPS、PDF、网页、Markdown 和纯文本"
    return _page(
        _TITLE,
        el("p", f"把政府信息公开工作年度报告拖到下面，或者选择文件。{where}；关掉结果页，内容就清除。"),
        el(
            "form",
            _zone("now", "要检查的年报", f"{words}；可以一次拖进许多个，或者整个文件夹。", suffixes),
            _zone(
                "before",
                "上年的年报（可以不选）",
                "选了就核对上年结转、现行有效件数等与上年是否接得上。",
                suffixes,
            ),
            el(
                "p",
                el("button", "开始检查", type="submit", id="start", class_="main", disabled=True),
                el("span", "先选择要检查的年报", id="why"),
                class_="start",
            ),
            id="files",
            data_suffixes=" ".join(suffixes),
            data_most_files=limits.visit_files,
            data_most_bytes=limits.visit_bytes,
        ),
        el(
            "section",
            el("h2", "正在检查", id="progress-name"),
            el("progress", "", id="bar", max=100, value=0, aria_labelledby="progress-name"),
            el("p", "", id="said", role="status"),
            el("ul", "", id="refused", class_="refused"),
            el("p", el("button", "停下", type="button", id="stop")),
            el("p", "查完的可以先看，在新窗口里打开：", id="checked-name", hidden=True),
            el("ul", "", id="checked", class_="chosen", aria_labelledby="checked-name"),
            id="progress",
            hidden=True,
        ),
        el("div", "", id="problem", class_="problem", role="alert", tabindex=-1, hidden=True),
        el("noscript", el("p", "请允许本页运行 JavaScript，本页用它读取您选择的文件。", class_="problem")),
        el(
            "p",
            f"一次最多 {limits.visit_files} 个文件，合计 {megabytes(limits.visit_bytes)}。",
            class_="soft",
        ),
        script="upload.js",
    )


def _zone(key: str, title: str, words: str, suffixes: Sequence[str]) -> Html:
    accept = ",".join(suffixes)
    return el(
        "section",
        el("h2", title, id=f"{key}-name"),
        el("p", words, class_="soft"),
        el(
            "div",
            _choice(f"{key}-file", "选择文件", multiple=True, accept=accept),
            _choice(f"{key}-folder", "选择文件夹", webkitdirectory=True),
            el("span", "或者拖到这里", class_="soft drag"),
            class_="choices",
        ),
        el("ul", "", class_="chosen", aria_labelledby=f"{key}-name"),
        el("p", "", class_="count soft", role="status"),
        class_="zone",
        id=key,
        aria_labelledby=f"{key}-name",
    )


def _choice(key: str, words: str, **attributes: str | bool) -> Html:
    box = el("input", type="file", id=key, class_="file-input", **attributes)
    return el("span", box, el("label", words, for_=key, class_="button"), class_="choice")


def message_page(words: str) -> str:
    """A page that says why there is nothing to see."""
    return _page(
        "打不开这一页",
        el("p", words, class_="problem"),
        el("p", el("a", "回到检查文件", href="/")),
        nav=False,
    )


def token_page(*, wrong: bool) -> str:
    """A page that asks for the token."""
    field = el("input", type="password", name="token", id="token", autocomplete="off", required=True)
    return _page(
        "请输入口令",
        el("p", "口令不对，请再输一次。", class_="problem", role="alert") if wrong else None,
        el("p", "口令在启动 nianbao serve 的窗口里，请向管理这台机器的人要。"),
        el(
            "form",
            el("label", "口令 ", field, for_="token"),
            el("button", "打开", type="submit", class_="main"),
            action="/",
            method="get",
            class_="token",
        ),
        nav=False,
    )


def results_section(visit: Visit) -> Html:
    """What stands before the findings: the copies to download, and notes."""
    rows = [
        _row(visit, at, result)
        for at, result in sorted(visit.results.items())
        if result.sheet is not None and (result.copies or result.totals.reports)
    ]
    workbook = any(result.records for result in visit.results.values())
    helps = [each for each in Copy if any(each in result.copies for result in visit.results.values())]
    notes = [*visit.notes, *(note for result in visit.results.values() for note in result.notes)]
    return el(
        "section",
        el(
            "nav",
            el("a", "再检查别的文件", href="/"),
            el("a", "全部规则", href="/rules", target="_blank"),
            aria_label="本站",
        ),
        el("h2", "下载", id="downloads-name") if rows or workbook else None,
        el(
            "ul",
            *(el("li", el("b", COPY_WORDS[each]), f"：{_COPY_HELP[each]}") for each in helps),
            class_="helps",
        )
        if helps
        else None,
        el(
            "div",
            el("table", el("tbody", *rows)),
            class_="t",
            tabindex=0,
            role="group",
            aria_labelledby="downloads-name",
        )
        if rows
        else None,
        el(
            "p",
            _download(
                f"/visits/{visit.key}/workbook", "汇总.xlsx", "数字汇总（Excel）", "全部报告的数字，一份一行"
            ),
        )
        if workbook
        else None,
        el("ul", *(el("li", note) for note in notes), class_="notes") if notes else None,
        el("p", "", id="download-said", role="status"),
        el("p", "关掉本页或者半小时不用，文件和结果都会清除；要留的请先下载。", class_="soft"),
        el(
            "dialog",
            el("button", "关闭", type="button", id="rule-close"),
            el("div", "", id="rule-text"),
            id="rule",
            aria_label="规则说明",
        ),
        class_="downloads",
        id="downloads",
        data_visit=visit.key,
    )


def one_file_section(result: UploadResult) -> Html:
    """What stands before the findings of one file, which are read while others are being checked."""
    words = "这里只有一个文件的结果。全部文件的结果和下载，在查完以后的结果页里。"
    return el(
        "section",
        el("nav", el("a", "全部规则", href="/rules", target="_blank"), aria_label="本站"),
        el("p", words, class_="soft"),
        el("ul", *(el("li", note) for note in result.notes), class_="notes") if result.notes else None,
        class_="downloads",
    )


def found_words(result: UploadResult) -> str:
    """What was found in a file, in a few words."""
    if result.failure:
        return "未能检查"
    counts = ((words, result.totals.count(severity)) for severity, words in WORDS.items())
    return "，".join(f"{words} {count}" for words, count in counts if count) or "没有发现问题"


def _row(visit: Visit, at: int, result: UploadResult) -> Html:
    name = visit.files[at].name
    buttons = [
        _download(
            f"/visits/{visit.key}/files/{at}/{copy.value}", copy_name(name, copy), COPY_WORDS[copy], name
        )
        for copy in result.copies
    ]
    return el(
        "tr",
        el("th", name, scope="row"),
        el("td", *_counts(result.totals)),
        el(
            "td",
            *(
                buttons
                or [el("span", "请照下面列出的问题逐处修改" if result.totals.tallies else "", class_="soft")]
            ),
        ),
    )


def _counts(totals: Totals) -> Iterator[Html]:
    if not totals.tallies:
        yield el("span", "没有发现问题", class_="ok")
    for severity, words in WORDS.items():
        if count := totals.count(severity):
            yield el("span", f"{words} {count}", class_=f"s {TONES[severity]}")


def _download(url: str, name: str, words: str, about: str) -> Html:
    return el(
        "button",
        words,
        type="button",
        class_="download",
        data_url=url,
        data_name=name,
        aria_label=f"下载{words}：{about}",
    )


def rules_page(rules: Sequence[RuleDoc]) -> str:
    """All rules, a table for each family."""
    families: dict[str, list[RuleDoc]] = {}
    for rule in rules:
        families.setdefault(rule.code[0], []).append(rule)
    return _page(
        "规则",
        *(
            el("section", el("h2", f"{letter} {FAMILIES.get(letter, '')}".strip()), _rule_table(some))
            for letter, some in families.items()
        ),
    )


def _rule_table(rules: Sequence[RuleDoc]) -> Html:
    names = ("代码", "规则", "级别", "查什么")
    head = el("tr", *(el("th", name, scope="col") for name in names))
    rows = (
        el(
            "tr",
            el("th", el("a", rule.code, href=f"/rules/{rule.code}"), scope="row"),
            el("td", rule.label),
            el("td", el("span", WORDS[rule.severity], class_=f"s {TONES[rule.severity]}")),
            el("td", _joined(rule.summary)),
        )
        for rule in rules
    )
    return el("div", el("table", el("thead", head), el("tbody", *rows), class_="rules"), class_="t")


def rule_page(rule: RuleDoc) -> str:
    """The page of one rule."""
    return _page(f"{rule.code} {rule.label}", el("article", *_rule(rule)))


def _rule(rule: RuleDoc) -> Iterator[Html]:
    fix = f"自动修复：{FIXES[rule.fix]}"
    yield el("p", el("span", WORDS[rule.severity], class_=f"s {TONES[rule.severity]}"), f" {fix}")
    yield from _titled("查什么", rule.summary)
    yield from _titled("为什么", rule.why)
    if rule.references:
        yield el("h2", "依据")
        yield el("ul", *(el("li", each) for each in rule.references))
    for title, example in (("错误示例", rule.wrong), ("正确示例", rule.right)):
        if example.strip():
            yield el("h2", title)
            yield el("pre", join(_lines(example)), tabindex=0)
    yield from _titled("怎样改", rule.help)


def _lines(example: str) -> Iterator[Html]:
    """The lines of an example, each with its end."""
    for line in example.strip("\n").splitlines():
        yield el("span", line.rstrip())
        yield Html("\n")


def _titled(title: str, words: str) -> Iterator[Html]:
    if words.strip():
        yield el("h2", title)
        yield el("p", _joined(words))


def _joined(words: str) -> str:
    """Lines of YAML as one; between two Chinese characters there is no blank."""
    return re.sub(r"(?<=[^\x00-\xff])\s+(?=[^\x00-\xff])", "", " ".join(words.split()))
