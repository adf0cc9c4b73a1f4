"""What of a page is text, and how it falls into lines and cells."""

from __future__ import annotations

import pytest

from linter.documents import ReadError, open_document
from linter.documents.html import open_html


def text(markup: str) -> str:
    return open_html(markup.encode(), "a.html").source.text


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<p>一、<b>总体</b>情况</p><p>全年\n  公开", "一、总体情况\n全年公开\n"),
        ("甲<br>乙<div>丙</div>丁", "甲\n乙\n丙\n丁\n"),
        ("<p> a  b\n c </p>", "a b c\n"),
        ("<b>甲</b> <i>乙</i>", "甲 乙\n"),
        ("<p>2023\n年</p>", "2023 年\n"),
        ("<pre>a  b\r\nc</pre>", "a  b\nc\n"),
        ("<p style='white-space: pre-wrap'>a\n b", "a\n b\n"),
        ("甲<script>var a = '<p>乙</p>'</script><style>p{}</style><noscript>丙</noscript>丁", "甲丁\n"),
        ("甲<!-- <p>乙 -->丙<![if !a]>丁<![endif]>", "甲丙丁\n"),
        ("甲<p hidden>乙</p><p style='DISPLAY : none'>丙<p>丁</p><template>戊</template>", "甲\n丁\n"),
        ("<span style='display:none'><span>甲</span>乙</span>丙", "丙\n"),
        ("<b>甲<p>乙</b>丙</p>丁", "甲\n乙丙\n丁\n"),
        ("<ruby>汉<rp>(</rp><rt>hàn</rt>字<rt>zì</ruby>", "汉字\n"),
        ("<select><option>2014<option>2015</select>甲<button>打印</button>", "甲\n"),
        ("甲<select><option>2014<p>乙", "甲\n2014\n乙\n"),
        ("甲<script>乙", "甲乙\n"),
        ("甲<!-- 乙", "甲<!-- 乙\n"),
        ("甲 < 乙 <3 &lt;", "甲 < 乙 <3 <\n"),
        ("甲<td wid", "甲\n"),
        ("<p a=\"b>甲</p>乙 c='", "甲\n乙 c='\n"),
        ("<del>旧</del>新", "新\n"),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", "3. 甲\n7. 乙\n8. 丙\n"),
        ("<ol type=a><li>甲</ol><ol type=I><li>乙<li>丙</ol>", "a. 甲\nI. 乙\nII. 丙\n"),
        ("<ol style='list-style-type:cjk-ideographic'><li><p>甲</p><li>乙</ol>", "一、甲\n二、乙\n"),
        ("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>", "甲\n乙\n"),
        ("<ol><li>1.甲<li>（二）乙<li>丙</ol>", "1.甲\n（二）乙\n3. 丙\n"),
        ("<p><span style='mso-list:Ignore'>一、<span>&nbsp;&nbsp; </span></span>总体情况", "一、总体情况\n"),
        ("<p>甲<o:p></o:p></p><p><o:p>&nbsp;</o:p></p><p>乙", "甲\n乙\n"),
        ("<span style='display:block'>甲</span>乙", "甲\n乙\n"),
        ("<textarea>甲</textarea><iframe>乙</iframe>丙", "丙\n"),
        ("<h2>甲<h3>乙</h2>丙", "甲\n乙\n丙\n"),
        (
            "<p>一、&#8203;总\u200b体&zwnj;情&shy;况\ufeff</p><pre>a\u200bb&#8203;c</pre>",
            "一、总体情况\nabc\n",
        ),
        ("<div>一、</div><div>总体情况</div><p>第二部分</p><h2>甲</h2>", "一、总体情况\n第二部分甲\n"),
        ("<p>一、</p><p>二、甲</p><p>（一）</p>", "一、\n二、甲\n（一）\n"),
        ("<p><SPAN>甲</SPAN><b class='a>b'>乙</B><u>丙</u >丁<i></i><o:p></o:p>", "甲乙丙丁\n"),
        ("<span hidden>甲</span><font style='display:block'>乙</font><span>丙<!-- --></span>", "乙\n丙\n"),
        ("<table><tr><span>甲</span><td><b>乙</b><td>1</table>", "甲\n| 乙 | 1 | \n"),
    ],
)
def test_lines(markup: str, wanted: str) -> None:
    assert text(markup) == wanted


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<table><tr><td>甲<td>1<tr><td>乙<td>2</table>丙", "| 甲 | 1 | \n| 乙 | 2 | \n丙\n"),
        ("<table><caption>表</caption><tfoot><tr><td>和<td>3</tfoot><tr><td>甲<td>1<thead><tr><th>a<th>b</table>",
         "表\n| a | b | \n| 甲 | 1 | \n| 和 | 3 | \n"),
        ("<table><td>甲<td>1<tr hidden><td>x<td>y</tr></table>", "| 甲 | 1 | \n"),
        ("前<tr><td>甲<td>1</tr>后", "前\n| 甲 | 1 | \n后\n"),
        ("<table><tr><td>甲<td>1</tr>漏<div>字</div><tr><td>乙<td>2</table>",
         "漏\n字\n| 甲 | 1 | \n| 乙 | 2 | \n"),
        ("<table><tr><td>甲</div><td>1</table>", "| 甲 | 1 | \n"),
        ("<table><tr><td>甲<td><input value='12'><input type=hidden value=9></table>", "| 甲 | 12 | \n"),
        ("<table><tr><td><table><tr><td>甲<td>1</table></td><td>乙</table>", "| 甲 | 1 | \n乙\n"),
        ("<table><tr><td>一、<td><td><b>总体情况</table>", "一、总体情况\n"),
        ("<table><tr><td width=9>&nbsp;<td>甲<tr><td><td>乙。</table>", "\n甲\n\n乙。\n"),
        ("<table><tr><td>\u200b<td>1&#8203;2<tr><td>甲<td></table>", "|  | 12 | \n| 甲 |  | \n"),
        ("<table><tr><td>a|b<td>一<br>二</table>", "| a¦b | 一二 | \n"),
    ],
)  # fmt: skip
def test_tables(markup: str, wanted: str) -> None:
    assert text(markup) == wanted


