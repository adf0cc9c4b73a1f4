"""The words of a paragraph as they read when all tracked changes are accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import NamedTuple

from lxml.etree import _Element

from linter.documents.document_model import Run
from linter.documents.docx.fields import Fields
from linter.documents.docx.namespaces import attribute, child, is_on, kind, value
from linter.documents.docx.styles import Styles
from linter.documents.docx.symbols import symbol
from linter.regex_cache import compiled

_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "vanish", "specVanish"})
_BLANKS = " \t\r\n"  # of XML; other blanks are words
_WORDS = compiled(r"\S")


class Beside(NamedTuple):
    """What is anchored in a paragraph: a text box, by its content, or a note, by its reference."""

    kind: str  # textbox, footnote, endnote
    element: _Element


class Words(NamedTuple):
    """A paragraph: its lines, parted by line breaks (one at least), and what stands beside them."""

    lines: list[list[Run]]
    beside: list[Beside]

    @property
    def has_words(self) -> bool:
        """Whether there are any words."""
        return any(_WORDS.search(run.words) for line in self.lines for run in line)


class Inline:
    """Reads paragraphs from the top of a document to its bottom (fields run over several of them); `texts`
    are the elements that hold the words, counted by the holders of the runs."""

    def __init__(self, styles: Styles) -> None:
        self.texts: list[_Element] = []
        self._styles = styles
        self._fields = Fields()
        self._hidden = False
        self._words = Words([[]], [])

    def read(self, paragraph: _Element, style: str | None) -> Words:
        """The words of a paragraph, whose style is given."""
        self._words = words = Words([[]], [])
        self._hidden = self._styles.hides(style)
        self._walk(paragraph)
        self._fields.end_paragraph()
        return words

    def hollow(self, paragraph: _Element) -> Run:
        """A run at the end of a paragraph without words, formatted as the paragraph's mark."""
        language = paragraph.tag.rpartition("}")[0] + "}"
        run, text = paragraph.makeelement(language + "r"), paragraph.makeelement(language + "t")
        properties = child(paragraph, "pPr")
        mark = child(properties, "rPr") if properties is not None else None
        if mark is not None:
            run.append(look := deepcopy(mark))
            for change in [each for each in look if kind(each) in _CHANGES]:
                look.remove(change)
        run.append(text)
        paragraph.append(run)
        self.texts.append(text)
        return Run("", len(self.texts) - 1)

    def _walk(self, parent: _Element) -> None:
        for element in parent:
            handler = _HANDLERS.get(kind(element))
            if handler is not None:
                handler(self, element)

    def _run(self, run: _Element) -> None:
        hidden = self._hidden
        properties = child(run, "rPr")
        if properties is not None:
            on = is_on(child(properties, "vanish"))
            if on is None and (style := value(properties, "rStyle")) is not None:
                on = self._styles.hides(style) or None
            self._hidden = hidden if on is None else on
        self._walk(run)
        self._hidden = hidden

    def _text(self, element: _Element) -> None:
        text = element.text
        if not text or self._hidden or not self._fields.shown:
            return
        at = 0
        if element.get(_PRESERVED) != "preserve":  # then blanks at both ends are but the file's layout
            at = len(text) - len(text.lstrip(_BLANKS))
            text = text.strip(_BLANKS)
            if not text:
                return
        self._words.lines[-1].append(Run(text, len(self.texts), at))
        self.texts.append(element)

    def _say(self, words: str) -> None:
        """Words that no element holds as text."""
        if words and not self._hidden and self._fields.shown:
            self._words.lines[-1].append(Run(words))

    def _formula(self, element: _Element) -> None:
        self._say(element.text or "")

    def _symbol(self, element: _Element) -> None:
        self._say(symbol(attribute(element, "font") or "", attribute(element, "char") or ""))

    def _tab(self, element: _Element) -> None:
        self._say("\t")

    def _hyphen(self, element: _Element) -> None:
        self._say("-")

    def _break(self, element: _Element) -> None:
        if not self._hidden and self._fields.shown:
            self._words.lines.append([])

    def _field(self, element: _Element) -> None:
        self._fields.mark(attribute(element, "fldCharType") or "")

    def _instruction(self, element: _Element) -> None:
        self._fields.instruct(element.text or "")

    def _simple_field(self, element: _Element) -> None:
        self._fields.mark("begin")
        self._fields.instruct(attribute(element, "instr") or "")
        self._fields.mark("separate")
        self._walk(element)
        self._fields.mark("end")

    def _control(self, element: _Element) -> None:
        content = child(element, "sdtContent")
        if content is not None and not is_prompt(element):
            self._walk(content)

    def _note(self, element: _Element) -> None:
        if not self._hidden and self._fields.shown:
            self._words.beside.append(Beside(kind(element).removesuffix("Reference"), element))

    def _box(self, element: _Element) -> None:
        if not self._hidden:
            self._words.beside.append(Beside("textbox", element))

    def _alternatives(self, element: _Element) -> None:
        before = self._extent()
        for part in element:
            self._walk(part)
            if self._extent() != before:
                return

    def _extent(self) -> tuple[int, int, int]:
        words = self._words
        return len(words.lines), len(words.lines[-1]), len(words.beside)

    def _other(self, element: _Element) -> None:
        """Elements of other languages, in which a text box may stand deep inside a drawing."""
        self._walk(element)


def is_prompt(control: _Element) -> bool:
    """Whether a content control only shows its placeholder or a table of contents made by Word."""
    properties = child(control, "sdtPr")
    if properties is None:
        return False
    part = child(properties, "docPartObj")
    contents = part is not None and value(part, "docPartGallery") == "Table of Contents"
    return contents or bool(is_on(child(properties, "showingPlcHdr")))


_HANDLERS: Mapping[str, Callable[[Inline, _Element], None]] = {
    "r": Inline._run,
    "t": Inline._text,
    "tab": Inline._tab,
    "ptab": Inline._tab,
    "br": Inline._break,
    "cr": Inline._break,
    "noBreakHyphen": Inline._hyphen,
    "sym": Inline._symbol,
    "fldChar": Inline._field,
    "instrText": Inline._instruction,
    "fldSimple": Inline._simple_field,
    "sdt": Inline._control,
    "footnoteReference": Inline._note,
    "endnoteReference": Inline._note,
    "txbxContent": Inline._box,
    "mc:AlternateContent": Inline._alternatives,
    "m:t": Inline._formula,
    **dict.fromkeys(
        ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "bdo", "dir", "ruby", "rubyBase", "drawing",
         "pict", "object", ""),
        Inline._other,
    ),
    **dict.fromkeys(
        ("m:" + name for name in ("oMathPara", "oMath", "r", "d", "e", "f", "num", "den", "sSub", "sSup",
                                  "sup", "sub", "rad", "deg", "nary", "box", "borderBox", "acc")),
        Inline._other,
    ),
}  # fmt: skip
