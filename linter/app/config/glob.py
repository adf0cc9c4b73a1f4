"""Paths that are the same on every system, and patterns for them.

Patterns are those of .gitignore as far as `*`, `?` and `**`; everything else is literal.
Square brackets are too, because clerks name files `[2023]年报.txt` and hardly know classes.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache

from linter.regex_cache import compiled

_STARS = compiled(r"\*+")


class PathPattern:
    """A pattern for paths relative to a folder, with `/` between their parts.

    It matches a path, or a folder and so everything under it. Unless `anchored`, a pattern without
    a slash before its end matches names at every depth.
    """

    __slots__ = ("_regex", "folder", "literal")

    def __init__(self, pattern: str, *, anchored: bool = False) -> None:
        text = portable(pattern).removeprefix("./")
        deep = not anchored and "/" not in text.rstrip("/")
        text = text.strip("/")
        self.literal = text if not deep and not set(text) & {"*", "?"} else None
        self._regex = compiled(_translated(f"**/{text}" if deep else text) + r"(?:/.*)?", re.DOTALL)
        fixed = text.split("/") if not deep else []
        wild = next((index for index, part in enumerate(fixed) if set(part) & {"*", "?"}), len(fixed) - 1)
        # The folder that holds everything the pattern can match; empty for that of the config itself.
        self.folder = "/".join(fixed[: max(wild, 0)])

    def matches(self, path: str) -> bool:
        """Whether a relative path, or a folder above it, is meant."""
        return self._regex.fullmatch(path) is not None


def portable(path: str) -> str:
    """A path with `/` between its parts, its characters composed: the same on every system."""
    return unicodedata.normalize("NFC", path.replace("\\", "/"))


def relative_to(folder: str, path: str) -> str:
    """The portable path of a file as seen from a folder; absolute where no way leads there."""
    whole = os.path.abspath(path)
    try:
        return portable(os.path.relpath(whole, folder))
    except ValueError:  # another drive
        return portable(whole)


def as_typed(path: str) -> str:
    """A path as the user would type it: from the current folder where it lies below it."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if relative.startswith(os.pardir) else relative


@lru_cache(maxsize=1024)
def path_pattern(pattern: str, anchored: bool) -> PathPattern:
    """The pattern of a text, made once."""
    return PathPattern(pattern, anchored=anchored)


def _translated(pattern: str) -> str:
    """A regular expression for a pattern. What is found first is kept (`(?>…)`): a later find would leave
    less for the rest, and looking for one takes far too long where there are many stars."""
    blocks: list[list[str]] = [[]]
    for part in pattern.removesuffix("/**").split("/"):
        if part == "**":
            blocks.append([])
        else:
            blocks[-1].append(_translated_part(part))
    first, *others = ("/".join(block) for block in blocks)
    found = [first] if first else []
    found += (rf"(?>(?:[^/]*/)*?{block}(?=/|\Z))" for block in others if block)
    if not found:
        return ".*"
    return "/".join(found) + ("/.*" if pattern.endswith("/**") else "")


def _translated_part(part: str) -> str:
    """The same for a part of a path; of several stars only the last may take more than it must."""
    first, *others = (re.escape(piece).replace(r"\?", "[^/]") for piece in _STARS.split(part))
    if not others:
        return first
    return first + "".join(f"(?>[^/]*?{piece})" for piece in others[:-1] if piece) + f"[^/]*{others[-1]}"
