"""A rule pack as its YAML file states it, before packs are put together.

A pack may bring a generation of the format (its sections and tables), word lists and facts, rules,
and overrides of rules that the packs it extends bring.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct, field

from linter.checks.base import AnyCheck
from linter.checks.reference_data import Document, Sentence
from linter.checks.registry import KINDS
from linter.diagnostic import Level, Status, Tag
from linter.report.lexicon import ResidueWords
from linter.report.template import (
    AspectTemplate,
    ContentTemplate,
    DraftTemplate,
    SectionTemplate,
    TableTemplate,
)
from linter.strict_yaml import Kinds, LocatedStr, Location
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.patterns import Patterns

_FORMAT = "{{format}}"
_KINDS = Kinds(KINDS, {word: kind.summary for word, kind in KINDS.items()})


class Reference(Struct, frozen=True):
    """A legal ground: a document, and the clause of it where that is known. `{{format}}` stands for the
    document that fixes the generation's format."""

    document: Annotated[str, Doc("文件名称或文号；{{format}} 代表规定格式的文件")]
    clause: Annotated[str | None, Doc("条款")] = None

    def cite(self, source: str | None) -> str | None:
        """The ground as it would be cited; None when it needs a format and there is no `source`."""
        if _FORMAT in self.document and source is None:
            return None
        document = self.document.replace(_FORMAT, source or "")
        gap = "" if document.endswith(("》", "）")) else " "
        return f"{document}{gap}{self.clause}" if self.clause else document


class Transition(Struct, frozen=True):
    """Reporting years in which a source was not yet binding, and the severity in them."""

    years: Annotated[tuple[int, ...], Doc("报告年度")]
    severity: Annotated[Literal["error", "warning", "info"], Doc("这些年度的级别")]


class Example(Struct, frozen=True):
    """A test of a rule: a report's text, or as much of one as shows the point, and the code of a finding
    that is wanted in it (with `row`: there) or that must be absent.

    `file` is what the text is called, and chooses the reader; `encoding` is how its bytes are written;
    `previous` is the text of the same body's report of the year before, `units` are the texts of the reports
    whose sums it must hold."""

    name: Annotated[str, Doc("测试的名称")]
    input: Annotated[str, Doc("一份报告，或者能说明问题的一段（要有标题行）")]
    where: Location
    want: Annotated[LocatedStr | None, Doc("应当发现的规则代码")] = None
    absent: Annotated[LocatedStr | None, Doc("不应发现的规则代码")] = None
    row: Annotated[int | None, Doc("应当在第几行发现（从 1 数起）")] = None
    file: Annotated[str, Doc("文件名，扩展名决定怎样读")] = "测试.txt"
    encoding: Annotated[Literal["utf-8", "gb18030"], Doc("编码：utf-8 或 gb18030")] = "utf-8"
    previous: Annotated[str | None, Doc("同一机关上年的报告")] = None
    units: Annotated[tuple[str, ...], Doc("各单位的报告，input 是它们的汇总报告")] = ()

    def __post_init__(self) -> None:
        """A test that expects nothing could not fail."""
        if self.want is None and self.absent is None:
            raise ValueError("测试要写明 want（应当发现）或 absent（不应发现）的规则代码")


class RuleEntry(Struct, frozen=True):
    """A rule. `format` is the pack of the format from which it holds; `label` is its short Chinese name;
    `status` says how settled it is, `successor` the code of the rule that takes a deprecated one's place;
    `summary`, `why`, `wrong` and `right` are its documentation; `help` is advice shown under a finding.
    What is left out of these comes from the same code in another pack."""

    code: Annotated[LocatedStr, Doc("代码：一个大写字母加三位数字；自己的规则可以用别的字母，如 Z901")]
    name: Annotated[LocatedStr, Doc("英文短名，小写字母，用连字符相连")]
    severity: Annotated[Level, Doc("级别：error 错误、warning 警告、info 提示、off 不查")]
    message: Annotated[LocatedStr, Doc("发现问题时说的话，可以用 {{占位符}}")]
    check: Annotated[AnyCheck, _KINDS, Doc("种类：怎样查，其余的键由它决定")]
    where: Location
    format: Annotated[
        LocatedStr | None,
        Doc("从哪版格式起有效：写带来那版格式的规则包，扩展它的格式也有效；不写则与本文件相同"),
    ] = None
    label: Annotated[
        LocatedStr | None, Doc("中文短名，二到八个字，批注、网页和编辑器里显示；不写则显示 name")
    ] = None
    status: Annotated[
        Status, Doc("preview 试行、stable 正式、deprecated 停用（不再检查，代码仍可写在配置里）")
    ] = "stable"
    successor: Annotated[LocatedStr | None, Doc("停用后由哪条规则代替，写代码")] = None
    summary: Annotated[str, Doc("查什么，一句话")] = ""
    why: Annotated[str, Doc("为什么要查")] = ""
    help: Annotated[str, Doc("怎样改")] = ""
    references: Annotated[tuple[Reference, ...], Doc("依据")] = ()
    wrong: Annotated[str, Doc("错误示例")] = ""
    right: Annotated[str, Doc("正确示例")] = ""
    url: Annotated[str | None, Doc("网址")] = None
    tags: Annotated[
        tuple[Tag, ...], Doc("编辑器里另加的样子：deprecated 过时（删除线）、unnecessary 多余（变淡）")
    ] = ()
    transition: Annotated[Transition | None, Doc("过渡期：有些报告年度降低级别")] = None
    tests: Annotated[tuple[Example, ...], Doc("测试，用 nianbao rules test 运行")] = ()


