"""Reports whose extract is known, and how tests get at it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import cache

from linter.output.extract_formats import EXTRACTS, Gathered, Streamed
from linter.output.extract_model import Record, record
from linter.report.template import Generation
from linter.rulebook import Rulebook, load
from linter.text.source import Source
from tests.corpus import example

HEADS = "申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |"
NEWER = f"""云岭市临江区民政局2023年政府信息公开工作年度报告
根据国办公开办函〔2021〕30号，编制本报告。统计期限自2023年1月1日至2023年12月31日止。
一、总体情况
公开信息12条。
二、主动公开政府信息情况
第二十条第（八）项 |
信息内容 | 本年收费金额（单位：万元） |
行政事业性收费 | 251000元 |
三、收到和处理政府信息公开申请情况
{HEADS}
一、本年新收政府信息公开申请数量 | 3 | 若干 | 0 | 0 | 0 | 0 | 3 |
二、上年结转政府信息公开申请数量 | 1 | / | 0 | 0 | 0 | 0 | 1 |
（一）予以公开 | 4 | 2 | ||||||
（七）总计 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
附件
"""
OLDER = """云岭市临江区民政局2020年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（五）项 |
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
行政许可 | 298 | -92 | 1,583 |
其他对外管理服务事项 | 22 | 0 | 878 |
第二十条第（九）项 |
信息内容 | 采购项目数量 | 采购总金额 |
政府集中采购 | 148 | 4351.99 |
"""


@cache
def book() -> Rulebook:
    """The built-in rules."""
    return load()


def generations() -> tuple[Generation, ...]:
    """The generations of the built-in rules."""
    return book().lexicon.generations


def records(text: str, name: str = "a.txt") -> tuple[Record, ...]:
    """What is read from the reports of a text."""
    source = Source(name, text)
    return tuple(record(source, each) for each in book().parser.parse(source))


def generated(seeds: Sequence[int]) -> tuple[Record, ...]:
    """What is read from generated reports, a file each."""
    return tuple(one for seed in seeds for one in records(example(seed).text, f"{seed}.txt"))


def streamed(form: str, parts: Sequence[Sequence[Record]]) -> str:
    """The document of a format whose parts are made file by file."""
    own = EXTRACTS[form]
    assert isinstance(own, Streamed)
    return own.opening() + own.separator.join(filter(None, map(own.part, parts))) + own.closing


def gathered(form: str, given: Sequence[Record]) -> bytes:
    """The document of a format that needs all reports."""
    own = EXTRACTS[form]
    assert isinstance(own, Gathered)
    out = io.BytesIO()
    own.write(given, generations(), out)
    return out.getvalue()


def parsed(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text by the names of its columns."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
