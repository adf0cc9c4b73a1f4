"""Recognises parts of a report: a beginning, a preface, one section, one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linter.regex_cache import compiled
from linter.report.lexicon import Lexicon
from linter.report.structure.line_blocks import LONGEST_TITLE, LineBlock, heading_text
from linter.report.text_match import letters_only

_LABELS = 4  # so many labels of one template are its table
_READ = 20_000  # characters of a fragment that are searched
_SUBJECT = compiled(r"(?:信息|政务|资讯)公开|政府信息|公开(?:政务)?信息")
_GENERAL = "overview"  # the section that other kinds of reports have, too
_REPORT = compiled(r"报[ ]*告|年[ ]*报")
_YEAR = compiled(r"20\d\d")
_SENTENCE = compiled(r"[。,;]|:\s*$")
_BLANKS = compiled(r"\s+")


def is_fragment(
    part: Sequence[LineBlock], headings: Sequence[int], lexicon: Lexicon, *, titled: bool
) -> bool:
    """Whether blocks that are no whole report are a part of one: a title, the official heading of a section
    with its numeral, a preface or a table; and not what is only about reports, as a notice is."""
    text = _joined(part)
    if _is_other(part, text, lexicon):
        return False
    if _has_heading(part, headings, text, lexicon) or _has_table(part, lexicon) or has_preface(part, lexicon):
        return True
    attached = lexicon.words.attachments
    return titled and not (attached is not None and attached.search(text))


def has_preface(part: Iterable[LineBlock], lexicon: Lexicon) -> bool:
    """Whether some block is a report's preface, which states its period or what it follows."""
    prefaces, cited = lexicon.words.prefaces, lexicon.words.preface_grounds
    for block in part:
        if block.form in ("PROSE", "SHORT") and "。" in block.text:
            text = _BLANKS.sub("", block.text[:_READ])
            if prefaces is not None and prefaces.search(text) and cited.search(text):
                return True
    return False


def _has_heading(part: Sequence[LineBlock], headings: Sequence[int], text: str, lexicon: Lexicon) -> bool:
    for index in headings:
        block, words = part[index], heading_text(part[index].text)
        key = lexicon.official_headings.get(letters_only(words))
        if block.level == 1 and (
            (key and lexicon.is_number(key, block.number or 0) and (key != _GENERAL or _SUBJECT.search(text)))
            or (_SUBJECT.search(words) and lexicon.named_section(words))
        ):
            return True
    return False


def _has_table(part: Sequence[LineBlock], lexicon: Lexicon) -> bool:
    for block in part:
        if block.form == "TABLE":
            words = letters_only(block.text[:_READ])
            if any(sum(label in words for label in labels) >= _LABELS for labels in lexicon.official_labels):
                return True
    return False


def _is_other(part: Sequence[LineBlock], text: str, lexicon: Lexicon) -> bool:
    """Whether a line is the title of a page that is no report, or the text a notice's."""
    notices = lexicon.words.notices
    if notices is not None and notices.search(text):
        return True
    captions = (block.text for block in part if block.form == "CAPTION")
    if any(_YEAR.search(text) and not _SUBJECT.search(text) for text in captions):
        return True  # another kind of report
    return has_other_title(part, lexicon)


def has_other_title(part: Iterable[LineBlock], lexicon: Lexicon) -> bool:
    """Whether a line of some blocks is the title of a page about reports that is none."""
    titles = lexicon.not_report
    lines = (line for block in part if block.form != "TABLE" for line in block.text[:_READ].splitlines())
    return titles is not None and any(
        titles.search(letters_only(line))
        for line in lines
        if len(line) < LONGEST_TITLE and not _SENTENCE.search(line) and _REPORT.search(line)
    )


def _joined(part: Sequence[LineBlock]) -> str:
    """The text outside tables without blanks, as far as it is searched."""
    return _BLANKS.sub("", "".join(block.text for block in part if block.form != "TABLE")[:_READ])