class Override(Struct, frozen=True):
    """A change to a rule of a pack that this one extends."""

    code: Annotated[LocatedStr, Doc("要改的规则的代码")]
    where: Location
    format: Annotated[LocatedStr | None, Doc("从哪版格式起改，同规则的 format")] = None
    severity: Annotated[Level | None, Doc("新的级别")] = None
    message: Annotated[LocatedStr | None, Doc("新的说法")] = None
    help: Annotated[str | None, Doc("新的建议")] = None
    references: Annotated[tuple[Reference, ...] | None, Doc("新的依据")] = None


class GenerationHead(Struct, frozen=True):
    """What names a generation of the format."""

    key: Annotated[str, Doc('格式的代号，如 "2021"')]
    since: Annotated[int, Doc("从哪个报告年度起适用，到下一版格式为止")]
    source: Annotated[str, Doc("规定格式的文件")]
    title: Annotated[str, Doc("标题中的固定用语")] = "政府信息公开工作年度报告"
    free_headings: Annotated[bool, Doc("标题用语是否不作规定")] = False


class Pack(Struct, frozen=True):
    """One file of rules. Sections and tables replace those of the same key in the extended pack; a file
    that is `part_of` a pack adds to it."""

    pack: Annotated[LocatedStr, Doc("规则包的名称，不能与别的规则包重名")]
    where: Location
    extends: Annotated[LocatedStr | None, Doc("扩展哪个规则包；不写则对所有格式都有效")] = None
    part_of: Annotated[LocatedStr | None, Doc("是哪个规则包的一部分：内容并入那个规则包，等于写在它里面")] = (
        None
    )
    generation: Annotated[GenerationHead | None, Doc("本包带来的一版年报格式")] = None
    sections: Annotated[
        tuple[SectionTemplate, ...], Doc("一级标题；与所扩展的规则包 key 相同的，整条替换")
    ] = ()
    tables: Annotated[tuple[TableTemplate, ...], Doc("表格；与所扩展的规则包 key 相同的，整张替换")] = ()
    contents: Annotated[tuple[ContentTemplate, ...], Doc("不规定标题的格式应当写到的内容")] = ()
    aspects: Annotated[tuple[AspectTemplate, ...], Doc("某一部分应当写到的方面")] = ()
    draft: Annotated[DraftTemplate | None, Doc("起草新年报用的文字；不写则与所扩展的规则包相同")] = None
    residue: Annotated[ResidueWords, Doc("网页残留的样子（只看 base 包）")] = field(
        default_factory=ResidueWords
    )
    words: Annotated[
        Mapping[LocatedStr, tuple[LocatedStr, ...]],
        Doc("词表：名称与词，供各处写作 {名称} 引用；已有的词表，添上这里的词"),
    ] = field(default_factory=dict)
    not_reports: Annotated[Patterns, Doc("标题像年报、其实不是年报的页面（正则表达式）")] = None
    prefaces: Annotated[Patterns, Doc("年报引言的样子，片段凭它认出来（正则表达式，不看空白）")] = None
    attachments: Annotated[Patterns, Doc("附件的样子，标题下只有它的不是年报（正则表达式，不看空白）")] = None
    notices: Annotated[Patterns, Doc("布置年报工作的通知的样子，不是年报（正则表达式，不看空白）")] = None
    leading_words: Annotated[tuple[str, ...], Doc("常写在发文机关代字前面、不属于它的词")] = ()
    documents: Annotated[tuple[Document, ...], Doc("已知的文件")] = ()
    sentences: Annotated[tuple[Sentence, ...], Doc("年报中应有的句子，供编辑器补全")] = ()
    places: Annotated[
        Mapping[str, tuple[str, ...]],
        Doc("地名表：rulemaking 是有规章制定权的市州，county_level_cities 是县级市"),
    ] = field(default_factory=dict)
    rules: Annotated[
        tuple[RuleEntry, ...], Doc("规则；代码与所扩展的规则包相同的，替换那一条，省去的说明沿用")
    ] = ()
    overrides: Annotated[tuple[Override, ...], Doc("对已有规则的改动")] = ()
