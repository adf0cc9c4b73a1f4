"""Reports with a character outside the BMP and a tab before everything that is wrong in them."""

from __future__ import annotations

from functools import cache

from tests.lsp.e2e.clients import ROOT

BEFORE = "𠮷\t"


@cache
def prose() -> str:
    """A report with findings in its sentences; lines end in CRLF."""
    text = (ROOT / "fixtures/09-citations-2023.txt").read_text(encoding="utf-8")
    wrong = ("根据《中华", "落实《", "《中华人民共和国政府信息公开条例》（国务院令第492号）")
    lines = [BEFORE + line if line.startswith(wrong) else line for line in text.split("\n")]
    return "\r\n".join(line.replace("2023年4月31日，", BEFORE + "2023年4月31日，") for line in lines)


PROSE = {
    "C203": {"国办公开办函[2021]30号", "平政办发（2023）27号"},
    "C204": {"国务院令第492号"},
    "P304": {"2023年4月31日"},
}
"""What findings of a rule select in it."""


@cache
def sums() -> str:
    """A report whose tables do not add up, with a form feed and a Unicode separator, which end no line."""
    text = (ROOT / "fixtures/07-sums-2020.md").read_text(encoding="utf-8")
    lines = [line.replace("| ", "|\t", 1) for line in text.split("\n")]
    return "\n".join(lines).replace("有关案件数据见下表。", f"{BEFORE}\f有关\u2028案件数据见下表。")


SUMS = {"N502": ["69"], "N504": ["4"], "N507": ["4"]}
RELATED = {"N504": ["3", "1", "1"]}
"""What findings on its tables select, and the places they are related to."""


@cache
def page() -> str:
    """The report of `prose` as a page, in whose markup the same words stand behind entities and tags."""
    lines = prose().replace(BEFORE, "𠮷&nbsp;\t").split("\r\n")
    title, *rest = lines[: lines.index("二、主动公开政府信息情况")]
    body = "".join(f"<p>{line.replace('[', '<b>&#91;</b>')}</p>\r\n" for line in rest)
    head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
    return f"<!DOCTYPE html>\r\n<html>{head}\r\n<body>\t<h1>{title}</h1>\r\n{body}</body></html>\r\n"


PAGE = {"国办公开办函<b>&#91;</b>2021]30号"}
"""What the finding on a document number selects in its markup."""