def test_a_span_ends_with_its_group_of_rows() -> None:
    source = open_html(
        b"<table><thead><tr><th rowspan=9>a<th>b<tbody><tr><td colspan=2>c</table>"
        b"<table><tr><td rowspan=0>a<td>b<td>1<tr><td>c<td>2<tr><td>d<td>3</table>",
        "a.html",
    ).source
    first, second = source.grids
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in first.cells] == [
        (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 2),
    ]  # fmt: skip
    assert [(cell.row, cell.column, cell.rowspan) for cell in second.cells] == [
        (1, 1, 3), (1, 2, 1), (1, 3, 1), (2, 2, 1), (2, 3, 1), (3, 2, 1), (3, 3, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("declared", "written", "sure"),
    [
        ("utf-8", "utf-8", True), ("gb2312", "gb18030", True), ("gb2312", "utf-8", True),
        ("utf-8", "gb18030", False), ("big5", "big5", True), ("", "gb18030", False),
    ],
)  # fmt: skip
def test_the_encoding_is_that_of_the_bytes(declared: str, written: str, sure: bool) -> None:
    words = "總體情況" * 9
    data = f"<meta charset={declared}><p>{words}</p>".encode(written)
    source = open_document(data, "a.htm").source
    assert source.text == words + "\n"
    assert (source.encoding == "utf-8") == sure


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x", "MHT"),
        (b"PK\x03\x04 and nothing else", "压缩包"),
        (b"<p>" * 500_000, "标签太多"),
        (b"<p>\x00\x01\x02\x00", "二进制"),
    ],
)
def test_what_is_no_page_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        open_html(data, "a.html")


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "b", "select", "ruby"])
def test_depth_is_no_fault(tag: str) -> None:
    markup = f"<{tag}>" * 50_000 + "一、甲"
    assert text(markup).endswith("一、甲\n")


