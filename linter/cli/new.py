"""`nianbao new`: a report to start from, in the official form."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from linter.app.choices import FIRST_YEAR, LAST_YEAR
from linter.cli.argparse_zh import Parser, number
from linter.cli.console import complain
from linter.cli.name_encoding import require_chinese_names
from linter.cli.options import rules_option
from linter.cli.runner import CLEAN, CommandError
from linter.output.new_report import WRITERS

_SEPARATORS = '/\\:*?"<>|'  # no part of a file's name, on one system or another


class NewCommand(NamedTuple):
    """`nianbao new`; without an `output` the file is called as its title."""

    body: str | None
    year: int
    previous: str | None
    output: str | None
    rules: tuple[Path, ...] = ()


def read(parser: Parser, argv: Sequence[str]) -> NewCommand:
    """The command as it was written; ends the process when it is no valid one."""
    add = parser.options.add_argument
    add("--body", metavar="NAME", help="机关的名称，如 某县民政局；给出 --previous 时可以不写")
    add("--year", metavar="YEAR", type=number(FIRST_YEAR, LAST_YEAR), help="报告年度，默认为去年")
    add("--previous", metavar="FILE", help="上年的年报：上年结转和现行有效的件数从中取来")
    add(
        "--output",
        "-o",
        metavar="FILE",
        help="写到哪个文件：.docx（默认）、.md、.html 或 .txt，不覆盖已有的文件",
    )
    rules_option(parser)
    args = parser.parse_args(argv)
    if not (args.body or "").strip() and args.previous is None:
        parser.error("请用 --body 写明机关的名称")
    if args.output is not None and os.path.splitext(args.output)[1].lower() not in WRITERS:
        parser.error(f"--output 的文件名应以 {'、'.join(WRITERS)} 结尾：{args.output}")
    year = args.year or datetime.now().astimezone().year - 1
    return NewCommand((args.body or "").strip() or None, year, args.previous, args.output, tuple(args.rules))


def run(command: NewCommand) -> int:
    """The exit status; raises CommandError, RuleError, OSError for the output file."""
    from linter.app.new import NewReportError, last_report, new_report, write_new
    from linter.cli.noted_rules import load_noted

    require_chinese_names()
    book = load_noted(command.rules)
    try:
        previous = last_report(command.previous, book, command.year) if command.previous else None
        body = command.body or (previous.issuer if previous else None)
        if not body:
            raise CommandError(f"{command.previous}：看不出是哪个机关的年报，请用 --body 写明机关的名称")
        report = new_report(book, body, command.year, previous)
        target = command.output or _named_as(report.title)
        write_new(target, report)
    except NewReportError as error:
        raise CommandError(str(error)) from None
    complain(f"已写出 {target}；（请……）和空着的格子要填写，填好后用 nianbao check 检查")
    return CLEAN


def _named_as(title: str) -> str:
    """A file of a title's name. Raises CommandError for a title that would lead elsewhere."""
    if any(char in title for char in _SEPARATORS):
        raise CommandError(f"“{title}”不能作文件名，请用 --output 写明文件")
    return f"{title}.docx"
