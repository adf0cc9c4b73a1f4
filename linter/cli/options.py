"""Options that several commands share, and what a user wrote with them as one typed value."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.app.choices import FIRST_YEAR, LAST_YEAR
from linter.app.plan import RunOptions
from linter.cli.argparse_zh import Parser, number, one_of
from linter.cli.outputs import FILE_HELP, Output, output_options
from linter.cli.paths import STDIN
from linter.diagnostic import Severity
from linter.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


class Input(Struct, frozen=True):
    """What to read, with which rules, and where to write."""

    paths: tuple[str, ...]
    stdin_name: str
    outputs: tuple[Output, ...]
    settings: Settings
    rules: tuple[Path, ...]
    jobs: int
    config: str | None
    no_config: bool
    no_cache: bool = False

    @property
    def form(self) -> str:
        """The format of the first document."""
        return self.outputs[0].form

    def run_options(self, fail_on: Severity | None = None) -> RunOptions:
        """What holds for every file."""
        return RunOptions(self.settings, self.rules, self.config, self.no_config, fail_on)

    @property
    def output_file(self) -> str | None:
        """The file of the first document."""
        return self.outputs[0].file


def input_options(parser: Parser, forms: Iterable[str], default: str, *, several: bool = False) -> None:
    """What `Input` is made of; `forms` are the output formats, of which one may ask for `several`."""
    parser.operands.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help=f"文件或文件夹（包括下级文件夹），默认为当前文件夹；{STDIN} 表示标准输入",
    )
    add = parser.options.add_argument
    if several:
        output_options(parser, forms, default)
    else:
        form_option(parser, forms, default, by_file=True)
        add("--output-file", metavar="FILE", help=FILE_HELP)
    add("--stdin-filename", metavar="NAME", help="标准输入的内容按这个文件名读取和报告")
    add("--year", metavar="YEAR", type=number(FIRST_YEAR, LAST_YEAR), help="报告年度，不从文中判断")
    rules_option(parser)
    add("--config", metavar="FILE", help="使用这个配置文件，不从文件所在文件夹起向上找 .nianbao.yaml")
    add("--no-config", action="store_true", help="不使用任何配置文件")
    add("--no-cache", action="store_true", help="全部重新检查，不用以前的结果，也不保存这次的")
    add("--jobs", metavar="N", type=number(1, 1024), default=0, help="同时运行的进程数，默认为处理器核数")


def form_option(parser: Parser, forms: Iterable[str], default: str, *, by_file: bool = False) -> None:
    """The choice of an output format; `by_file`: None unless it is made, the file's name may make it."""
    others = "、".join(f"{form}（默认）" if form == default else form for form in forms)
    parser.options.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=one_of(forms),
        default=None if by_file else default,
        help=f"输出格式：{others}",
    )


def rules_option(parser: Parser) -> None:
    """Rule files besides the built-in ones, as `rules`."""
    parser.options.add_argument(
        "--rules",
        metavar="FILE",
        type=path,
        action="append",
        default=[],
        help="另外使用的规则文件（YAML），可以多次给出",
    )


def rule_choices(parser: Parser) -> None:
    """Which rules are checked, as `select` and `ignore`."""
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


def selected(args: argparse.Namespace, year: int | None = None) -> Settings:
    """What the options of `rule_choices` say; `year` replaces the one read from the text."""
    return Settings(_joined(args.select), _joined(args.ignore), year)


def _codes(value: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in value.replace("，", ",").split(",") if code.strip())


def _joined(lists: Sequence[tuple[str, ...]] | None) -> tuple[str, ...]:
    return tuple(code for each in lists or () for code in each)


def path(value: str) -> Path:
    """A type for add_argument."""
    from pathlib import Path  # few runs need it, and it is slow to import

    return Path(value)


def read_input(
    parser: Parser, args: argparse.Namespace, settings: Settings, outputs: tuple[Output, ...] = ()
) -> Input:
    """What the options of `input_options` say; ends the process where they contradict one another.
    `outputs` are given where a command may have several."""
    paths: tuple[str, ...] = tuple(args.paths) or (".",)
    if args.stdin_filename is not None and STDIN not in paths:
        parser.error(f"--stdin-filename 只能与 {STDIN} 一起使用")
    if args.config is not None and args.no_config:
        parser.error("--config 不能与 --no-config 一起使用")
    return Input(
        paths=paths,
        stdin_name=args.stdin_filename or "stdin.txt",
        outputs=outputs or (Output(args.output_format, args.output_file),),
        settings=settings,
        rules=tuple(args.rules),
        jobs=args.jobs,
        config=args.config,
        no_config=args.no_config,
        no_cache=args.no_cache,
    )
