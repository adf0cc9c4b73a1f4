"""The files of the folder that are nobody's report: nothing in the folder goes unmentioned."""

from __future__ import annotations

from itertools import islice

from linter.output.audit.labels import TONES
from linter.output.audit.model import BASIS_NAMES, STATUS_NAMES, Audit, Basis, FileResult, Status
from linter.output.page.element import Html, el

_USED = frozenset({Status.SUBMITTED, Status.DUPLICATE})
_MOST_SHOWN = 3000  # of a kind


def file_section(audit: Audit) -> Html:
    """The section: first what is nobody's report, then the reports."""
    used = sum(audit.count_files(each) for each in _USED)
    count = len(audit.files) - used
    others = [*islice((each for each in audit.files if each.status not in _USED), _MOST_SHOWN)]
    rest = None
    if used > _MOST_SHOWN:
        rest = el("p", f"各单位的报告 {used} 个文件，见“审核.xlsx”的“文件”。")
    elif used:
        own = [each for each in audit.files if each.status in _USED]
        rest = el("details", el("summary", f"各单位的报告 {used} 个文件"), _table(own))
    return el(
        "section",
        el("h2", f"其他文件 {count} 个"),
        el("p", "文件夹里不是已采用的报告的文件，一个不漏；压缩包里的写作“压缩包!文件”。"),
        _table(others) if others else None,
        el("p", f"还有 {more} 个，见“审核.xlsx”的“文件”。") if (more := count - len(others)) else None,
        rest,
        class_="part",
        id="files",
    )


def _table(files: list[FileResult]) -> Html:
    head = el("tr", *(el("th", each, scope="col") for each in ("文件", "状态", "说明", "单位")))
    rows = (_row(each) for each in files)
    return el("div", el("table", el("thead", head), el("tbody", *rows), class_="files"), class_="t")


def _row(file: FileResult) -> Html:
    basis = ""
    if file.units and file.basis is not None and file.basis is not Basis.ISSUER:
        basis = f"（按{BASIS_NAMES[file.basis]}）"
    doubt = el("span", "待核对", class_="s w") if file.doubtful else None
    return el(
        "tr",
        el("th", file.name, scope="row"),
        el("td", el("span", STATUS_NAMES[file.status], class_=f"s {TONES[file.status]}")),
        el("td", file.reason),
        el("td", "、".join(file.units) + basis, " " if doubt else None, doubt),
    )
