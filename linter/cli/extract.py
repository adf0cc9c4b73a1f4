"""`nianbao extract`: what was read, for a person or a program to use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from linter.batch.tasks import Extract
from linter.cli.chinese import Parser
from linter.cli.console import sink
from linter.cli.known import Known
from linter.cli.options import Input, input_options, read_input
from linter.cli.plan import plan
from linter.cli.running import CLEAN, FAILED, find_all, outcomes, write
from linter.config import Settings
from linter.output.extracted import EXTRACTS
from linter.rulebook import load


class ExtractCommand(NamedTuple):
    """`nianbao extract`."""

    input: Input


def read(parser: Parser, argv: Sequence[str]) -> ExtractCommand:
    """The command as it was written; ends the process when it is no valid one."""
    input_options(parser, EXTRACTS, "json")
    args = parser.parse_args(argv)
    return ExtractCommand(read_input(parser, args, Settings(year=args.year)))


def run(command: ExtractCommand) -> int:
    """The exit status; raises RuleError, OSError for the output file."""
    given = command.input
    found = find_all(given)
    planned = plan(found.items, given, None, Known(), load)
    form = EXTRACTS[given.form]
    task = Extract(given.settings, given.form)
    with sink(given.output_file) as out:
        done = outcomes(found, given, task, planned, None)
        counts = write(out, done, form.opening, form.separator)
        out.write(form.closing)
    return FAILED if counts.failed else CLEAN
