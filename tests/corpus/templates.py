"""The official sections and tables, written out a second time.

The linter reads its templates from rule packs; the corpus must not, or a slip in a pack would
agree with itself. Sources: 国办公开办函〔2019〕60号 (reporting years 2019, 2020) and
国办公开办函〔2021〕30号 (2021 and later); 条例(2007) Art. 32 for the contents of earlier reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple


class Column(NamedTuple):
    """A column of figures: its key and its official label."""

    key: str
    label: str


class Row(NamedTuple):
    """A row of figures: its key, its label, and the merged label cells that stand before it."""

    key: str
    label: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one set of column labels; `title` is the line above them, empty if there is none."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An official table, by key."""

    key: str
    blocks: tuple[Block, ...]


class Title(NamedTuple):
    """A required section: key and official wording (its number is its place)."""

    key: str
    wording: str


NUMERALS: Final = "一二三四五六七八九十"

SECTIONS: Final = (
    Title("overview", "总体情况"),
    Title("proactive", "主动公开政府信息情况"),
    Title("requests", "收到和处理政府信息公开申请情况"),
    Title("review", "政府信息公开行政复议、行政诉讼情况"),
    Title("problems", "存在的主要问题及改进情况"),
    Title("other", "其他需要报告的事项"),
)

# Art. 32 fixes contents, not wording: these are some of the wordings found for each content.
CONTENTS_2008: Final = (
    ("overview", ("概述", "总体情况", "政府信息公开工作概述")),
    ("proactive", ("主动公开政府信息的情况", "主动公开政府信息情况", "政府信息主动公开情况")),
    (
        "requests",
        ("依申请公开和不予公开政府信息的情况", "依申请公开政府信息情况", "政府信息依申请公开情况"),
    ),
    ("fees", ("收费及减免情况", "政府信息公开收费及减免情况", "政府信息公开的收费和减免情况")),
    (
        "review",
        (
            "因政府信息公开申请行政复议、提起行政诉讼的情况",
            "政府信息公开行政复议、行政诉讼情况",
            "因政府信息公开申请行政复议、诉讼和申诉的情况",
        ),
    ),
    ("problems", ("存在的主要问题及改进情况", "存在的主要问题和改进措施", "主要问题及改进情况")),
    ("other", ("其他需要报告的事项", "需要说明的其他事项")),
)

ASPECTS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("active", "主动公开", ("主动公开",)),
    ("request", "依申请公开", ("依申请",)),
    ("manage", "政府信息管理", ("信息管理", "管理机制", "管理台账")),
    ("platform", "政府信息公开平台建设", ("平台", "网站", "新媒体", "载体")),
    ("supervise", "监督保障", ("监督", "保障", "考核", "评议", "培训", "责任追究")),
)

_DISCLOSED = (
    Column("made", "本年新制作数量"),
    Column("newly_disclosed", "本年新公开数量"),
    Column("disclosed_total", "对外公开总数量"),
)
_ITEMS = (Column("previous_items", "上一年项目数量"), Column("change", "本年增/减"))
_DECISIONS = Column("decisions", "处理决定数量")
_DECISIONS_2021 = (Column("decisions", "本年处理决定数量"),)

_PROACTIVE_2019 = Table(
    "proactive",
    (
        Block(
            "第二十条第(一)项",
            _DISCLOSED,
            (Row("regulations", "规章"), Row("normative_documents", "规范性文件")),
        ),
        Block(
            "第二十条第(五)项",
            (*_ITEMS, _DECISIONS),
            (Row("licensing", "行政许可"), Row("other_services", "其他对外管理服务事项")),
        ),
        Block(
            "第二十条第(六)项",
            (*_ITEMS, _DECISIONS),
            (Row("penalties", "行政处罚"), Row("coercive_measures", "行政强制")),
        ),
        Block("第二十条第(八)项", _ITEMS, (Row("fees", "行政事业性收费"),)),
        Block(
            "第二十条第(九)项",
            (Column("items", "采购项目数量"), Column("amount", "采购总金额")),
            (Row("procurement", "政府集中采购"),),
        ),
    ),
)

_PROACTIVE_2021 = Table(
    "proactive",
    (
        Block(
            "第二十条第(一)项",
            (
                Column("issued", "本年制发件数"),
                Column("repealed", "本年废止件数"),
                Column("in_force", "现行有效件数"),
            ),
            (Row("regulations", "规章"), Row("normative_documents", "行政规范性文件")),
        ),
        Block("第二十条第(五)项", _DECISIONS_2021, (Row("licensing", "行政许可"),)),
        Block(
            "第二十条第(六)项",
            _DECISIONS_2021,
            (Row("penalties", "行政处罚"), Row("coercive_measures", "行政强制")),
        ),
        Block(
            "第二十条第(八)项",
            (Column("amount", "本年收费金额(单位:万元)"),),
            (Row("fees", "行政事业性收费"),),
        ),
    ),
)

