from __future__ import annotations

import pytest

from linter.text.addresses import find_addresses
from tests.corpus.cost import assert_grows_no_faster


def addresses(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_addresses(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见http://www.example.cn/a,b(一).html。", "http://www.example.cn/a,b(一).html"),
        ("见http://www.example.cn/年报,附件(一).pdf 与附件", "http://www.example.cn/年报,附件(一).pdf"),
        ("网址:http://www.example.cn,欢迎查阅。", "http://www.example.cn"),
        ("登录www.example.cn/xxgk/查阅", "www.example.cn/xxgk/"),
        ("见http://a.cn/b),传真3,邮箱甲", "http://a.cn/b"),
        ("见http://a.cn/b?x=1,2&y=3,邮箱甲", "http://a.cn/b?x=1,2&y=3"),
        ("邮箱:a.b-c@example.gov.cn,电话0000", "a.b-c@example.gov.cn"),
        (
            '[附件](http://www.example.cn/a(一).html "说明,甲"),见',
            '](http://www.example.cn/a(一).html "说明,甲")',
        ),
        ("[目录](<年报,附件.pdf>),见", "](<年报,附件.pdf>)"),
        ("见<http://www.example.cn/年报,一.pdf>,另", "<http://www.example.cn/年报,一.pdf>"),
        ("[一]: http://www.example.cn/年报,附件.html", "[一]: http://www.example.cn/年报,附件.html"),
        ("见`文件名,一.docx`,另", "`文件名,一.docx`"),
        ("见``a`b,一``,另", "``a`b,一``"),
        ("```\n年报,附件\n```\n正文,一", "```\n年报,附件\n```"),
        ("见年报(一).docx,另附", "见年报(一).docx"),
        ("见附件,一\n年报(一).7z,另附", "年报(一).7z"),
        ("存于D:\\年报\\附件,一.doc,另", "D:\\年报\\附件,一.doc,另"),
        ("存于 /data/nianbao/附件 目录", "/data/nianbao/附件"),
        ("ftp://example.cn/年报;附件.zip", "ftp://example.cn/年报;附件.zip"),
        ("![图](a,b.png),见", "![图](a,b.png)"),
    ],
)
def test_addresses_are_found_whole(text: str, found: str) -> None:
    whole = addresses(text)
    if found.startswith("!["):
        assert "".join(whole) == "![](a,b.png)"
    else:
        assert whole == [found]


@pytest.mark.parametrize(
    "text",
    [
        "全年公开信息86条,办结申请3件;均已答复(含结转)。",
        "和/或、12345/12333热线、2023/2024年、国办发[2019]54号",
        "第1.2条,增长9.5%,每天8:30至17:30",
        "[注]本报告,(一)主动公开",
        "公开率100%.下一步,继续努力",
    ],
)
def test_prose_holds_none(text: str) -> None:
    assert addresses(text) == []


@pytest.mark.parametrize(
    "part", ["http://a", "`", "](", "[a]: ", "/a", "a.", "www.", "@", "```\n", "![", "(一)"]
)
def test_finding_takes_linear_time(part: str) -> None:
    assert_grows_no_faster(lambda size: find_addresses(part * size), 10_000)
