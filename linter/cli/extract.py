"""`nianbao extract`: what was read, for a person or a program to use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.app.baselines import Baselines
from linter.app.extract import Extract
from linter.app.outcome import Outcome
from linter.app.plan import Plan, plan
from linter.app.rules import load
from linter.cli.argparse_zh import Parser
from linter.cli.console import byte_sink, sink
from linter.cli.options import Input, input_options, read_input
from linter.cli.runner import CLEAN, FAILED, CommandError, Stream, find_all, gather, outcomes, write
from linter.output.extract_formats import EXTRACTS, Gathered
from linter.output.totals import Totals
from linter.settings import Settings


class ExtractCommand(NamedTuple):
    """`nianbao extract`."""

    input: Input


def read(parser: Parser, argv: Sequence[str]) -> ExtractCommand:
    """The command as it was written; ends the process when it is no valid one."""
    input_options(parser, EXTRACTS, "json")
    args = parser.parse_args(argv)
    form = EXTRACTS[args.output_format]
    if isinstance(form, Gathered) and form.binary and args.output_file is None:
        parser.error(f"{args.output_format} 不是文本，不能写到标准输出，请用 --output-file 写明文件")
    return ExtractCommand(read_input(parser, args, Settings(year=args.year)))


def run(command: ExtractCommand) -> int:
    """The exit status; raises CommandError, RuleError, OSError for the output file."""
    given = command.input
    form = EXTRACTS[given.form]
    if isinstance(form, Gathered):
        _must_have(form, given.form)
    found = find_all(given)
    planned = plan(found.items, given.run_options(), Baselines(), load)
    done = outcomes(found, given, Extract(given.settings, given.form), planned, None)
    if isinstance(form, Gathered):
        counts = _gathered(form, done, planned, given.output_file)
    else:
        with sink(given.output_file) as out:
            out.write(form.opening())
            counts = write([Stream(out, form.separator)], done)
            out.write(form.closing)
    return FAILED if counts.failed else CLEAN


def _gathered(form: Gathered, done: Iterator[Outcome], planned: Plan, path: str | None) -> Totals:
    """Write a document that needs all reports; the totals of the run."""
    from linter.output.pivot import formats_of

    with byte_sink(path) as out:
        records, counts = gather(done)
        form.write(records, formats_of(batch.book.lexicon.generations for batch in planned.batches), out)
    return counts


def _must_have(form: Gathered, name: str) -> None:
    """Say before the work begins that a package is missing which writing takes."""
    from importlib.util import find_spec

    if form.needs is not None and find_spec(form.needs) is None:
        raise CommandError(f"输出 {name} 还要一个软件包，请运行：pip install {form.needs}")
