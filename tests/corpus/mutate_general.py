"""Mutations of G801–G803 and of what is said of fees: residue, a late date, punctuation, fees."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from tests.corpus.draft import Draft, Wish, paragraph
from tests.corpus.mutant import Mutant, Mutation, each_era, insert, mutant, on_mark, style_for, valid
from tests.corpus.render import Rendered

_RESIDUE: Final = (
    "全年办结<b>申请</b>{}件，答复<br>均在期限之内。",
    "全年办结申请{}件，&nbsp;答复均在期限之内。",
    "您现在的位置：首页 > 政务公开 > 政府信息公开年报",
    "全年办结申请{}件，答复均在期限之内。 2100433B",
    "字号：[大 中 小] [打印本页] [关闭]",
    "分享到：",
)
_HALF: Final = (
    "压实责任,细化措施,全年办结申请{}件。",
    "答复均在期限之内（含结转{}件）;没有超期的情形。",
    "主要做法有:建立台账{}本，逐件登记。",
    "全年办结申请{}件(含上年结转)，均已答复。",
    "全年办结申请{}件, 均已答复。",
)
_LEFT: Final = (
    "全年通过网站主动公开信息条，其中动态类{}条。",
    "编发简报{}期，发放宣传资料份。",
    "年末现行有效的规范性文件  件，涉及{}个部门。",
    "全年组织检查{}次（请根据实际情况填写）。",
    "全年组织检查{}次【此处填写检查结果】。",
    "组织培训XX次，参加{}人。",
    "办理群众来信____件，回复{}件。",
    "编写说明：这里写{}项重点工作。",
)
_DOUBLED: Final = (
    "及时公布救助资金资金发放结果，涉及{}户。",
    "全年更新栏目栏目{}个，内容准确。",
    "进一步进一步压实责任，开展自查{}次。",
    "组织各科室各科室学习有关文件{}次。",
    "通过网站以及以及新媒体公布材料{}份。",
    "全年办结来信{}件，群众反映良好反映良好。",
)
_LATE: Final = (
    (("市局", "区局"), "2008", "4月2日"),
    (("县", "区", "省", "办公室", "镇", "街道"), "2008", "5月12日"),
    (("市局", "区局"), "2020 2021", "2月1日"),
    (("市局", "区局"), "2020 2021", "9月30日"),
    (("县", "区", "省", "办公室"), "2020 2021", "4月1日"),
)
_FEES: Final = (
    ("对1件申请按件计收信息处理费{}元，已全额缴入国库。", "本年度未收取信息处理费。"),
    ("全年收取信息处理费共计{}元。", "没有发出收费通知，收取信息处理费0元。"),
    ("全年收取信息处理费{}元。", "无。"),
    ("全年收取信息处理费{}元。", "没有其他需要报告的事项。"),
)
_QUIET: Final = Wish(period="preface")


def _residue(words: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = insert(valid(rng, year), "overview", words.format(rng.randint(2, 90)), "residue", at=1)
    return mutant(name, draft, style_for(rng), on_mark("G801", "residue"))


def _leftover(words: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = insert(valid(rng, year), "overview", words.format(rng.randint(2, 90)), "left", at=1)
    return mutant(name, draft, style_for(rng), on_mark("G807", "left"))


def _doubled(words: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = insert(valid(rng, year), "overview", words.format(rng.randint(2, 90)), "twice", at=1)
    return mutant(name, draft, style_for(rng), on_mark("G808", "twice"))


def _punctuation(words: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = insert(valid(rng, year), "overview", words.format(rng.randint(2, 90)), "half", at=1)
    return mutant(name, draft, replace(style_for(rng), half=False), on_mark("G803", "half"))


def _late(kinds: tuple[str, ...], day: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, Wish(kinds=kinds))
    while kinds[0] == "市局" and draft.issuer.name.endswith("办公室"):  # not surely a department
        draft = valid(rng, year, Wish(kinds=kinds))
    draft = replace(draft, closing=(draft.issuer.name, f"{year + 1}年{day}"))
    return mutant(name, draft, style_for(rng, residue=False), lambda text: [("G802", [text.last_text_row])])


def _early(name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, Wish(period="other"))
    draft = replace(
        draft, closing=(draft.issuer.name, f"{year}年{rng.randint(1, 3)}月{rng.randint(1, 28)}日")
    )
    return mutant(name, draft, style_for(rng, residue=False), lambda text: [("G811", [text.last_text_row])])


def _no_fees(words: str, name: str, rng: random.Random, year: int) -> Mutant:
    def on_heading(text: Rendered) -> Iterable[tuple[str, Iterable[int]]]:
        return [("X608", [text.section_row("other")])]

    return mutant(name, _last(valid(rng, year, _QUIET), words), style_for(rng), on_heading)


def _two_fees(stated: str, denied: str, name: str, rng: random.Random, year: int) -> Mutant:
    draft = insert(valid(rng, year, _QUIET), "overview", stated.format(rng.randint(1, 9) * 100), at=1)
    return mutant(name, _last(draft, denied), style_for(rng), on_mark("X609", "fees"))


def _last(draft: Draft, words: str) -> Draft:
    """The draft with nothing but `words` in its last section."""
    only = (paragraph(words, mark="fees"),)
    return draft.with_section("other", lambda section: replace(section, items=only))


def _general() -> dict[str, Mutation]:
    cases: dict[str, Mutation] = {}
    for number, words in enumerate(_RESIDUE, 1):
        cases |= each_era(f"G801-{number}", partial(_residue, words), "2008 2020 2021")
    for number, words in enumerate(_HALF, 1):
        cases |= each_era(f"G803-{number}", partial(_punctuation, words), "2008 2020 2021")
    for number, words in enumerate(_LEFT, 1):
        cases |= each_era(f"G807-{number}", partial(_leftover, words), "2008 2020 2021")
    for number, words in enumerate(_DOUBLED, 1):
        cases |= each_era(f"G808-{number}", partial(_doubled, words), "2008 2020 2021")
    for number, (kinds, eras, day) in enumerate(_LATE, 1):
        cases |= each_era(f"G802-{number}", partial(_late, kinds, day), eras)
    cases |= each_era("G811-1", _early, "2020 2021")
    nothing = ("没有其他需要报告的事项。", "无。", "全年承办人大代表建议3件，办理结果全部公开。")
    for number, words in enumerate(nothing, 1):
        cases |= each_era(f"X608-{number}", partial(_no_fees, words), "2021")
    for number, (stated, denied) in enumerate(_FEES, 1):
        cases |= each_era(f"X609-{number}", partial(_two_fees, stated, denied), "2021")
    return cases


PAGES_AND_FEES: Final = _general()
