"""Suggestions for unknown words: the nearest word that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable

# Of 100; `severty` is 93 from `severity`, `words` 60 from `holds`.
_NEAR = 66


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`; None when none is near."""
    from rapidfuzz import fuzz, process  # costs 10 ms, and good files never need it

    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str], show: Callable[[str], str] = str) -> str:
    """`，是不是想写“…”？` with the known word nearest to one typed on a command line, else nothing.

    `show` gives what is displayed for that word.
    """
    near = nearest(word, known)
    return f"，是不是想写“{show(near)}”？" if near else ""


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """The message for an unknown `word`: the nearest known one, and what there is to choose from."""
    choices = list(known)
    near = nearest(word, choices)
    meant = f"，是不是想写“{near}”？" if near else "；"
    return f"不认识的{what}“{shorten(word)}”{meant}可用：{'、'.join(choices)}"


def shorten(word: str) -> str:
    """`word` on one line, cut when it is too long for a message."""
    line = " ".join(word.split())
    return line if len(line) <= 40 else line[:39] + "…"
