"""`nianbao check`: find what is wrong, fix it, or show what fixing would change."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from linter.app.baselines import Known
from linter.app.check import Check
from linter.app.outcome import Outcome, Task
from linter.app.plan import Plan, plan
from linter.cli.argparse_zh import Parser, one_of
from linter.cli.baseline_notes import gone
from linter.cli.baseline_notes import write as write_known
from linter.cli.console import complain, put_rest, sink, wants_colour
from linter.cli.explain import suggestion
from linter.cli.options import Input, input_options, read_input
from linter.cli.outputs import Output, read_outputs
from linter.cli.paths import STDIN, as_met
from linter.cli.runner import CLEAN, FAILED, FOUND, CommandError, Found, Stream, find_all, outcomes, write
from linter.cli.unused_suppressions import Ledger
from linter.cli.writers import can_count, write_all, write_statistics
from linter.diagnostic import Severity
from linter.output.formats import BOUND, FORMATS
from linter.rulebook import Rulebook, load
from linter.settings import Settings

if TYPE_CHECKING:
    from linter.app.annotate import Annotate
    from linter.app.previous_reports import ReportIndex
    from linter.cli.watch_run import Turn

_USUAL = "text"


class CheckCommand(NamedTuple):
    """`nianbao check`."""

    input: Input
    statistics: bool
    exit_zero: bool
    fail_on: Severity | None
    color: str
    previous: str | None
    baseline: str | None
    write_baseline: str | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    annotate: str | None
    only_reports: bool
    watch: bool


def read(parser: Parser, argv: Sequence[str]) -> CheckCommand:
    """The command as it was written; ends the process when it is no valid one."""
    input_options(parser, {**FORMATS, **BOUND}, _USUAL, several=True)
    add = parser.options.add_argument
    add(
        "--select",
        metavar="CODE",
        type=_codes,
        action="append",
        help="只查这些规则，如 N501、N5、N，可用逗号分隔",
    )
    add(
        "--ignore",
        metavar="CODE",
        type=_codes,
        action="append",
        help="不查这些规则；与 --select 冲突时，写得更具体的优先",
    )
    add("--statistics", action="store_true", help="只列出各规则发现问题的次数")
    add("--exit-zero", action="store_true", help="发现问题时也以状态 0 退出")
    add(
        "--fail-on",
        metavar="LEVEL",
        type=one_of(level.value for level in Severity),
        help="达到这一级别才以状态 1 退出：error（默认）、warning、info",
    )
    add("--baseline", metavar="FILE", help="不报这个基线文件里已列出的问题")
    add("--write-baseline", metavar="FILE", help="把这次发现的问题写成基线文件，以后只报新的问题")
    add(
        "--color",
        metavar="WHEN",
        type=one_of(("auto", "always", "never")),
        default="auto",
        help="是否使用颜色：auto（默认，看是不是终端）、always、never",
    )
    add("--previous", metavar="PATH", help="上年的报告：一个文件或一个文件夹，同一机关相邻两年的报告对照检查")
    _fix_options(parser)
    add(
        "--only-reports",
        action="store_true",
        help="点名的文件也只查年报：不是年报的、读不了的都略过",
    )
    add("--watch", action="store_true", help="查完以后不退出，文件有改动就重新检查，按 Ctrl-C 结束")
    args = parser.parse_args(argv)
    outputs = read_outputs(parser, args.outputs, _USUAL)
    _refuse_conflicts(parser, args, outputs)
    _refuse_annotating(parser, args)
    settings = Settings(_joined(args.select), _joined(args.ignore), args.year)
    command = CheckCommand(
        input=read_input(parser, args, settings, outputs),
        statistics=args.statistics,
        exit_zero=args.exit_zero,
        fail_on=Severity(args.fail_on) if args.fail_on else None,
        color=args.color,
        previous=args.previous,
        baseline=args.baseline,
        write_baseline=args.write_baseline,
        fix=args.fix,
        unsafe_fixes=args.unsafe_fixes,
        diff=args.diff,
        annotate=args.annotate,
        only_reports=args.only_reports,
        watch=args.watch,
    )
    if command.watch:
        from linter.cli.watch import conflict

        if (why := conflict(command)) is not None:
            parser.error(why)
    return command


def _fix_options(parser: Parser) -> None:
    add = parser.options.add_argument
    add("--fix", action="store_true", help="修复能自动修复的问题，再报告其余的；标准输入修复后写到标准输出")
    add(
        "--unsafe-fixes",
        action="store_true",
        help="与 --fix 或 --diff 一起用：也做需要人工确认的修复（如空格填 0、改文号）",
    )
    add("--diff", action="store_true", help="只显示 --fix 会作的改动，不写文件；有改动时以状态 1 退出")
    add(
        "--annotate",
        metavar="PATH",
        help="把问题写成 Word 批注，放进副本，原文件不动：一个文档时给出副本的文件名（.docx，"
        "没有问题也写出）；多个文件时给出文件夹，只写出有问题的 Word、WPS 文档",
    )


def _refuse_conflicts(parser: Parser, args: argparse.Namespace, outputs: Sequence[Output]) -> None:
    if args.previous == STDIN:
        parser.error(f"--previous 应是文件或文件夹，不能是 {STDIN}")
    if args.write_baseline is not None and (args.baseline is not None or args.fix or args.diff):
        other = "--baseline" if args.baseline is not None else "--fix" if args.fix else "--diff"
        parser.error(f"{other} 不能与 --write-baseline 一起使用")
    if args.unsafe_fixes and not (args.fix or args.diff):
        parser.error("--unsafe-fixes 要与 --fix 或 --diff 一起使用")
    if args.diff and (args.statistics or len(outputs) > 1 or outputs[0].form != _USUAL):
        parser.error("--diff 输出的是改动对照，不能与 --statistics 或 --output-format 一起使用")
    for each in outputs:
        if args.statistics and not can_count(each.form):
            parser.error(f"--statistics 不能与 --output-format {each.form} 一起使用")
    if args.fix and not args.diff and STDIN in args.paths and set(args.paths) != {STDIN}:
        parser.error(f"--fix 把标准输入修复后写到标准输出，{STDIN} 不能与别的文件一起给出")


def _refuse_annotating(parser: Parser, args: argparse.Namespace) -> None:
    if args.annotate is None:
        return
    if args.fix or args.diff:
        parser.error(f"--annotate 不能与 {'--fix' if args.fix else '--diff'} 一起使用，请先修复，再批注")
    if args.write_baseline is not None:
        parser.error("--annotate 不能与 --write-baseline 一起使用")
    if args.paths.count(STDIN) and len(set(args.paths)) > 1:
        parser.error(f"用 --annotate 时，{STDIN} 不能与别的文件一起给出")


def _codes(value: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in value.replace("，", ",").split(",") if code.strip())


def _joined(lists: Sequence[tuple[str, ...]] | None) -> tuple[str, ...]:
    return tuple(code for each in lists or () for code in each)


def run(command: CheckCommand, turn: Turn | None = None) -> int:
    """`nianbao check`: the exit status; raises CommandError, RuleError, OSError for the output file.
    `turn` is one of the many runs of --watch."""
    if command.watch and turn is None:
        from linter.cli.watch import watch

        return watch(command, run)
    given = command.input
    known = Known(command.baseline, command.write_baseline)
    found = turn.found if turn else look(command)
    books = turn.load if turn else load
    planned = plan(
        found.items, given.asked(command.fail_on), known, books, compares=command.previous is not None
    )
    _must_exist(given.settings, [batch.book for batch in planned.batches])
    # Standard input that is fixed goes to standard output, where nothing else may stand.
    stream = sys.stderr if command.fix and not command.diff and STDIN in given.paths else sys.stdout
    styles = [
        (each.form, each.file is None and wants_colour(command.color, stream)) for each in given.outputs
    ]
    level = command.fail_on or Severity.ERROR
    checking = Check(given.settings, *styles[0], command.statistics, level, more=tuple(styles[1:]))
    if command.diff:
        return _diff(command, checking, found, planned)
    ledger = turn.begin(planned) if turn else Ledger(planned, given.paths)
    shelf, lost = _previous(command, planned, turn)
    checking = checking._replace(previous=shelf)
    task: Task = checking
    if command.fix:
        from linter.app.fix import Fix

        task = Fix(checking, command.unsafe_fixes)
    marking: Annotate | None = None
    if command.annotate is not None:
        from linter.cli.annotate import annotating

        marking = annotating(command.annotate, checking, found.items, given.paths)
        task = marking
    done = chain(lost, outcomes(found, given, task, planned, ledger))
    with ExitStack() as stack:
        streams = [stack.enter_context(sink(each.file, stream)) for each in given.outputs]
        if command.statistics:
            counts = write_statistics(streams, styles, done)
        else:
            rules = {rule.code: rule for batch in planned.batches for rule in batch.book.rules}
            counts = write_all(streams, styles, done, tuple(rules.values()))
    put_rest(found.begun if command.fix else None)
    for note in (*planned.notes, *ledger.unused(), *gone(known, ledger), *write_known(known, ledger, counts)):
        complain(note)
    if marking is not None and not marking.alone:
        from linter.cli.annotate import told

        for note in told(command.annotate or "", counts):
            complain(note)
    if counts.failed or counts.unwritten:
        return FAILED
    return FOUND if counts.failing and not command.exit_zero else CLEAN


def _previous(
    command: CheckCommand, planned: Plan, turn: Turn | None
) -> tuple[ReportIndex | None, list[Outcome]]:
    """The reports of the year before, when they are to be compared, and what of them cannot be read."""
    if command.previous is None:
        return None, []
    from linter.cli.previous import open_shelf  # indexes and pairs, when there is what to compare with

    first = planned.batches[0]
    door = turn.open_shelf if turn else open_shelf
    return door(command.previous, command.input._replace(rules=first.packs), first.book)


def look(command: CheckCommand) -> Found:
    """The files that a command is about."""
    found = find_all(command.input)
    return found._replace(items=as_met(found.items)) if command.only_reports else found


def _diff(command: CheckCommand, check: Check, found: Found, planned: Plan) -> int:
    """`nianbao check --diff`: the exit status; raises OSError for the output file."""
    from linter.app.fix import FixPreview

    given = command.input
    masked = given.output_file is None and sys.stdout.isatty()
    with sink(given.output_file) as out:
        task = FixPreview(check, command.unsafe_fixes, masked)
        counts = write([Stream(out)], outcomes(found, given, task, planned, None))
    if counts.failed:
        return FAILED
    complain(f"可修复 {counts.fixed} 处" if counts.fixed else "没有可以自动修复的问题")
    return FOUND if counts.fixed and not command.exit_zero else CLEAN


def _must_exist(settings: Settings, books: Sequence[Rulebook]) -> None:
    """Refuse codes that no rule begins with: a typing mistake must not pass for a clean report."""
    for option, codes in (("--select", settings.select), ("--ignore", settings.ignore)):
        for code in codes:
            if not any(rule.code.startswith(code) for book in books for rule in book.rules):
                raise CommandError(f"{option}：没有以“{code}”开头的规则{suggestion(code, books[0].rules)}")
