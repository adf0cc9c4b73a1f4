"""A document as a web page, in the manners of content systems: a clean article, a page laid out with tables,
Word's own export, and tags that nobody closed."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Mapping
from typing import Final

from tests.corpus import residue
from tests.corpus.forms.layout import Box, Document, Sheet, Words
from tests.corpus.forms.markup import Markup, cut, plain_table, spans

_SCRIPT: Final = "<script>var list = ['<p>一、总体情况</p>']; if (1 < 2) { share('年报'); }</script>"
_CODECS: Final = (("utf-8", "utf-8"), ("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "gb18030"))
_NAMED: Final = {"“": "&ldquo;", "”": "&rdquo;", "\u00a0": "&nbsp;", "《": "&#12298;", "》": "&#x300B;"}


def _escape(words: str) -> str:
    return html.escape(words, quote=False)


def _entities(rng: random.Random, words: str) -> str:
    """`words` with entities where systems write them, and now and then for a plain character."""
    return "".join(
        _NAMED.get(char) or (f"&#{ord(char)};" if char > "\u4e00" and rng.random() < 0.01 else _escape(char))
        for char in words
    )


def _before(rng: random.Random, document: Document) -> list[str]:
    return [_escape(line) for line in residue.before(rng, document.draft)]


def _after(rng: random.Random, document: Document) -> list[str]:
    return [_escape(line) for line in residue.after(rng, document.draft)]


def article(out: Markup, rng: random.Random, document: Document) -> None:
    """Headings, paragraphs and tables in an element of their own."""
    out.put("<body>\n<header><nav><ul>")
    out.put(
        *(f"<li><a href='#'>{line}</a></li>" for line in _before(rng, document)), "</ul></nav></header>\n"
    )
    out.put(f'<main>\n<article class="content">\n{_SCRIPT}\n')
    _content(out, document)
    out.put("</article>\n</main>\n<footer>")
    out.put(*(f"<p>{line}</p>" for line in _after(rng, document)), "</footer>\n</body>\n")


def _content(out: Markup, document: Document) -> None:
    for block in document.blocks:
        if isinstance(block, Sheet):
            plain_table(out, block)
        else:
            tag = {"title": "h1", "heading": "h2"}.get(block.kind, "p")
            out.put(f"<{tag}>", _escape(block.text), f"</{tag}>\n")


def frame(out: Markup, rng: random.Random, document: Document) -> None:
    """A page whose columns are a table; paragraphs are parted by <br>, tables stand within."""
    out.put('<body bgcolor="#ffffff">\n<table width="1000" border="0"><tr><td width="200" valign="top">')
    out.put("<br>".join(_before(rng, document)), '</td>\n<td width="800" class="zw"><div id="zoom">')
    out.put("<!-- 正文开始 -->\n")
    for block in document.blocks:
        if isinstance(block, Sheet):
            out.put('<div align="center"><table border="1" cellspacing="0" cellpadding="0">\n')
            for line in block.lines():
                out.put("<tr>")
                for box in line:
                    out.put(f"<td{spans(box)} align=center><font size=2>")
                    out.figure(block.key, box)
                    out.put("</font>" if box.text else "</font>&nbsp;", "</td>")
                out.put("</tr>\n")
            out.put("</table></div>\n")
        elif block.kind == "title":
            out.put("<center><b>", _entities(rng, block.text), "</b></center>\n")
        else:
            out.put("&nbsp;&nbsp;&nbsp;&nbsp;", _entities(rng, block.text), "<br>\n")
    out.put("<!-- 正文结束 --></div></td></tr>\n<tr><td colspan=2>")
    out.put("<br>".join(_after(rng, document)), "</td></tr></table>\n</body>\n")


def _word_spans(rng: random.Random, words: str) -> str:
    return "".join(f"<span style='font-family:仿宋'>{_escape(part)}</span>" for part in cut(rng, words))


def word(out: Markup, rng: random.Random, document: Document) -> None:
    """What Word saves as a web page: a span around every few characters, comments for itself."""
    out.put("<!--[if gte mso 9]><xml><w:Title>一、总体情况</w:Title></xml><![endif]-->\n")
    out.put("<body lang=ZH-CN style='tab-interval:21.0pt'>\n<div class=Section1>\n")
    for block in document.blocks:
        if isinstance(block, Sheet):
            out.put("<div align=center>\n<table class=MsoTableGrid border=1 style='border:none'>\n")
            for line in block.lines():
                out.put(" <tr style='mso-yfti-irow:0'>\n")
                for box in line:
                    out.put(f"  <td width=60{spans(box, '')} valign=top>\n  ")
                    _word_cell(out, rng, block.key, box)
                    out.put("\n  </td>\n")
                out.put(" </tr>\n")
            out.put(" <![if !supportMisalignedColumns]>\n")
            out.put(" <tr height=0>", "<td style='border:none'></td>" * block.columns, "</tr>\n <![endif]>\n")
            out.put("</table>\n</div>\n")
        elif block.kind == "text" and block.numeral:
            out.put("<p class=MsoNormal>", _escape(block.indent))
            out.put("<![if !supportLists]><span lang=EN-US>", block.numeral, "</span><![endif]>")
            out.put(_word_spans(rng, block.words), "<span lang=EN-US><o:p></o:p></span></p>\n\n")
        else:
            out.put("<p class=MsoNormal>", _word_spans(rng, block.text), "<o:p></o:p></p>\n\n")
    out.put("</div>\n</body>\n")


def _word_cell(out: Markup, rng: random.Random, table: str, box: Box) -> None:
    if box.cell is None and len(box.text) > 3 and rng.random() < 0.3:
        at = rng.randint(2, len(box.text) - 1)
        for part in (box.text[:at], box.text[at:]):
            out.put(f"<p class=MsoNormal align=center><span>{_escape(part)}</span></p>")
        return
    out.put("<p class=MsoNormal align=center><span lang=EN-US>")
    out.figure(table, box)
    out.put("" if box.text else "&nbsp;", "<o:p></o:p></span></p>")


def messy(out: Markup, rng: random.Random, document: Document) -> None:
    """Tags in capitals, hardly one of them closed, some closed that were never opened."""
    out.put("<BODY>\n</DIV><DIV CLASS=top>", "&nbsp;|&nbsp;".join(_before(rng, document)), "</DIV>\n")
    out.put("<DIV CLASS=nr></FONT>\n")
    for block in document.blocks:
        if isinstance(block, Sheet):
            out.put("<TABLE BORDER=1>\n")
            for line in block.lines():
                out.put("<TR>")
                for box in line:
                    out.put(f"<TD{spans(box, '')} nowrap>", "&nbsp;" * rng.randrange(2))
                    out.figure(block.key, box)
                    out.put(rng.choice(("", "</TD>", "</SPAN>")))
                out.put("\n")
            out.put("</TABLE>\n")
        else:
            _messy_words(out, rng, block)
    out.put("</CENTER></DIV>\n<DIV><P>", "<P>".join(_after(rng, document)), "\n")


def _messy_words(out: Markup, rng: random.Random, block: Words) -> None:
    words = _entities(rng, block.text)
    if block.kind == "title":
        out.put("<P ALIGN=center><B><FONT SIZE=5>", words, "</B></FONT>\n")
    elif block.kind == "heading":
        out.put("<P><B><I>", words, "</B></I>\n")
    else:
        out.put("<P>", words, rng.choice(("\n", "</P>\n", "<BR>\n")))


Manner = Callable[[Markup, random.Random, Document], None]
MANNERS: Final[Mapping[str, Manner]] = {
    "article": article,
    "frame": frame,
    "word": word,
    "messy": messy,
}


def page(document: Document, manner: str) -> tuple[bytes, Markup]:
    """The page of a document in one of MANNERS: its bytes, and its text with the places of figures."""
    rng = random.Random(f"{document.style.seed} {manner}")
    declared, codec = rng.choice(_CODECS)
    out = Markup()
    if manner in ("article", "messy"):
        out.put("<!DOCTYPE html>\n")
    out.put("<html>\n<head>\n")
    if rng.random() < 0.5:
        out.put(f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">\n')
    else:
        out.put(f'<meta charset="{declared}">\n')
    out.put("<title>", _escape(document.draft.title or "年度报告"), "_政府网</title>\n")
    out.put("<style>p { text-indent: 2em } td > p::before { content: '一、' }</style>\n</head>\n")
    MANNERS[manner](out, rng, document)
    out.put("" if manner == "messy" else "</html>\n")
    return out.text.encode(codec), out


def sheets(document: Document) -> str:
    """A page with nothing around the report, to be printed."""
    out = Markup()
    out.put('<!DOCTYPE html>\n<html><head><meta charset="utf-8"><style>')
    out.put(
        "table { border-collapse: collapse; font-size: 9pt } td { border: 1px solid }</style></head><body>\n"
    )
    _content(out, document)
    out.put("</body></html>\n")
    return out.text
