"""Refuses to write over what a run reads, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from linter.app.baselines import Baselines
from linter.app.item import Item
from linter.app.plan import Plan
from linter.app.write_guard import (
    BASELINE,
    CONFIG,
    PACK,
    PREVIOUS,
    Reading,
    WriteGuard,
    file_key,
    run_readings,
)
from linter.cli.options import Input
from linter.cli.paths import find, stdout_key
from linter.cli.runner import CommandError, Found

Targets = Iterable[tuple[str, str]]
"""Files to write, each behind the option that names it."""


def refuse_overwriting(
    given: Input, planned: Plan, baselines: Baselines, targets: Targets, previous: str | None = None
) -> None:
    """Raise CommandError when one of `targets`, or a redirected standard output, is read by the run, too;
    `previous` is the path of last year's reports."""
    guard = WriteGuard(_readings(given, planned, baselines, previous))
    outputs = (("--output-file", each.file) for each in given.outputs if each.file is not None)
    for option, target in (*outputs, *targets):
        replaces = (BASELINE,) if option == "--write-baseline" else ()
        if (why := guard.refusal(option, target, *replaces)) is not None:
            raise CommandError(why)
    if (key := stdout_key()) is not None and (why := guard.stream_refusal("标准输出", key)) is not None:
        raise CommandError(why)


def without_own_files(given: Input, found: Found, planned: Plan, baselines: Baselines) -> Found:
    """What was found, without configs, packs and baselines of the run among the files of other kinds."""
    if not found.others:
        return found
    readings = run_readings(planned, given.run_options(), baselines)
    own = {file_key(each.path) for each in readings if each.role in (BASELINE, CONFIG, PACK)}
    return replace(found, others=tuple(path for path in found.others if file_key(path) not in own))


def _readings(given: Input, planned: Plan, baselines: Baselines, previous: str | None) -> Iterator[Reading]:
    yield from run_readings(planned, given.run_options(), baselines)
    if previous is not None:
        yield from (Reading(each.name, PREVIOUS) for each in find([previous], "") if isinstance(each, Item))
