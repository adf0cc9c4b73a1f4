"""Fingerprints, which identify a finding from run to run without line numbers."""

from __future__ import annotations

from typing import NamedTuple

from linter.diagnostic import Diagnostic
from linter.report.locator import Place
from linter.text.normalize import normalize, squeeze
from linter.text.source import Source

_READABLE = 60  # longer texts are cut, and told apart by a digest


class Fingerprint(NamedTuple):
    """The rule, the place by its keys, and the words there, normalized and without blanks.

    A finding that stands on something else for want of its `subject` is identified by that, wherever it is
    in its report.
    """

    code: str
    place: Place
    text: str = ""
    subject: str = ""


def fingerprint(source: Source, found: Diagnostic, place: Place) -> Fingerprint:
    """The fingerprint of a finding at a place."""
    if found.subject:
        return Fingerprint(
            found.code, Place(place.report), subject=_short("".join(normalize(found.subject).split()))
        )
    text = squeeze(source.normalized, found.span.start, found.span.end).text
    # Bars belong to the way in which a page was flattened, not to what a cell says.
    return Fingerprint(found.code, place, _short(text.replace("|", "")))


def _short(text: str) -> str:
    if len(text) <= _READABLE:
        return text
    from hashlib import sha256  # most texts are short

    return f"{text[:_READABLE]}…{sha256(text.encode()).hexdigest()[:8]}"
