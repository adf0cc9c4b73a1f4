"""What an audit is asked for."""

from __future__ import annotations

from msgspec import Struct

from linter.app.plan import RunOptions


class AuditError(Exception):
    """An audit that cannot be made; str() says why, in Chinese."""


class AuditOptions(Struct, frozen=True):
    """What an audit is asked for. `target` is its folder, by which results are kept; `jobs` how many files
    are checked at once; `remote`: not on this machine, so that contents must go with the files. `copies`
    asks for commented copies of Word documents."""

    folder: str
    target: str
    roster: str | None = None
    total: str | None = None
    previous: str | None = None
    year: int | None = None
    options: RunOptions = RunOptions()
    baseline: str | None = None
    jobs: int = 1
    remote: bool = False
    copies: bool = True
