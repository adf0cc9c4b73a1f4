"""Reports that consist of their tables, for tests of the rules on tables."""

from __future__ import annotations

from linter.diagnostic import Diagnostic
from linter.documents import open_document
from linter.rulebook import Rulebook
from tests import samples
from tests.linting import Result, lint
from tests.samples import ISSUER

KINDS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other", "total")
ZEROS = "0 | 0 | 0 | 0 | 0 | 0 | 0"

REQUESTS = f"""\
(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | 申请人情况 |
自然人 | 法人或其他组织 | 总计 |
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |
一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |
二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
三、本年度办理结果 | (一)予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |
(二)部分公开(区分处理的,只计这一情形,不计其他情形) | {ZEROS} |
(三)不予公开 | 1.属于国家秘密 | {ZEROS} |
2.其他法律行政法规禁止公开 | {ZEROS} |
3.危及“三安全一稳定” | {ZEROS} |
4.保护第三方合法权益 | {ZEROS} |
5.属于三类内部事务信息 | {ZEROS} |
6.属于四类过程性信息 | {ZEROS} |
7.属于行政执法案卷 | {ZEROS} |
8.属于行政查询事项 | {ZEROS} |
(四)无法提供 | 1.本机关不掌握相关政府信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
2.没有现成信息需要另行制作 | {ZEROS} |
3.补正后申请内容仍不明确 | {ZEROS} |
(五)不予处理 | 1.信访举报投诉类申请 | {ZEROS} |
2.重复申请 | {ZEROS} |
3.要求提供公开出版物 | {ZEROS} |
4.无正当理由大量反复申请 | {ZEROS} |
5.要求行政机关确认或重新出具已获取信息 | {ZEROS} |
(六)其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | {ZEROS} |
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | {ZEROS} |
3.其他 | {ZEROS} |
(七)总计 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
"""

PROACTIVE = """\
第二十条第(一)项 |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 2 | 1 | 9 |
第二十条第(五)项 |
信息内容 | 本年处理决定数量 |
行政许可 | 12 |
第二十条第(六)项 |
信息内容 | 本年处理决定数量 |
行政处罚 | 3 |
行政强制 | 0 |
第二十条第(八)项 |
信息内容 | 本年收费金额(单位:万元) |
行政事业性收费 | 1.5 |
"""

REVIEW = """\
行政复议 | 行政诉讼 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
1 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |
"""


def report(
    *,
    proactive: str = PROACTIVE,
    requests: str = REQUESTS,
    review: str = REVIEW,
    year: int = 2023,
    issuer: str = ISSUER,
) -> str:
    """A report with these tables and hardly a word."""
    tables = (part.removesuffix("\n") for part in (proactive, requests, review))
    return samples.report(f"{issuer}{year}年政府信息公开工作年度报告", bodies=("", *tables, "", "无。"))


def found(book: Rulebook, text: str, family: str) -> tuple[Result, list[Diagnostic]]:
    """The findings of one family of codes in a text."""
    result = lint(open_document(text.encode(), "报告.txt"), book)
    return result, [one for one in result.diagnostics if one.code.startswith(family)]


def change(text: str, line: str, *, to: str) -> str:
    """`text` with one of its lines replaced."""
    assert text.count(line) == 1
    return text.replace(line, to)
