"""Reports of invented bodies for tests: one builder, and modules of bodies to put into it.

`examples` has a whole report without a fault and puts a rule's examples into it; `prose` says something
beside agreeing tables; `tables` has tables and hardly a word; `layouts` has tables as pages leave them;
`structure` and `citations` read reports by a small format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from typing import Final

from linter.report.structure.grammar import compile_grammar
from linter.text.edits import Edit

ISSUER: Final = "云岭市临江区民政局"
TITLE: Final = f"{ISSUER}2023年政府信息公开工作年度报告"
WORDINGS: Final[Mapping[str, str]] = {
    "overview": "总体情况",
    "proactive": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "review": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}
"""The sections of a report by their keys, in order."""
HEADINGS: Final = tuple(
    f"{number}、{wording}" for number, wording in zip("一二三四五六", WORDINGS.values(), strict=True)
)


def report(
    title: str | None = TITLE,
    preface: str = "",
    headings: Iterable[str] = HEADINGS,
    bodies: Iterable[str] = (),
) -> str:
    """The text of a report with a body under each heading; what is empty or left out takes no line."""
    parts = [title or "", preface]
    for heading, body in zip(headings, chain(bodies, repeat("")), strict=False):
        parts += [heading, body]
    return "\n".join(part for part in parts if part) + "\n"


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits."""
    for edit in sorted(edits, key=lambda one: one.span, reverse=True):
        text = text[: edit.span.start] + edit.content + text[edit.span.end :]
    return text


@cache
def grammar() -> bytes:
    """The grammar of reports, compiled."""
    path = Path(__file__).parents[2] / "grammar" / "report.lark"
    return compile_grammar(path.read_text(encoding="utf-8"))
