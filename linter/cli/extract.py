"""`nianbao extract`: what was read, for a person or a program to use."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from msgspec import Struct

from linter.app.baselines import Baselines
from linter.app.extract import Extract
from linter.app.outcome import Outcome
from linter.app.plan import Plan, plan
from linter.cli.account import passed_by
from linter.cli.argparse_zh import Parser
from linter.cli.console import byte_sink, complain, sink
from linter.cli.noted_rules import load
from linter.cli.options import Input, input_options, read_input
from linter.cli.outputs import form_of
from linter.cli.overwriting import refuse_overwriting, without_own_files
from linter.cli.runner import CLEAN, FAILED, Stream, find_all, gather, outcomes, write
from linter.output.extract_formats import EXTRACT_SUFFIXES, EXTRACTS, Gathered
from linter.output.totals import Totals
from linter.settings import Settings


class ExtractCommand(Struct, frozen=True):
    """`nianbao extract`."""

    input: Input


def read(parser: Parser, argv: Sequence[str]) -> ExtractCommand:
    """The command as it was written; ends the process when it is no valid one."""
    input_options(parser, EXTRACTS, "json")
    args = parser.parse_args(argv)
    args.output_format = args.output_format or form_of(parser, args.output_file, EXTRACT_SUFFIXES) or "json"
    form = EXTRACTS[args.output_format]
    if isinstance(form, Gathered) and form.binary and args.output_file is None:
        parser.error(f"{args.output_format} 不是文本，不能写到标准输出，请用 --output-file 写明文件")
    return ExtractCommand(read_input(parser, args, Settings(year=args.year)))


def run(command: ExtractCommand) -> int:
    """The exit status; raises CommandError, RuleError, OSError for the output file."""
    given = command.input
    form = EXTRACTS[given.form]
    found = find_all(given)
    planned = plan(found.items, given.run_options(), Baselines(), load)
    found = without_own_files(given, found, planned, Baselines())
    refuse_overwriting(given, planned, Baselines(), ())
    done = outcomes(found, given, Extract(given.settings, given.form), planned, None)
    if isinstance(form, Gathered):
        counts = _gathered(form, done, planned, given.output_file)
    else:
        with sink(given.output_file) as out:
            out.write(form.opening())
            counts = write([Stream(out, form.separator)], done)
            out.write(form.closing)
    for note in (*passed_by(found, counts), *_written(given.output_file, counts)):
        complain(note)
    return FAILED if counts.failed or not counts.files else CLEAN


def _written(file: str | None, counts: Totals) -> Iterator[str]:
    """What was written where, or that there was nothing to write."""
    if file is not None:
        yield f"已写出 {file}（{counts.files} 个文件，{counts.reports} 份报告）"
    elif not counts.reports:
        yield "没有读出报告"


def _gathered(form: Gathered, done: Iterator[Outcome], planned: Plan, path: str | None) -> Totals:
    """Write a document that needs all reports; the totals of the run."""
    from linter.output.pivot import formats_of

    with byte_sink(path) as out:
        records, counts = gather(done)
        try:
            form.write(records, formats_of(batch.book.lexicon.generations for batch in planned.batches), out)
        except OSError as error:
            if path is not None and error.filename is None:
                error.filename = os.path.realpath(path)
            raise
    return counts
