"""Documents to edit and annotate, of everything that holds text in the body."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.documents.docx.builder import cell, paragraph, row, run, table

_WORDS = st.text("年报公开,.123 （）|", min_size=1, max_size=6)
_LOOKS = st.sampled_from(["", "<w:b/>", '<w:sz w:val="32"/>'])


def _texts(words: list[str]) -> str:
    """A run that holds several texts with something between them."""
    between = "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>"
    held = [f'<w:t xml:space="preserve">{each}</w:t>' for each in words]
    return "<w:r>" + "".join(text + between[i % 3] for i, text in enumerate(held)) + "</w:r>"


_RUNS = st.one_of(
    st.builds(run, _WORDS, _LOOKS),
    st.builds(_texts, st.lists(_WORDS, min_size=1, max_size=3)),
    st.builds(lambda words: f"<w:r><w:t>\n {words}\n</w:t></w:r>", _WORDS),
    st.builds(lambda words: f'<w:ins w:id="90" w:author="某">{run(words)}</w:ins>', _WORDS),
    st.builds(lambda words: f'<w:hyperlink w:anchor="a">{run(words, "<w:u/>")}</w:hyperlink>', _WORDS),
    st.just('<w:del w:id="91"><w:r><w:delText>删去</w:delText></w:r></w:del>'),
    st.just('<w:bookmarkStart w:id="0" w:name="a"/>'),
)
PARAGRAPHS = st.builds(lambda runs: paragraph("".join(runs)), st.lists(_RUNS, max_size=4))


def _merged(cells: list[str], wide: int) -> str:
    """A table of three rows, the first with a merged cell."""
    held = [cell(each) for each in cells] + [cell()] * (2 * wide + 4)
    first = row(cell(cells[0], f'<w:gridSpan w:val="{wide}"/>'), held[1])
    return table(first, *(row(*held[at : at + wide + 1]) for at in (2, 3 + wide)))


TABLES = st.builds(
    _merged,
    st.lists(st.one_of(st.just(""), _WORDS, PARAGRAPHS), min_size=2, max_size=9),
    st.integers(1, 3),
)
BODIES = st.builds("".join, st.lists(st.one_of(PARAGRAPHS, TABLES), min_size=1, max_size=4))
