from __future__ import annotations

import re

from linter.report.lexicon import Lexicon
from linter.report.values.citation_words import citation_words
from linter.report.values.document_number import find_citations
from linter.report.word_lists import NO_LISTS, WordLists
from linter.text.source import Span


def test_the_words_of_the_program_are_compiled_when_the_book_loads(lexicon: Lexicon) -> None:
    words = lexicon.words.citations
    assert words.starts.match("云政办发")
    assert words.central == {"国", "中"}
    assert words.organs.search("某市财政部门的文件") is None
    assert words.organs.search("财政部国办发")
    assert words.no_code.search("采购合同")
    assert not words.leads_to_code("公开")


def test_without_lists_a_number_in_brackets_is_still_found() -> None:
    text = "云政办发〔2023〕18号"
    [citation] = find_citations(text, text, Span(0, len(text)), citation_words(NO_LISTS, None))
    assert citation.code == "云政办发"


def test_words_that_a_pack_adds_count() -> None:
    words = citation_words(WordLists({"not_code": ("批次",)}), re.compile("据"))
    text = "据采购批次〔2023〕18号"
    assert list(find_citations(text, text, Span(0, len(text)), words)) == []
