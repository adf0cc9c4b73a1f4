"""The options of `nianbao check` as one typed value."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from linter.cli.argparse_zh import Parser, one_of
from linter.cli.check_conflicts import refuse_conflicts, watch_conflict
from linter.cli.options import Input, input_options, read_input, rule_choices, selected
from linter.cli.outputs import read_outputs
from linter.diagnostic import Severity
from linter.output.formats import CHECK_FORMATS, LISTED

_DEFAULT_FORM = "text"


class CheckCommand(Struct, frozen=True):
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
    track_changes: bool
    diff: bool
    annotate: str | None
    only_reports: bool
    watch: bool


def read(parser: Parser, argv: Sequence[str]) -> CheckCommand:
    """The command as it was written; ends the process when it is no valid one."""
    input_options(parser, CHECK_FORMATS, _DEFAULT_FORM, several=True)
    rule_choices(parser)
    add = parser.options.add_argument
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
    outputs = read_outputs(parser, args.outputs, _DEFAULT_FORM)
    for each in outputs:
        if each.form in LISTED and LISTED[each.form].binary and each.file is None:
            parser.error(f"{each.form} 不是文本，不能写到标准输出，请用 --output-file 写明文件")
    refuse_conflicts(parser, args, outputs)
    settings = selected(args, args.year)
    given = read_input(parser, args, settings, outputs)
    if args.watch and (why := watch_conflict(args, given)) is not None:
        parser.error(why)
    return CheckCommand(
        input=given,
        statistics=args.statistics,
        exit_zero=args.exit_zero,
        fail_on=Severity(args.fail_on) if args.fail_on else None,
        color=args.color,
        previous=args.previous,
        baseline=args.baseline,
        write_baseline=args.write_baseline,
        fix=args.fix,
        unsafe_fixes=args.unsafe_fixes,
        track_changes=args.track_changes,
        diff=args.diff,
        annotate=args.annotate,
        only_reports=args.only_reports,
        watch=args.watch,
    )


def _fix_options(parser: Parser) -> None:
    add = parser.options.add_argument
    add("--fix", action="store_true", help="修复能自动修复的问题，再报告其余的；标准输入修复后写到标准输出")
    add(
        "--unsafe-fixes",
        action="store_true",
        help="与 --fix 或 --diff 一起用：也做需要人工确认的修复（如空格填 0、改文号）",
    )
    add(
        "--track-changes",
        action="store_true",
        help="与 --fix 一起用：Word 文档（.docx）里的修复写成修订，可以逐处接受或拒绝；再加 --annotate，"
        "修订和批注都写进副本，原文件不动",
    )
    add("--diff", action="store_true", help="只显示 --fix 会作的改动，不写文件；有改动时以状态 1 退出")
    add(
        "--annotate",
        metavar="PATH",
        help="把问题写成 Word 批注，放进副本，原文件不动：一个文档时给出副本的文件名（.docx，"
        "没有问题也写出）；多个文件时给出文件夹，只写出有问题的 Word、WPS 文档",
    )
