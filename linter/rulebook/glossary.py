"""What the keys of a pack are for, in the words of those who write packs.

One table for the JSON Schema (editors show it at the cursor) and for the pages in docs/.
"""

from __future__ import annotations

from collections.abc import Mapping

from linter.checks.kinds import KINDS

KEYS: Mapping[str, Mapping[str, str]] = {
    "Pack": {
        "pack": "规则包的名称，不能与别的规则包重名",
        "extends": "扩展哪个规则包；不写则对所有格式都有效",
        "generation": "本包带来的一版年报格式",
        "sections": "一级标题；与所扩展的规则包 key 相同的，整条替换",
        "tables": "表格；与所扩展的规则包 key 相同的，整张替换",
        "contents": "不规定标题的格式应当写到的内容",
        "aspects": "某一部分应当写到的方面",
        "residue": "网页残留的样子（只看 base 包）",
        "not_reports": "标题像年报、其实不是年报的页面（正则表达式）",
        "leading_words": "常写在发文机关代字前面、不属于它的词",
        "documents": "已知的文件",
        "places": "地名表：rulemaking 是有规章制定权的市州，county_level_cities 是县级市",
        "rules": "规则；代码与所扩展的规则包相同的，替换那一条，省去的说明沿用",
        "overrides": "对已有规则的改动",
    },
    "GenerationHead": {
        "key": '格式的代号，如 "2021"',
        "since": "从哪个报告年度起适用，到下一版格式为止",
        "source": "规定格式的文件",
        "title": "标题中的固定用语",
        "free_headings": "标题用语是否不作规定",
    },
    "RuleEntry": {
        "code": "代码：一个大写字母加三位数字；自己的规则可以用别的字母，如 Z901",
        "name": "英文短名，小写字母，用连字符相连",
        "severity": "级别：error 错误、warning 警告、info 提示、off 不查",
        "message": "发现问题时说的话，可以用 {{占位符}}",
        "check": "种类：怎样查，其余的键由它决定",
        "summary": "查什么，一句话",
        "why": "为什么要查",
        "help": "怎样改",
        "references": "依据",
        "wrong": "错误示例",
        "right": "正确示例",
        "url": "网址",
        "transition": "过渡期：有些报告年度降低级别",
        "tests": "测试，用 nianbao rules test 运行",
    },
    "Override": {
        "code": "要改的规则的代码",
        "severity": "新的级别",
        "message": "新的说法",
        "help": "新的建议",
        "references": "新的依据",
    },
    "Example": {
        "name": "测试的名称",
        "input": "一份报告，或者能说明问题的一段（要有标题行）",
        "want": "应当发现的规则代码",
        "absent": "不应发现的规则代码",
        "row": "应当在第几行发现（从 1 数起）",
        "file": "文件名，扩展名决定怎样读",
        "encoding": "编码：utf-8 或 gb18030",
        "previous": "同一机关上年的报告",
    },
    "Reference": {"document": "文件名称或文号；{{format}} 代表规定格式的文件", "clause": "条款"},
    "Transition": {"years": "报告年度", "severity": "这些年度的级别"},
    "SectionTemplate": {
        "key": "代号，如 overview",
        "heading": "规定的标题，不带序号",
        "number": "第几部分",
        "variants": "意思相同的其他写法",
        "deprecated": "旧格式的写法",
        "patterns": "其他写法（正则表达式，对去掉序号、空格和标点的标题）",
        "deprecated_patterns": "旧格式的写法（正则表达式）",
        "table": "这一部分的表格的 key",
        "required": "是否必需",
    },
    "TableTemplate": {
        "key": "代号，如 requests",
        "name": "怎样称呼这张表",
        "blocks": "列相同的几行为一块",
        "headers": "表头里的其他文字",
        "layout": "rows：每行以行名开头；line：名称都在表头，数字在一行",
    },
    "BlockTemplate": {
        "columns": "列",
        "rows": "行",
        "label": "这一块的名称",
        "total": "哪一列是合计",
    },
    "ColumnTemplate": {
        "key": "代号",
        "label": "列名",
        "variants": "列名的其他写法",
        "kind": "count 件数、change 增减数、amount 金额",
        "unit": "列名写明的金额单位",
    },
    "RowTemplate": {"label": "行名", "key": "代号；不写则只是分组的标题", "variants": "行名的其他写法"},
    "AspectTemplate": {"key": "代号", "name": "名称", "patterns": "写到它的样子（正则表达式）"},
    "ContentTemplate": {
        "key": "代号",
        "name": "名称",
        "headings": "写到它的标题（正则表达式）",
        "paragraphs": "写到它的正文（正则表达式）",
    },
    "ResidueWords": {
        "lines": "文章之外的行（正则表达式）",
        "ends": "表示文章到此为止的行（正则表达式）",
        "parts": "句子里夹带的残留（正则表达式）",
    },
    "Deadline": {
        "by": "期限，月-日，如 01-31；不写则不判断",
        "body": "机关名称的样子（正则表达式）；不写则不论机关",
        "until": "适用到哪个报告年度；不写则不论年度",
    },
    "Document": {
        "number": "文号",
        "title": "标题",
        "aliases": "标题的其他写法",
        "from": "作为年报依据的首个报告年度",
        "to": "作为年报依据的最后报告年度",
        "near": "是否判断与其字号相近的错写",
        "only_with_title": "只在标题一同出现时才认",
    },
}
"""What each key of a mapping is for, by the class that it decodes into."""

