"""One report in every form that people have: text, Markdown, web pages, Word files, and what other programs
make of those. Each file comes with the truth of its document. Nothing here reads the linter."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from tests.corpus.compose import build
from tests.corpus.draft import ANY, Wish
from tests.corpus.forms.docx import PLAIN, docx, habits
from tests.corpus.forms.html import MANNERS, page, sheets
from tests.corpus.forms.laid import laid_pdf
from tests.corpus.forms.layout import Document, Figure, Sheet, Words, lay_out
from tests.corpus.forms.markup import Places
from tests.corpus.forms.md import markdown
from tests.corpus.forms.programs import Absent, chromium, converted, printed, soffice
from tests.corpus.render import render
from tests.corpus.style import random_style

__all__ = [
    "FORMS",
    "OWN",
    "Absent",
    "Document",
    "Figure",
    "File",
    "Form",
    "Sheet",
    "Words",
    "document",
    "lay_out",
    "make",
]


class File(NamedTuple):
    """A document in one form: the file's name and bytes; for a form that is text, that text, and at which
    offset of it each figure stands."""

    name: str
    data: bytes
    text: str | None = None
    places: Places | None = None


class Form(NamedTuple):
    """A form: how many documents become files of it, and the path of the program that is needed, if any.

    `cells` tells whether files of the form say in which cell of which table a figure is.
    """

    make: Callable[[Sequence[Document]], list[File]]
    program: Callable[[], str | None] | None = None
    cells: bool = False


def document(seed: int, wish: Wish = ANY) -> Document:
    """A valid report; the same seed and wish, the same report."""
    rng = random.Random(seed)
    return lay_out(build(rng, wish), random_style(rng))


def _plain(one: Document) -> File:
    text = render(one.draft, one.style).text
    return File("年报.txt", text.encode(), text)


def _markdown(one: Document) -> File:
    out = markdown(one)
    return File("年报.md", out.text.encode(), out.text, out.places)


def _page(manner: str) -> Callable[[Document], File]:
    def write(one: Document) -> File:
        data, out = page(one, manner)
        return File("年报.html", data, out.text, out.places)

    return write


def _word(one: Document) -> File:
    return File("年报.docx", docx(one, habits(one.style.seed)))


def _office_word(one: Document, suffix: str) -> bytes:
    """The Word file that LibreOffice makes another of, without what it spoils on the way: it multiplies
    content controls, prints what is struck out, gives the number of a label to a struck-out figure behind
    it, and writes 、 into the lists of RTF as a question mark."""
    how = replace(habits(one.style.seed), controls=False)
    if suffix == "pdf":
        how = replace(how, tracked=False, boxes=False)
    if suffix == "rtf":
        how = replace(how, headings=False, labels=False)
    return docx(one, replace(how, labels=False) if how.tracked else how)


def _each(write: Callable[[Document], File], cells: bool = False) -> Form:
    return Form(lambda documents: [write(one) for one in documents], cells=cells)


def _office(suffix: str) -> Form:
    def write(documents: Sequence[Document]) -> list[File]:
        words = [_office_word(one, suffix) for one in documents]
        return [File(f"年报.{suffix}", data) for data in converted(words, "docx", suffix)]

    return Form(write, soffice, cells=suffix != "pdf")


def _browser(documents: Sequence[Document]) -> list[File]:
    return [File("年报.pdf", data) for data in printed([sheets(one) for one in documents])]


FORMS: Final[Mapping[str, Form]] = {
    "txt": _each(_plain),
    "md": _each(_markdown),
    **{f"html-{manner}": _each(_page(manner)) for manner in MANNERS},
    "docx-plain": _each(lambda one: File("年报.docx", docx(one, PLAIN)), cells=True),
    "docx": _each(_word, cells=True),
    "pdf-laid": _each(lambda one: File("年报.pdf", laid_pdf(one))),
    "pdf-browser": Form(_browser, chromium),
    "pdf-office": _office("pdf"),
    "doc": _office("doc"),
    "odt": _office("odt"),
    "rtf": _office("rtf"),
}
"""Every form, by its name."""
OWN: Final = tuple(name for name, form in FORMS.items() if form.program is None)
"""The forms that are written without another program."""


def make(form: str, documents: Sequence[Document]) -> list[File]:
    """The files of `documents` in a form; programs are started once for all. Raises Absent."""
    return FORMS[form].make(documents)
