"""Whether the words of a title are a known document's title, a shortened one, or one misworded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from linter.checks.reference_data import Document
from linter.report.text_match import letters_only, similarity

_ALIKE = 90.0
_SHORTEST = 8  # of a name that is compared: shorter ones are alike by chance
_ONE_WORD = 4  # characters that one word has, at most
_STATE = "中华人民共和国"
_ABOUT = "关于"
_LEADS = (_ABOUT, "印发", "转发")  # what stands right before the matter of a title


@lru_cache(maxsize=512)
def is_misworded(words: str, document: Document) -> bool:
    """Whether a title's words are nearly, but not quite, the document's title or what is usually kept of it.

    A title that quotes the document's in full (转发《…》), or that names another year, is another's; one
    that leaves out the issuer or the name of the state is a shortened one.
    """
    title = letters_only(document.title)
    if title in words or _digits(words) != _digits(title):
        return False
    if _may_be_alike(words, title) and similarity(words, title) >= _ALIKE:
        return not _is_shortened(words, title)
    names = dict.fromkeys(_names(document))
    if words in names:
        return False
    return any(_differs_by_a_word(words, name) and not _is_shortened(words, name) for name in names)


def _digits(words: str) -> list[str]:
    return [char for char in words if char.isdecimal()]


def _may_be_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    return 2 * shorter * 100 >= _ALIKE * (shorter + longer)


def _names(document: Document) -> Iterator[str]:
    """What the document may be called: its title, its aliases, the same without issuer and state."""
    for name in map(letters_only, (document.title, *document.aliases)):
        without_issuer = name[max(0, name.find(_ABOUT)) :]
        for words in (name, without_issuer, without_issuer.replace(_STATE, "")):
            if len(words) >= _SHORTEST:
                yield words


def _is_shortened(words: str, name: str) -> bool:
    """Whether the words are but the end of a name, cut where a shorter title can begin; or have a part of
    its issuer's name, the rest being the same."""
    if name.endswith(words):
        return not name[: -len(words)].endswith(_LEADS)
    issuer, about, matter = words.partition(_ABOUT)
    whole, _, rest = name.partition(_ABOUT)
    return bool(about) and matter == rest and whole.startswith(issuer)


def _differs_by_a_word(words: str, name: str) -> bool:
    """Whether one word put in, left out or changed makes the words the name; what is put around a name is
    another title's."""
    if name in words:
        return False
    most = min(len(words), len(name))
    front = next((at for at in range(most) if words[at] != name[at]), most)
    behind = next((at for at in range(most - front) if words[-1 - at] != name[-1 - at]), most - front)
    same = front + behind
    return max(len(words), len(name)) - same <= _ONE_WORD and 3 * same >= 2 * len(name)