KIND_WORDS: Mapping[str, str] = {
    "title": "标题是否完整",
    "required-sections": "规定的部分是否齐全",
    "empty-section": "标题下面有没有内容",
    "extra-section": "有没有格式以外的一级标题",
    "required-contents": "规定的内容是否写到（不规定标题的格式）",
    "aspects": "某一部分是否写到应写的各方面",
    "section-order": "各部分的次序",
    "duplicate-section": "同一部分是否写了两次",
    "heading-wording": "标题的用语",
    "deprecated-heading": "是否用了旧格式的标题",
    "numbering": "各级标题的序号",
    "citation-required": "是否引用了某份文件",
    "citation-brackets": "文号里年份的括号",
    "document-number": "与已知文号只差一点的文号",
    "superseded": "是否引用了已被取代或者还没有的文件",
    "title-number": "文件的标题与文号是否一致",
    "nested-title-marks": "书名号里的书名号",
    "period-required": "是否写明统计期限",
    "period-complete": "统计期限是否为全年",
    "period-year": "统计期限的年份",
    "date": "历法上没有的日期",
    "table-required": "规定的表格是否齐全",
    "row-required": "规定的行是否齐全",
    "label-wording": "行名、列名的用语",
    "table-generation": "表格是否为另一版格式的",
    "row-length": "一行的格数",
    "blank-cell": "应填数字的空格",
    "readable-figure": "应填数字的格子里是不是数字",
    "possible-count": "件数是否为负数或小数",
    "amount-unit": "金额的单位",
    "rulemaking-power": "没有规章制定权的机关是否填了规章",
    "identity": "表格中的勾稽关系",
    "traditional": "是否使用繁体字",
    "fee-statement": "是否写明信息处理费的收取情况",
    "fee-conflict": "各处所写的信息处理费是否一致",
    "page-residue": "正文里残留的网页内容",
    "publication-date": "发布日期是否在法定期限之内",
    "mixed-punctuation": "中文行文里的半角标点",
    "carry-over": "上年结转与上年报告的结转是否一致（与上年报告比较）",
    "stock-chain": "年底存量与上年存量、本年增减是否接得上（与上年报告比较）",
    "copied-text": "文字是否照搬上年（与上年报告比较）",
    "sudden-change": "数字是否突然增减数倍（与上年报告比较）",
    "encoding": "文件的编码",
    "no-report": "文件里有没有年报",
}
"""What each kind of check looks for."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    "title": {"unknown_year": "年度无从判断时附在后面的话，填入 {{note}}"},
    "aspects": {"section": "哪一部分，写 key"},
    "required-contents": {"except": "不查的内容，写 key"},
    "citation-required": {"document": "应当引用的文号", "unless_cited": "引用了这些文号之一也可以"},
    "superseded": {"instead": "旧文号应改引的新文号"},
    "period-complete": {"shorter_in": "统计期限可以不满全年的报告年度"},
    "identity": {
        "table": "哪张表，写 key",
        "each": "row 逐行、column 逐列",
        "holds": "应当成立的等式或不等式，如 granted + refused.* == total；refused.* 代表同一前缀的各项",
        "also": "同时应当成立的其他式子",
        "units": "只查这些行或列",
        "at": "问题指在哪一项上",
        "cross": "另一个方向的式子，用来找出是哪一格填错",
    },
    "rulemaking-power": {
        "table": "哪张表，写 key",
        "row": "哪一行，写 key",
        "without_power": "没有规章制定权的机关名称（正则表达式）",
        "with_power": "例外（正则表达式）",
    },
    "fee-statement": {
        "section": "应当写明的部分，写 key",
        "statements": "在这一部分写明了的样子（正则表达式）",
        "elsewhere": "在任何部分写明了都可以的样子（正则表达式）",
    },
    "fee-conflict": {
        "section": "专门写明的部分，写 key",
        "taken": "写明收取了的样子（正则表达式）；(?P<amount>…) 是金额，0 等于没有，(?P<unit>…) 是单位",
        "not_taken": "写明没有收取的样子（正则表达式）",
        "nothing": "这一部分只写了“没有”的样子（正则表达式）",
        "unless": "不能拿来比较的句子（正则表达式）",
        "partly": "只说一部分申请没有收取的样子（正则表达式）",
    },
    "page-residue": {"kept": "留着不删的行（正则表达式）"},
    "publication-date": {
        "due": "公布期限，从上往下取第一条合适的",
        "publication": "发布日期前面的词语（正则表达式）",
        "drafting": "只能证明没有迟发的日期前面的词语（正则表达式）",
    },
    "mixed-punctuation": {
        "throughout": "半角标点占多少以上算全文半角",
        "least": "至少多少处半角标点才算全文半角",
    },
    "carry-over": {
        "table": "哪张表，写 key",
        "row": "今年的哪一行，写 key",
        "previous_row": "上年的哪一行，写 key",
    },
    "stock-chain": {
        "table": "哪张表，写 key",
        "rows": "哪些行，写 key",
        "stock": "存量是哪一列，写 key",
        "added": "增加是哪一列，写 key",
        "removed": "减少是哪一列，写 key",
    },
    "copied-text": {
        "sections": "哪些部分，写 key",
        "likeness": "相同多少（50 到 100，百分数）以上才算",
        "shortest": "至少多少字才比较",
        "masks": "每年都会变、不参加比较的内容（正则表达式，对去掉空格的文字）",
    },
    "sudden-change": {
        "tables": "哪些表，写 key",
        "times": "增减到多少倍以上才算",
        "larger": "两个数中较大的至少多少才算",
        "apart": "两个数至少相差多少才算",
        "except_columns": "不比较的列，写 key",
    },
    "traditional": {"least": "至少多少个繁体字才算", "share": "繁体字至少占多少才算"},
}
"""What the keys of each kind are for."""
_MESSAGE = "另一种情形的说法，可以用 {{占位符}}"
_BY_CLASS = {kind: word for word, kind in KINDS.items()}


def describe(cls: type, key: str | None) -> str | None:
    """What a class of a pack (None) or one of its keys is for; None where nothing was written."""
    word = _BY_CLASS.get(cls)
    if key is None:
        return KIND_WORDS.get(word) if word is not None else None
    if word is None:
        return KEYS.get(cls.__name__, {}).get(key)
    return FIELDS.get(word, {}).get(key) or (_MESSAGE if key.endswith("_message") else None)
