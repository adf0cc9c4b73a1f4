"""`audit.json`: the audit for other programs. Its schema is docs/schema/audit.json."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import BinaryIO

import msgspec

from linter.output.audit.model import (
    Audit,
    Counts,
    Details,
    Difference,
    FileResult,
    Number,
    Place,
    RollUp,
    Submission,
    UnitResult,
    YearTotal,
)
from linter.output.audit.new_file import errors_of
from linter.version import __version__

NAME = "audit.json"
MARK = b'{"format":"nianbao-audit",'
"""How the file begins: by this an earlier audit is known."""

FORMAT_VERSION = 1

_Json = Mapping[str, object]


def write(audit: Audit, details: Details, folder: str) -> Iterable[str]:
    """Write the file; one unit or file a line, so that tools can compare two of them."""
    path = os.path.join(folder, NAME)
    with errors_of(path), open(path, "xb") as out:
        out.write(MARK)
        head: _Json = {
            "version": FORMAT_VERSION,
            "nianbao": __version__,
            "folder": audit.folder,
            "year": audit.year,
            "roster": audit.roster,
            "counts": _counts(audit.counts),
            "notes": audit.notes,
        }
        out.write(_encode(head)[1:-1])
        _list(out, "rules", ({"code": each.code, "label": each.label} for each in audit.rules.values()))
        _list(out, "units", map(_unit, audit.units))
        _list(out, "files", map(_file, audit.files))
        _list(out, "rollups", map(_rollup, audit.rollups))
        _list(out, "years", map(_year, audit.years))
        out.write(b"}\n")
    return ()


def _encode(value: object) -> bytes:
    return msgspec.json.encode(value)


def _list(out: BinaryIO, name: str, values: Iterable[_Json]) -> None:
    out.write(b",\n" + _encode(name) + b":[")
    out.writelines((b",\n" if index else b"\n") + _encode(value) for index, value in enumerate(values))
    out.write(b"]")


def _unit(result: UnitResult) -> _Json:
    unit = result.unit
    return {
        "name": unit.name,
        "short_names": unit.short_names,
        "parent": unit.parent,
        "category": unit.category,
        "row": unit.row,
        "folder": unit.folder,
        "status": result.status.value,
        "doubtful": result.doubtful,
        "compared": result.compared,
        "note": result.note,
        "submissions": [_submission(each) for each in result.submissions],
        "other_files": [each.name for each in result.others],
    }


def _submission(each: Submission) -> _Json:
    return {
        "file": each.file.name,
        "report": each.report,
        "issuer": each.issuer,
        "year": each.year,
        "basis": each.basis.value,
        "doubtful": each.doubtful,
    }


def _file(file: FileResult) -> _Json:
    return {
        "name": file.name,
        "status": file.status.value,
        "reason": file.reason,
        "units": file.units,
        "basis": file.basis.value if file.basis is not None else None,
        "doubtful": file.doubtful,
        "reports": file.reports,
        "issuers": file.issuers,
        "years": file.years,
        "counts": _counts(file.counts),
    }


def _counts(counts: Counts) -> _Json:
    return {
        "error": counts.errors,
        "warning": counts.warnings,
        "info": counts.infos,
        "failing": counts.failing,
        "suppressed": counts.suppressed,
        "baselined": counts.baselined,
        "by_rule": dict(counts.by_rule),
    }


def _rollup(each: RollUp) -> _Json:
    return {
        "unit": each.unit,
        "units": each.units,
        "counted": each.counted,
        "missing": each.missing,
        "file": each.file,
        "report": each.report,
        "agreed": each.agreed,
        "unjudged": each.unjudged,
        "words": each.words,
        "differences": [_difference(one) for one in each.differences],
        "sums": _sums(each.sums),
    }


def _difference(one: Difference) -> _Json:
    return {
        "place": ".".join(one.place),
        "stated": _number(one.stated),
        "sum": _number(one.total),
        "difference": _number(one.difference),
        "words": one.words,
        "units": one.units,
    }


def _year(each: YearTotal) -> _Json:
    return {"year": each.year, "reports": each.reports, "sums": _sums(each.sums)}


def _sums(sums: Mapping[Place, Number]) -> dict[str, int | float]:
    return {".".join(place): _number(value) for place, value in sorted(sums.items())}


def _number(value: Number) -> int | float:
    return float(value) if isinstance(value, Decimal) else value
