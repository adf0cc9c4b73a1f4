"""What was found in a file as bytes, and back.

The texts of a rule stand once a file, not once a finding. The document's text is there only where there is
something to show and making it again would take long: plain text is decoded again from the file.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache

import msgspec
from msgspec import Struct

from linter.app.check_document import FoundFile
from linter.app.filtering import FindingPlaces
from linter.app.report_entry import ReportEntry
from linter.diagnostic import Applicability, Diagnostic, Fix, Related, Severity
from linter.documents import Document, open_document
from linter.documents.text import TextDocument, open_text
from linter.report.locator import Place
from linter.text.edits import EditColumns, columns
from linter.text.source import Source, Span

_LARGEST_SOURCE = 2 * 1024 * 1024  # characters of a text that is kept
_LARGEST_INFLATED = 64 * 1024 * 1024  # bytes of it with all its tables

SourceOf = Callable[[str], Source]
"""Opens another file by its name, for places in it that a finding is related to."""


class _Rule(Struct, array_like=True, frozen=True):
    code: str
    name: str
    label: str
    help: str
    references: tuple[str, ...]
    url: str | None


class _Related(Struct, array_like=True):
    start: int
    end: int
    message: str
    file: str | None


class _Fix(Struct, array_like=True):
    applicability: str
    message: str
    starts: list[int]
    ends: list[int]
    contents: list[str]


class _Finding(Struct, array_like=True):
    rule: int
    severity: str
    message: str
    start: int
    end: int
    report: int
    subject: str
    related: list[_Related]
    fix: _Fix | None
    place: tuple[int, str | None, str | None, str | None, str | None] | None


class _File(Struct, array_like=True):
    reports: int
    compared: int | None
    notes: tuple[str, ...]
    previous: dict[str, bytes]
    rules: list[_Rule]
    findings: list[_Finding]
    places: bool
    plain: bool
    source: bytes | None
    bodies: list[tuple[int, str | None, int | None]]


_decoder = msgspec.msgpack.Decoder(_File)
_source_decoder = msgspec.msgpack.Decoder(Source)


def encode(found: FoundFile) -> bytes:
    """What was found in a file."""
    rules: dict[_Rule, int] = {}
    findings = [_finding(each, rules, found.places) for each in found.diagnostics]
    source = _encoded(found.document) if findings else None
    file = _File(
        found.reports,
        found.compared,
        found.notes,
        dict(found.previous),
        list(rules),
        findings,
        found.places is not None,
        isinstance(found.document, TextDocument),
        source,
        [(each.number, each.issuer, each.year) for each in found.entries],
    )
    return msgspec.msgpack.encode(file)


def decode(data: bytes, content: bytes, name: str, source_of: SourceOf | None = None) -> FoundFile:
    """What `encode` was given, for the file `name` with that content. `source_of` is for findings that
    compare with another file. Raises msgspec.DecodeError, ValueError, ReadError, OSError."""
    file = _decoder.decode(data)
    if source_of is not None:
        source_of = cache(source_of)
    diagnostics = tuple(_diagnostic(each, file.rules[each.rule], source_of) for each in file.findings)
    places = FindingPlaces() if file.places else None
    if places is not None:
        for each, found in zip(file.findings, diagnostics, strict=True):
            places.note(found, Place(*each.place) if each.place is not None else Place(found.report))
    return FoundFile(
        _document(file, content, name),
        file.reports,
        diagnostics,
        file.compared,
        places,
        file.notes,
        file.previous,
        entries=tuple(ReportEntry(name, *body) for body in file.bodies),
    )


def _finding(found: Diagnostic, rules: dict[_Rule, int], places: FindingPlaces | None) -> _Finding:
    rule = _Rule(found.code, found.name, found.label, found.help, found.references, found.url)
    place = places.of(found) if places is not None else None
    return _Finding(
        rules.setdefault(rule, len(rules)),
        found.severity.value,
        found.message,
        *found.span,
        found.report,
        found.subject,
        [
            _Related(*each.span, each.message, each.source.name if each.source else None)
            for each in found.related
        ],
        _fix(found.fix) if found.fix is not None else None,
        (place.report, place.section, place.table, place.row, place.column) if place is not None else None,
    )


def _fix(fix: Fix) -> _Fix:
    edits = columns(fix.edits)
    return _Fix(fix.applicability.value, fix.message, [*edits.starts], [*edits.ends], [*edits.contents])


def _diagnostic(found: _Finding, rule: _Rule, source_of: SourceOf | None) -> Diagnostic:
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=Severity(found.severity),
        message=found.message,
        span=Span(found.start, found.end),
        help=rule.help,
        references=rule.references,
        related=tuple(_related(each, source_of) for each in found.related),
        fix=_opened_fix(found.fix) if found.fix is not None else None,
        report=found.report,
        url=rule.url,
        subject=found.subject,
        label=rule.label,
    )


def _related(related: _Related, source_of: SourceOf | None) -> Related:
    span = Span(related.start, related.end)
    if related.file is None:
        return Related(span, related.message)
    if source_of is None:
        raise ValueError("a finding that compares, without what it compares with")
    return Related(span, related.message, source_of(related.file))


def _opened_fix(fix: _Fix) -> Fix:
    edits = EditColumns(fix.starts, fix.ends, fix.contents)
    return Fix(Applicability(fix.applicability), fix.message, edits)


def _encoded(document: Document) -> bytes | None:
    """The text of a document, where it is not simply that of its file."""
    source = document.source
    if isinstance(document, TextDocument) or len(source.text) > _LARGEST_SOURCE:
        return None
    return zlib.compress(msgspec.msgpack.encode(_named(source, "")), 1)


def _document(file: _File, content: bytes, name: str) -> Document:
    """The document, as far as findings are shown in it; its text is empty where there are none."""
    if not file.findings:
        return Document(content, Source(name, ""))
    if file.plain:
        return open_text(content, name)
    if file.source is None:
        return open_document(content, name)
    inflated = zlib.decompressobj().decompress(file.source, _LARGEST_INFLATED)
    return Document(content, _named(_source_decoder.decode(inflated), name))


def _named(source: Source, name: str) -> Source:
    original = source.original and _named(source.original, name)
    return msgspec.structs.replace(source, name=name, original=original)
