"""The command line: its commands, their options, and what a user wrote as one typed value."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from linter import __version__
from linter.cli.chinese import Parser, number, one_of
from linter.cli.files import STDIN
from linter.config import Settings
from linter.diagnostic import Severity
from linter.output.extracted import EXTRACTS
from linter.output.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from linter.cli.packs import PackCommand

_PACK_WORDS = ("test", "schema", "docs")


class Input(NamedTuple):
    """What to read, with which rules, and where to write."""

    paths: tuple[str, ...]
    stdin_name: str
    form: str
    output_file: str | None
    settings: Settings
    rules: tuple[Path, ...]
    jobs: int
    config: str | None
    no_config: bool


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


class ExtractCommand(NamedTuple):
    """`nianbao extract`."""

    input: Input


class ExplainCommand(NamedTuple):
    """`nianbao explain`."""

    code: str
    rules: tuple[Path, ...]


class RulesCommand(NamedTuple):
    """`nianbao rules`."""

    form: str
    rules: tuple[Path, ...]


Command: TypeAlias = "CheckCommand | ExtractCommand | ExplainCommand | RulesCommand | PackCommand"


def parse(argv: Sequence[str]) -> Command:
    """The command that `argv`, without the program's name, asks for.

    Exits with status 2 when it is no valid command line, with 0 after --help and --version.
    """
    if not argv or argv[0] not in _COMMANDS:
        argv = [_top().parse_args(argv[:1]).command, *argv[1:]]
    command = _COMMANDS[argv[0]]
    parser = Parser(f"nianbao {argv[0]}", command.description)
    return command.read(parser, argv[1:])


def _top() -> Parser:
    lines = "\n".join(f"  {name:<8} {command.description}" for name, command in _COMMANDS.items())
    parser = Parser(
        "nianbao", f"检查政府信息公开工作年度报告。命令：\n{lines}\n各命令的用法见 nianbao 命令 --help。"
    )
    parser.operands.add_argument("command", metavar="COMMAND", type=one_of(_COMMANDS), help="要运行的命令")
    parser.options.add_argument(
        "--version", action="version", version=f"nianbao {__version__}", help="显示版本号"
    )
    return parser


def _check(parser: Parser, argv: Sequence[str]) -> CheckCommand:
    _input_options(parser, FORMATS, "text")
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
    args = parser.parse_args(argv)
    _refuse_conflicts(parser, args)
    return CheckCommand(
        input=_input(parser, args, Settings(_joined(args.select), _joined(args.ignore), args.year)),
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
    )


def _fix_options(parser: Parser) -> None:
    add = parser.options.add_argument
    add("--fix", action="store_true", help="修复能自动修复的问题，再报告其余的；标准输入修复后写到标准输出")
    add(
        "--unsafe-fixes",
        action="store_true",
        help="与 --fix 或 --diff 一起用：也做需要人工确认的修复（如空格填 0、改文号）",
    )
    add("--diff", action="store_true", help="只显示 --fix 会作的改动，不写文件；有改动时以状态 1 退出")


def _refuse_conflicts(parser: Parser, args: argparse.Namespace) -> None:
    if args.previous == STDIN:
        parser.error(f"--previous 应是文件或文件夹，不能是 {STDIN}")
    if args.write_baseline is not None and (args.baseline is not None or args.fix or args.diff):
        other = "--baseline" if args.baseline is not None else "--fix" if args.fix else "--diff"
        parser.error(f"{other} 不能与 --write-baseline 一起使用")
    if args.unsafe_fixes and not (args.fix or args.diff):
        parser.error("--unsafe-fixes 要与 --fix 或 --diff 一起使用")
    if args.diff and (args.statistics or args.output_format != "text"):
        parser.error("--diff 输出的是改动对照，不能与 --statistics 或 --output-format 一起使用")
    if args.fix and not args.diff and STDIN in args.paths and set(args.paths) != {STDIN}:
        parser.error(f"--fix 把标准输入修复后写到标准输出，{STDIN} 不能与别的文件一起给出")


def _extract(parser: Parser, argv: Sequence[str]) -> ExtractCommand:
    _input_options(parser, EXTRACTS, "json")
    args = parser.parse_args(argv)
    return ExtractCommand(_input(parser, args, Settings(year=args.year)))


def _explain(parser: Parser, argv: Sequence[str]) -> ExplainCommand:
    parser.operands.add_argument("code", metavar="CODE", help="规则代码或名称，如 N501")
    _rules_option(parser)
    args = parser.parse_args(argv)
    return ExplainCommand(args.code, tuple(args.rules))


def _rules(parser: Parser, argv: Sequence[str]) -> RulesCommand | PackCommand:
    if argv and argv[0] in _PACK_WORDS:
        from linter.cli.packs import parse as parse_pack_command

        return parse_pack_command(argv)
    _form_option(parser, ("text", "json"), "text")
    _rules_option(parser)
    args = parser.parse_args(argv)
    return RulesCommand(args.output_format, tuple(args.rules))


def _input_options(parser: Parser, forms: Mapping[str, object], default: str) -> None:
    parser.operands.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help=f"文件或文件夹（包括下级文件夹），默认为当前文件夹；{STDIN} 表示标准输入",
    )
    _form_option(parser, forms, default)
    add = parser.options.add_argument
    add("--output-file", metavar="FILE", help="把结果写入文件，不写到标准输出")
    add("--stdin-filename", metavar="NAME", help="标准输入的内容按这个文件名读取和报告")
    add("--year", metavar="YEAR", type=number(2008, 2100), help="报告年度，不从文中判断")
    _rules_option(parser)
    add("--config", metavar="FILE", help="使用这个配置文件，不从文件所在文件夹起向上找 .nianbao.yaml")
    add("--no-config", action="store_true", help="不使用任何配置文件")
    add("--jobs", metavar="N", type=number(1, 1024), default=0, help="同时运行的进程数，默认为处理器核数")


def _form_option(parser: Parser, forms: Iterable[str], default: str) -> None:
    others = "、".join(f"{form}（默认）" if form == default else form for form in forms)
    parser.options.add_argument(
        "--output-format", metavar="FORMAT", type=one_of(forms), default=default, help=f"输出格式：{others}"
    )


def _rules_option(parser: Parser) -> None:
    parser.options.add_argument(
        "--rules",
        metavar="FILE",
        type=_path,
        action="append",
        default=[],
        help="另外使用的规则文件（YAML），可以多次给出",
    )


def _path(value: str) -> Path:
    from pathlib import Path  # few runs need it, and it is slow to import

    return Path(value)


def _codes(value: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in value.replace("，", ",").split(",") if code.strip())


def _joined(lists: Sequence[tuple[str, ...]] | None) -> tuple[str, ...]:
    return tuple(code for each in lists or () for code in each)


def _input(parser: Parser, args: argparse.Namespace, settings: Settings) -> Input:
    paths: tuple[str, ...] = tuple(args.paths) or (".",)
    if args.stdin_filename is not None and STDIN not in paths:
        parser.error(f"--stdin-filename 只能与 {STDIN} 一起使用")
    if args.config is not None and args.no_config:
        parser.error("--config 不能与 --no-config 一起使用")
    return Input(
        paths=paths,
        stdin_name=args.stdin_filename or "stdin.txt",
        form=args.output_format,
        output_file=args.output_file,
        settings=settings,
        rules=tuple(args.rules),
        jobs=args.jobs,
        config=args.config,
        no_config=args.no_config,
    )


class _Entry(NamedTuple):
    description: str
    read: Callable[[Parser, Sequence[str]], Command]


_COMMANDS: Mapping[str, _Entry] = {
    "check": _Entry("检查年报，逐行指出问题", _check),
    "extract": _Entry("读出年报的标题、章节、文号、统计期限和表格数字", _extract),
    "explain": _Entry("说明一条规则", _explain),
    "rules": _Entry("列出全部规则；rules test、schema、docs 供编写规则用", _rules),
}
