"""Findings for people: the source line with the span underlined, references and advice."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from linter.diagnostic import Applicability, Diagnostic, Severity
from linter.output.snippet import snippet
from linter.output.style import TONES, Paint, Style
from linter.output.totals import Totals
from linter.output.width import visible
from linter.text.source import Source, Span

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
"""The Chinese name of each severity."""

FIXES = {Applicability.SAFE: "可修复", Applicability.UNSAFE: "可修复（需人工确认）"}
"""The Chinese label of a fix, by applicability."""

_RELATED = 4  # related places shown
_KINDS = 4  # kinds of files named in the summary


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The findings of one file, with a blank line between them."""
    return "\n".join(_finding(source, each, paint) for each in diagnostics)


def closing(totals: Totals, paint: Paint) -> str:
    """The summary line, after a blank line if there are findings."""
    return ("\n" if totals.tallies else "") + summary(totals, paint)


def summary(totals: Totals, paint: Paint, *, with_options: bool = True) -> str:
    """One line on the whole run, and one on fixes where there are any; with the options that make them."""
    counts = [(severity, totals.count(severity)) for severity in WORDS]
    if totals.tallies:
        said = "，".join(
            paint(TONES[severity], f"{WORDS[severity]} {count}") if count else f"{WORDS[severity]} 0"
            for severity, count in counts
        )
    else:
        said = "没有发现问题"
    compared = "" if totals.compared is None else f"，与上年比较 {totals.compared} 份"
    line = f"检查了 {totals.files} 个文件（{totals.reports} 份报告{compared}），{said}"
    if not totals.files:
        line = "没有检查任何报告"
    if totals.passed_over:
        line += f"；另有 {totals.passed_over} 个文件不是年报，已略过"
    if totals.other_kinds:
        line += f"；另有 {totals.unread} 个文件不是能读的格式（{_kinds(totals.other_kinds)}）"
    hidden = ((totals.baselined, "已列入基线"), (totals.excused, "已注明理由不报"))
    if said := "，".join(f"{count} 个问题{why}" for count, why in hidden if count):
        line += f"；另有 {said}"
    if totals.failed:
        line += f"；{totals.failed} 个文件未能检查"
    if totals.unwritten:
        line += f"；{totals.unwritten} 个文件未能写入"
    return line + "\n" + _fixing(totals, with_options)


def _kinds(kinds: Sequence[tuple[str, int]]) -> str:
    said = "、".join(f"{visible(kind)} {count}" for kind, count in kinds[:_KINDS])
    return said + (f" 等 {len(kinds)} 种" if len(kinds) > _KINDS else "")


def _fixing(totals: Totals, with_options: bool) -> str:
    """A line on fixes made and possible; empty without any."""
    safely, unsafely = ("用 --fix ", "用 --fix --unsafe-fixes ") if with_options else ("自动", "自动")
    said = [f"修复 {totals.fixed} 处"] if totals.fixed else []
    if totals.safe:
        said.append(f"{totals.safe} 处可{safely}修复")
    if totals.unsafe:
        said.append(f"{totals.unsafe} 处核实后可{unsafely}修复")
    return "，".join(said) + "\n" if said else ""


def statistics(totals: Totals, paint: Paint) -> str:
    """The number of findings of each rule, then the summary."""
    digits = max((len(str(each.count)) for each in totals.tallies), default=0)
    lines = "".join(
        f"{each.count:>{digits}}  {paint(TONES[each.severity], WORDS[each.severity])}"
        f"  {each.code} {each.name}\n"
        for each in totals.tallies
    )
    return lines + closing(totals, paint)


def _finding(source: Source, found: Diagnostic, paint: Paint) -> str:
    related = found.related[:_RELATED]
    places = [(source, found.span), *(((each.source or source), each.span) for each in related)]
    frame = _Frame(source, max(len(_number(*place)) for place in places), paint)
    tone = TONES[found.severity]
    lines = [
        paint(tone, f"{WORDS[found.severity]}[{found.code}]")
        + paint("strong", f" {found.name}：{visible(found.message)}"),
        frame.arrow(found.span),
    ]
    if source.text:
        lines += [frame.rail("|"), *frame.place(found.span, "^", tone)]
        above = lines[-2]
        for each in related:
            if (each.source or source) is not frame.source:
                frame = replace(frame, source=each.source or source)
                lines.append(frame.arrow(each.span, ":::"))
                above = ""
            shown = frame.place(each.span, "-", "gutter", each.message)
            lines += shown[1:] if shown[0] == above else shown  # do not repeat the line above
            above = shown[0]
    if len(found.related) > _RELATED:
        lines.append(frame.note(f"另有 {len(found.related) - _RELATED} 处"))
    if found.references:
        lines.append(frame.note(f"依据：{'；'.join(found.references)}"))
    if found.help:
        lines.append(frame.note(f"建议：{found.help}"))
    if found.fix is not None:
        lines.append(frame.note(f"{FIXES[found.fix.applicability]}：{found.fix.message}"))
    return "\n".join(lines) + "\n"


def _number(source: Source, span: Span) -> str:
    """The row of the file in which a span starts; empty if the file has no lines."""
    return str(source.place(span.start).row) if source.has_lines else ""


class _Frame(Struct, frozen=True):
    """The left edge of the lines of one finding: row numbers `digits` wide, then a bar."""

    source: Source
    digits: int
    paint: Paint

    def rail(self, mark: str, number: str = "") -> str:
        return self.paint("gutter", f"{number:>{self.digits}} {mark}")

    def arrow(self, span: Span, head: str = "-->") -> str:
        arrow = f"{self.paint('gutter', ' ' * self.digits + head)} {visible(self.source.name)}"
        origin = self.source.origin(span.start)
        if origin is not None and not self.source.has_lines:
            return f"{arrow} {visible(origin)}"
        at = self.source.place(span.start)
        return f"{arrow}:{at.row}:{at.column}" + (f"（{visible(origin)}）" if origin is not None else "")

    def note(self, words: str) -> str:
        return f"{self.rail('=')} {visible(words)}"

    def place(self, span: Span, mark: str, tone: Style, label: str = "") -> list[str]:
        shown = snippet(self.source, span)
        if shown.last_row > shown.row:
            label += f"（直到{self.source.where(span.end - 1)}）"
        under = self.paint(tone, f"{mark * shown.length} {visible(label)}".rstrip())
        return [
            f"{self.rail('|', _number(self.source, span))} {shown.text}".rstrip(),
            f"{self.rail('|')} {' ' * shown.indent}{under}",
        ]
