"""Splits runs of WordprocessingML between characters and inserts marks there.

Only elements are known here: the same for the body, a table or a tracked insertion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml.etree import _Element

from linter.documents.docx.namespaces import kind
from linter.documents.edit_mapping import Change
from linter.documents.flatten import TextSegment

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"  # those of XML; others are words


def ancestor(element: _Element, *kinds: str) -> _Element | None:
    """The nearest element above that is of one of these kinds."""
    return next((each for each in element.iterancestors() if kind(each) in kinds), None)


def extent(text: _Element) -> tuple[int, int]:
    """Where in a w:t its words begin and end: blanks at its ends are but the file's layout, unless it says
    that they are to be preserved."""
    words = text.text or ""
    if text.get(_SPACE) == "preserve":
        return 0, len(words)
    begin = len(words) - len(words.lstrip(_BLANKS))
    return begin, max(begin, len(words.rstrip(_BLANKS)))


def set_text(text: _Element, words: str) -> None:
    """Set the text of a w:t to `words`. Raises ValueError for characters that XML does not know."""
    text.text = words
    if words != words.strip(_BLANKS):
        text.set(_SPACE, "preserve")


def replace_words(text: _Element, changes: Iterable[Change]) -> None:
    """Replace words of a w:t; `changes` are in order and disjoint. Raises ValueError for characters that
    XML does not know."""
    words = text.text or ""
    at, end = extent(text)
    parts: list[str] = []
    for change in changes:
        parts += (words[at : change.at], change.content)
        at = change.at + change.length
    set_text(text, "".join((*parts, words[at:end])))


def drop_empty(texts: Sequence[_Element], segments: Iterable[TextSegment]) -> None:
    """Remove the runs that reading gave to empty cells, except those that have words by now."""
    for one in segments:
        if not one.length and not texts[one.holder].text:
            run = texts[one.holder].getparent()
            paragraph = run.getparent() if run is not None else None
            if run is not None and paragraph is not None:
                paragraph.remove(run)


def run_of(text: _Element) -> _Element | None:
    """The run that holds a w:t, the outermost one where runs stand in a run (ruby), or what stands in
    place of runs (alternatives); None outside of one."""
    run = None
    for each in text.iterancestors():
        if kind(each) == "p":
            break
        if kind(each) in ("r", "mc:AlternateContent"):
            run = each
    return run


def run_from(text: _Element, at: int) -> _Element | None:
    """The run that begins with the character of `text` at `at`, cut off from what stands before it.

    The element `text` keeps the characters before `at`; one that stands deeper in its run (ruby) is
    not cut. None outside of a run.
    """
    run = run_of(text)
    if run is None or text.getparent() is not run:
        return run
    return _cut(run, _tail(text, at) if at > extent(text)[0] else text)


def run_to(text: _Element, at: int) -> _Element | None:
    """The run that ends with the character of `text` before `at`, which `text` keeps; else as run_from."""
    run = run_of(text)
    if run is None or text.getparent() is not run:
        return run
    following = _tail(text, at) if at < extent(text)[1] else text.getnext()
    if following is not None:
        _cut(run, following)
    return run


def _tail(text: _Element, at: int) -> _Element:
    """A new w:t behind `text` with the words from `at` on; `text` keeps what it has before them."""
    words, (begin, end) = text.text or "", extent(text)
    head = words[:at]
    if begin and text.get(_SPACE) != "preserve":  # blanks before its words must stay mere layout
        head = head.rstrip(_BLANKS)
    tail = empty_copy(text)
    set_text(tail, words[len(head) : end])
    if begin:
        text.text = head
    else:
        set_text(text, head)
    text.addnext(tail)
    return tail


def _cut(run: _Element, child: _Element) -> _Element:
    """The run that begins with `child` of `run`: the same, or a new one behind it with the same look."""
    properties = [each for each in run if kind(each) == "rPr"]
    children = [each for each in run if each not in properties]
    index = children.index(child)
    if index == 0:
        return run
    new = empty_copy(run)
    new.extend([*map(deepcopy, properties), *children[index:]])
    run.addnext(new)
    return new


def empty_copy(element: _Element, tag: str | None = None) -> _Element:
    """An element of the same name (or of another) and attributes, with nothing in it."""
    new = element.makeelement(tag or element.tag)
    for name, value in element.attrib.items():
        new.set(name, value)
    return new