APPLICANTS: Final = (
    Column("natural_person", "自然人"),
    Column("business", "商业企业"),
    Column("research", "科研机构"),
    Column("public_welfare", "社会公益组织"),
    Column("legal_service", "法律服务机构"),
    Column("other", "其他"),
)
TOTAL: Final = Column("total", "总计")
NOTE: Final = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"
OUTCOME_GROUP: Final = "三、本年度办理结果"

_REASONS = (
    ("refused", "(三)不予公开", "state_secret", "1.属于国家秘密"),
    ("refused", "(三)不予公开", "other_law", "2.其他法律行政法规禁止公开"),
    ("refused", "(三)不予公开", "safety_stability", "3.危及“三安全一稳定”"),
    ("refused", "(三)不予公开", "third_party", "4.保护第三方合法权益"),
    ("refused", "(三)不予公开", "internal_affairs", "5.属于三类内部事务信息"),
    ("refused", "(三)不予公开", "process", "6.属于四类过程性信息"),
    ("refused", "(三)不予公开", "enforcement_file", "7.属于行政执法案卷"),
    ("refused", "(三)不予公开", "administrative_query", "8.属于行政查询事项"),
    ("unavailable", "(四)无法提供", "not_held", "1.本机关不掌握相关政府信息"),
    ("unavailable", "(四)无法提供", "needs_creation", "2.没有现成信息需要另行制作"),
    ("unavailable", "(四)无法提供", "unclear", "3.补正后申请内容仍不明确"),
    ("not_processed", "(五)不予处理", "petition", "1.信访举报投诉类申请"),
    ("not_processed", "(五)不予处理", "repeated", "2.重复申请"),
    ("not_processed", "(五)不予处理", "publication", "3.要求提供公开出版物"),
    ("not_processed", "(五)不予处理", "excessive", "4.无正当理由大量反复申请"),
    ("not_processed", "(五)不予处理", "confirmation", "5.要求行政机关确认或重新出具已获取信息"),
)
_NOT_CORRECTED = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
_FEE_UNPAID = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
_OTHERWISE = "(六)其他处理"

OTHERWISE_2019: Final = (Row("otherwise", _OTHERWISE, (OUTCOME_GROUP,)),)
OTHERWISE_2021: Final = (
    Row("otherwise.not_corrected", _NOT_CORRECTED, (OUTCOME_GROUP, _OTHERWISE)),
    Row("otherwise.fee_unpaid", _FEE_UNPAID, (OUTCOME_GROUP, _OTHERWISE)),
    Row("otherwise.other", "3.其他", (OUTCOME_GROUP, _OTHERWISE)),
)


def _requests(otherwise: tuple[Row, ...]) -> Table:
    rows = (
        Row("received", "一、本年新收政府信息公开申请数量"),
        Row("carried_in", "二、上年结转政府信息公开申请数量"),
        Row("granted", "(一)予以公开", (OUTCOME_GROUP,)),
        Row("partly_granted", "(二)部分公开(区分处理的,只计这一情形,不计其他情形)", (OUTCOME_GROUP,)),
        *(Row(f"{kind}.{key}", label, (OUTCOME_GROUP, group)) for kind, group, key, label in _REASONS),
        *otherwise,
        Row("processed_total", "(七)总计", (OUTCOME_GROUP,)),
        Row("carried_out", "四、结转下年度继续办理"),
    )
    return Table("requests", (Block("", (*APPLICANTS, TOTAL), rows),))


OUTCOMES: Final = (
    Column("upheld", "结果维持"),
    Column("overturned", "结果纠正"),
    Column("other", "其他结果"),
    Column("pending", "尚未审结"),
    TOTAL,
)
PROCEEDINGS: Final = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")

# The one row of table 四 has no label; its columns are keyed by proceeding and outcome.
_REVIEW = Table(
    "review",
    (
        Block(
            "",
            tuple(Column(f"{name}.{key}", label) for name in PROCEEDINGS for key, label in OUTCOMES),
            (Row("review", ""),),
        ),
    ),
)

TABLES: Final = {
    "2019": {"proactive": _PROACTIVE_2019, "requests": _requests(OTHERWISE_2019), "review": _REVIEW},
    "2021": {"proactive": _PROACTIVE_2021, "requests": _requests(OTHERWISE_2021), "review": _REVIEW},
}
TABLE_SECTIONS: Final = ("proactive", "requests", "review")
RESULT_ROWS: Final = {
    generation: tuple(
        row.key for row in tables["requests"].blocks[0].rows if row.groups and row.key != "processed_total"
    )
    for generation, tables in TABLES.items()
}


def generation_of(year: int) -> str:
    """The format generation of a reporting year."""
    return "2008" if year < 2019 else "2019" if year < 2021 else "2021"
