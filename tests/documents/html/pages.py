"""A draft as the page that a site publishes: markup of several makers, frames of several systems."""

from __future__ import annotations

import random
from collections.abc import Iterable
from html import escape

from tests.corpus import Draft
from tests.corpus.grid import Grid
from tests.corpus.sheet import BELOW, BESIDE, FIGURE, PAD, Box, sheet
from tests.corpus.writing import FigureWriter

MAKERS = ("plain", "editor", "word", "sloppy", "layout")


def page(draft: Draft, maker: str, seed: int = 0) -> str:
    """The whole page of a report, its residue outside of the article."""
    rng = random.Random(seed)
    title = draft.title or ""
    parts = [_Body(maker, rng).write(draft)]
    heading = f"<h1 class='title'>{escape(title)}</h1>" if maker != "layout" else ""
    if maker == "layout":
        parts.insert(0, f"<tr><td align=center><font size=5>{escape(title)}</font></td></tr><tr><td>")
        parts = ["<table width=100%>", *parts, "</td></tr></table>"]
    if maker == "word":
        return _WORD.format(title=escape(title), body=heading + "".join(parts))
    return _FRAME.format(
        title=escape(title), site=draft.issuer.place, year=draft.year, heading=heading, body="".join(parts)
    )


class _Body:
    def __init__(self, maker: str, rng: random.Random) -> None:
        self._maker, self._rng = maker, rng

    def write(self, draft: Draft) -> str:
        parts = [self._paragraph(one.text) for one in draft.preface]
        for section in draft.sections:
            parts.append(self._heading(f"{section.numeral}、{section.wording}"))
            parts += [
                self._table(item) if isinstance(item, Grid) else self._paragraph(item.text)
                for item in section.items
            ]
        parts += [self._paragraph(line) for line in draft.closing]
        return "\n".join(parts)

    def _heading(self, words: str) -> str:
        if self._maker == "editor":
            return f"<h2><strong>{words[:2]}</strong><strong><span>{words[2:]}</span></strong></h2>"
        if self._maker == "sloppy":
            return f"<p><b>{words}</p></b>"
        return f"<p align=center><strong>{words}</strong></p>"

    def _paragraph(self, words: str) -> str:
        text = escape(words).replace("《", "&#12298;" if self._maker == "editor" else "《")
        if self._maker == "word":
            text = f"<span lang=EN-US><o:p></o:p></span>{self._broken(text)}"
            return (
                f"<p class=MsoNormal style='text-indent:32pt'><span style='font-size:16pt'>{text}</span></p>"
            )
        if self._maker == "sloppy":
            return f"<p>&nbsp;&nbsp; {text}"
        return f'<p style="text-indent:2em">\u3000\u3000{text}</p>'

    def _broken(self, text: str) -> str:
        """Word breaks the lines of what it writes between any two Chinese characters."""
        at = 30
        while at < len(text) - 1:
            if "\u4e00" <= text[at - 1] <= "\u9fff" and "\u4e00" <= text[at] <= "\u9fff":
                text = f"{text[:at]}\r\n  {text[at:]}"
                at += 30
            at += 1
        return text

    def _table(self, grid: Grid) -> str:
        figures = FigureWriter(self._rng, grid.key, "plain", half=False, wide=False)
        labels = {
            cell.column: column.label
            for block in grid.blocks
            for row in block.rows
            for cell, column in zip(row.cells, block.columns, strict=False)
        }
        lines = [line.boxes for line in sheet(grid)]
        rows: list[str] = []
        for index, boxes in enumerate(lines):
            cells = [
                self._cell(
                    figures.write(box.cell, labels.get(box.cell.column, "")) if box.cell else box.text,
                    _across(boxes, column),
                    _down(lines[index:], column),
                )
                for column, box in enumerate(boxes)
                if box.role not in (BESIDE, BELOW, PAD)
            ]
            filler = sum(box.role == PAD for box in boxes)
            if filler:
                cells.append(self._cell("", filler, 1))
            end = "" if self._maker == "sloppy" else "</tr>"
            rows.append(f"<tr>{''.join(cells)}{end}\n")
        table = "<table border=1 cellspacing=0>" + ("" if self._maker == "sloppy" else "<tbody>")
        return table + "".join(rows) + ("" if self._maker == "sloppy" else "</tbody>") + "</table>"

    def _cell(self, words: str, across: int, down: int) -> str:
        spans = (f' colspan="{across}"' if across > 1 else "") + (f" rowspan={down}" if down > 1 else "")
        text = escape(words)
        if self._maker == "word":
            text = text or "<o:p>&nbsp;</o:p>"
            return f"<td{spans} style='border:solid'><p class=MsoNormal><span>{text}</span></p></td>\n"
        if self._maker == "editor":
            half = len(text) // 2 if len(text) > 6 and "&" not in text else 0
            text = f"{text[:half]}<br/>{text[half:]}" if half else text
            return f"<td{spans}><p><span>{text or '&nbsp;'}</span></p></td>"
        return f"<td{spans}>{text}" + ("" if self._maker == "sloppy" else "</td>")


def _across(boxes: Iterable[Box], column: int) -> int:
    count = 1
    for box in list(boxes)[column + 1 :]:
        if box.role != BESIDE:
            break
        count += 1
    return count


def _down(lines: list[tuple[Box, ...]], column: int) -> int:
    """How many rows a cell covers, which goes on below."""
    count = 1
    for boxes in lines[1:]:
        if column >= len(boxes) or boxes[column].role != BELOW or lines[0][column].role == FIGURE:
            break
        count += 1
    return count


_FRAME = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}-{site}人民政府</title>
<style>.nav li {{ float: left }} <!-- --></style>
<script>var url = "<div>"; if (1 < 2) document.write('<p>二、加载</p>');</script></head>
<body onload="init()">
<div class="top"><h1>{site}人民政府门户网站</h1><form><input type=text value="请输入关键字"></form>
<ul class="nav"><li><a href="/">首页</a><li><a href="/zw">政务公开</a><li><a>互动交流</a></ul></div>
<div class="crumb">您现在的位置：<a>首页</a> &gt; <a>政府信息公开年报</a></div>
<div class="wrap"><div class="side"><select><option>{year}<option>2014</select><a>政府信息公开指南</a>
<a>政府信息公开年报</a></div>
<div class="main">{heading}
<table class="index"><tr><td>索 引 号</td><td>11370000/{year}-00123</td><td>发布机构</td><td>{site}</td></tr>
<tr><td>主题分类</td><td>年报</td><td>公开方式</td><td>主动公开</td></tr></table>
<div class="share">字号：[<a>大</a> <a>中</a> <a>小</a>] <button>打印</button></div>
<div id="zoom" class="TRS_Editor">
{body}
</div></div></div>
<div class="links">上一篇：<a>{year}年政府工作要点</a><br>下一篇：没有了</div>
<div class="footer">主办：{site}人民政府办公室 &copy; 版权所有<br>网站标识码：0000012345</div>
<script src="count.js"></script></body></html>
"""

_WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>{title}</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm;}} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><div class=WordSection1>
{body}
<!--[if gte vml 1]><v:shape>图</v:shape><![endif]--><![if !vml]><img width=1 src="a.png"><![endif]>
</div></body></html>
"""
