"""Edits of a .docx file as tracked changes: deletions and insertions that a reader accepts or rejects.

Accepting all of them gives what the same edits give untracked; rejecting them gives the file as it was.
Revisions of others stay: what stands in an insertion of theirs is deleted inside it, and new words are put
beside it (ECMA-376 part 1, 17.13.5). Words in an insertion of this program's own are simply changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import datetime
from typing import NamedTuple

from lxml.etree import _Element

from linter.documents.base import EditError
from linter.documents.docx.comments import AUTHOR, wall_time
from linter.documents.docx.namespaces import attribute, kind, number
from linter.documents.docx.reader import DocxContent
from linter.documents.docx.runs import empty_copy, extent, replace_words, run_from, run_of, run_to, set_text
from linter.documents.edit_mapping import Change
from linter.regex_cache import compiled

_REVISIONS = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange"})
_INSERTIONS = frozenset({"ins", "moveTo"})
_LOOK_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange"})
_TOKEN = compiled(r"\d+|[A-Za-z]+|(?s:.)")


class RevisionWriter:
    """Writes changes into the elements of a document as revisions, dated `when` (default: now)."""

    def __init__(self, content: DocxContent, when: datetime | None = None) -> None:
        used = [
            number(attribute(each, "id")) or 0
            for root in content.roots.values()
            for each in root.iter()
            if kind(each) in _REVISIONS
        ]
        self._next = max(used, default=0) + 1
        self._date = wall_time(when or datetime.now().astimezone())

    def carry_out(self, text: _Element, changes: Sequence[Change]) -> None:
        """Make changes of one w:t, which are in order and disjoint. Raises EditError where they cannot be
        tracked, ValueError for characters that XML does not know."""
        run = run_of(text)
        if run is None or text.getparent() is not run:
            raise EditError("要改的文字带有注音或在图形里，不能写成修订，请在 Word 中修改")
        own = _own_insertion(run)
        words = text.text or ""
        if own is not None:
            _rewrite(text, run, own, changes)
        elif not words:  # the run that reading gave to an empty cell
            set_text(text, "".join(change.content for change in changes))
            self._wrap("ins", run)
        else:
            begin, end = extent(text)
            words = words[begin:end]
            set_text(text, words)  # without the layout's blanks, which would count as words beside a cut
            for change in reversed(list(_joined(words, changes, begin))):
                self._track(text, change)

    def _track(self, text: _Element, change: _Replacement) -> None:
        """Delete the characters from `start` to `end` of a w:t and insert `content` behind them."""
        if change.start < change.end:
            run_to(text, change.end)
            run = run_from(text, change.start)
            assert run is not None
            behind = self._wrap("del", run)
            for each in [each for each in run if kind(each) == "t"]:
                deleted = empty_copy(each, _name(each, "delText"))
                deleted.text = each.text
                run.replace(each, deleted)
            if change.content:
                self._insert(change.content, run, behind)
        elif change.start > extent(text)[0]:
            run = run_to(text, change.start)
            assert run is not None
            self._insert(change.content, run, run)
        else:
            run = run_from(text, change.start)
            assert run is not None
            self._insert(change.content, run, run, before=True)

    def _insert(self, content: str, like: _Element, beside: _Element, *, before: bool = False) -> None:
        """Insert words that look like the run `like` behind (or before) the element `beside`."""
        run = _empty_run(like)
        words = run.makeelement(_name(like, "t"))
        set_text(words, content)
        run.append(words)
        insertion = self._revision("ins", like)
        insertion.append(run)
        parent = beside.getparent()
        assert parent is not None
        if kind(parent) in _INSERTIONS:  # what somebody else inserts has no insertion inside
            self._part(parent, beside, insertion, before=before)
        else:
            (beside.addprevious if before else beside.addnext)(insertion)

    def _part(self, parent: _Element, at: _Element, insertion: _Element, *, before: bool) -> None:
        """Put an insertion behind (or before) a child of somebody else's, which is parted there."""
        children = list(parent)
        index = children.index(at) + (0 if before else 1)
        if index == 0:
            parent.addprevious(insertion)
            return
        if index < len(children):
            rest = empty_copy(parent)
            rest.set(_name(parent, "id"), self._id())
            rest.extend(children[index:])
            parent.addnext(rest)
        parent.addnext(insertion)

    def _wrap(self, name: str, run: _Element) -> _Element:
        """Put a run into a new revision, which takes its place."""
        revision = self._revision(name, run)
        run.addprevious(revision)
        revision.append(run)
        return revision

    def _revision(self, name: str, beside: _Element) -> _Element:
        values = {"id": self._id(), "author": AUTHOR, "date": self._date}
        return beside.makeelement(
            _name(beside, name), {_name(beside, key): value for key, value in values.items()}
        )

    def _id(self) -> str:
        self._next += 1
        return str(self._next - 1)


class _Replacement(NamedTuple):
    """The characters of a w:t from `start` to `end` give way to `content`."""

    start: int
    end: int
    content: str


def _joined(words: str, changes: Iterable[Change], begin: int) -> Iterator[_Replacement]:
    """Changes without what stays the same, those that touch as one; numbers and words of letters whole.
    `words` begin at `begin` as changes count."""
    joined: list[_Replacement] = []
    for change in changes:
        start, end = change.at - begin, change.at - begin + change.length
        if joined and joined[-1].end == start:
            last = joined.pop()
            joined.append(_Replacement(last.start, end, last.content + change.content))
        else:
            joined.append(_Replacement(start, end, change.content))
    for each in joined:
        old, new = _TOKEN.findall(words[each.start : each.end]), _TOKEN.findall(each.content)
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        start = each.start + len("".join(old[:head]))
        end = each.end - len("".join(old[len(old) - tail :]))
        if start < end or len(new) > head + tail:
            yield _Replacement(start, end, "".join(new[head : len(new) - tail]))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _own_insertion(run: _Element) -> _Element | None:
    """The insertion of this program that holds a run; None for other runs."""
    parent = run.getparent()
    if parent is not None and kind(parent) == "ins" and attribute(parent, "author") == AUTHOR:
        return parent
    return None


def _rewrite(text: _Element, run: _Element, insertion: _Element, changes: Iterable[Change]) -> None:
    """Change words that were only proposed; an insertion that has none left goes."""
    replace_words(text, changes)
    if not text.text:
        run.remove(text)
        if not any(kind(each) != "rPr" for each in run):
            insertion.remove(run)
        parent = insertion.getparent()
        if not len(insertion) and parent is not None:
            parent.remove(insertion)


def _empty_run(like: _Element) -> _Element:
    """A run that looks like another, without its words and without what was changed about its look."""
    run = like.makeelement(like.tag)
    for properties in [each for each in like if kind(each) == "rPr"]:
        look = deepcopy(properties)
        for change in [each for each in look if kind(each) in _LOOK_CHANGES]:
            look.remove(change)
        run.append(look)
    return run


def _name(beside: _Element, name: str) -> str:
    """A name in the namespace of an element."""
    return beside.tag.rpartition("}")[0] + "}" + name