@pytest.mark.parametrize("deep", [0, 10, 140, 100_000])
def test_a_table_inside_of_many_blocks_is_a_table(deep: int) -> None:
    markup = "<div>" * deep + "<table><tr><td>指标<td>1</table>" + "</div>" * deep
    assert open_html(markup.encode(), "a.html").source.grids


@pytest.mark.parametrize("markup", ["<table><tr><td>", "<table><tr><td><table><tr><td><div>"])
def test_tables_too_deep_to_be_read_are_told(markup: str) -> None:
    with pytest.raises(ReadError, match="嵌套太深"):
        open_html((markup * 3000 + "一、甲").encode(), "a.html")


def test_text_with_lines_of_its_own_keeps_them() -> None:
    assert text("<div>年报\n\u3000\u3000一、甲\n项目\t数\n\u3000\u3000二、乙</div>").split("\n") == [
        "年报",
        "\u3000\u3000一、甲",
        "项目\t数",
        "\u3000\u3000二、乙",
        "",
    ]
    assert text("<p>全年公开\n信息1条。\n\u3000\u3000完。</p>") == "全年公开信息1条。\u3000\u3000完。\n"


ARTICLE = """<title>临江区民政局2023年政府信息公开工作年度报告-临江区</title><body>
<h1>临江区</h1><ul><li>首页</ul>
<div><h2>临江区民政局2023年政府信息公开工作年度报告</h2><div><div><p>一、甲</p><p>正文。</p><p>六、乙</p></div>
{tail}</div></div><div>相关链接</div>"""


def test_the_article_is_the_smallest_element_with_headings_and_title() -> None:
    wanted = "临江区民政局2023年政府信息公开工作年度报告\n一、甲\n正文。\n六、乙\n"
    assert text(ARTICLE.format(tail="")) == wanted


def test_text_behind_the_last_heading_is_kept() -> None:
    assert text(ARTICLE.format(tail="<p>没有收费。</p>")).endswith("六、乙\n没有收费。\n")


def test_an_article_that_the_page_holds_twice_is_read_once() -> None:
    part = "<p>{0}、甲</p><p>全年公开信息{1}条。</p><table><tr><td>规章<td>0<tr><td>{0}<td>0</table>"
    first = "".join(part.format(numeral, 3) for numeral in "一二三四五")
    other = "".join(part.format(numeral, 3 if numeral == "三" else 4) for numeral in "一二三四五")
    title = "<h1>临江区民政局2023年政府信息公开工作年度报告</h1>"
    once = text(f"{title}<div>{first}</div>")
    assert text(f"{title}<div>{first}</div><p>打印</p><div>{first}</div>") == once + "打印\n"
    twice = text(f"{title}<div>{first}</div><div>{other}</div>")
    assert twice.count("规章") == 2 * once.count("规章")


def test_links_to_the_sections_are_no_sections() -> None:
    links = "<ul><li>一、甲<li>六、乙<li>二、丙</ul>"
    page = ARTICLE.replace("正文。", "正文。<p>二、丙</p><p>二〇二三年。")
    wanted = "临江区民政局2023年政府信息公开工作年度报告\n一、甲\n正文。\n二、丙\n二〇二三年。\n"
    wanted += "六、乙\n没有收费。\n"
    assert text(page.format(tail=f"<p>没有收费。</p>{links}")) == wanted
    assert text(page.format(tail=f"<p>没有收费。</p></div>{links}")) == wanted
    assert text(page.format(tail="<p>没有收费。</p>").replace("<div><p>一", f"{links}<div><p>一")) == wanted


@pytest.mark.parametrize(
    "markup", ["<div>导航</div><div><p>一、甲</p><p>二、乙</p></div>", "<div>导航</div><p>正文</p>"]
)
def test_without_a_title_or_headings_all_is_kept(markup: str) -> None:
    assert text(markup).startswith("导航\n")
