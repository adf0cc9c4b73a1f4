"""`nianbao rules test`, `rules schema` and `rules docs`: for those who write packs of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from linter.app.rules import config_schema, pack_schema, run_pack_tests
from linter.cli.argparse_zh import Parser
from linter.cli.console import sink
from linter.cli.noted_rules import load_noted
from linter.cli.options import form_option, rules_option
from linter.cli.runner import CLEAN, FOUND, CommandError


class PackCommand(NamedTuple):
    """What to do, with which pack files besides the built-in ones; `folder` is where pages go."""

    word: str
    files: tuple[Path, ...] = ()
    form: str = "text"
    folder: str = ""


def parse(argv: Sequence[str]) -> PackCommand:
    """The command that `argv`, which begins with one of WORDS, asks for.

    Exits with status 2 when it is no valid command line, with 0 after --help.
    """
    entry = WORDS[argv[0]]
    parser = Parser(f"nianbao rules {argv[0]}", entry.description)
    return entry.read(parser, argv[1:])


def run(command: PackCommand) -> int:
    """The exit status; raises RuleError for a broken pack, OSError for what cannot be written."""
    return WORDS[command.word].run(command)


def _read_test(parser: Parser, argv: Sequence[str]) -> PackCommand:
    parser.operands.add_argument(
        "files", metavar="FILE", nargs="*", type=Path, help="规则文件（YAML）；不写则为自带的全部规则"
    )
    form_option(parser, ("text", "json"), "text")
    args = parser.parse_args(argv)
    return PackCommand("test", tuple(args.files), args.output_format)


def _test(command: PackCommand) -> int:
    from linter.output import rule_test_report as output

    results, untested = run_pack_tests(command.files, load_noted(command.files))
    form = output.json if command.form == "json" else output.text
    sys.stdout.write(form(results, untested))
    return FOUND if untested or not all(result.passed for result in results) else CLEAN


def _read_schema(parser: Parser, argv: Sequence[str]) -> PackCommand:
    parser.options.add_argument(
        "--config", action="store_true", help="输出配置文件 .nianbao.yaml 的，而不是规则文件的"
    )
    return PackCommand("schema", form="config" if parser.parse_args(argv).config else "pack")


def _schema(command: PackCommand) -> int:
    import json

    made = config_schema() if command.form == "config" else pack_schema()
    sys.stdout.write(json.dumps(made, ensure_ascii=False, indent=2) + "\n")
    return CLEAN


def _read_docs(parser: Parser, argv: Sequence[str]) -> PackCommand:
    parser.operands.add_argument("folder", metavar="FOLDER", help="写到哪个文件夹，如 docs/rules")
    rules_option(parser)
    args = parser.parse_args(argv)
    return PackCommand("docs", tuple(args.rules), folder=args.folder)


def _docs(command: PackCommand) -> int:
    from linter.app.write_guard import PACK, Reading, WriteGuard
    from linter.output.rule_docs import is_page, pages

    made = pages(load_noted(command.files).rules)
    guard = WriteGuard(Reading(str(pack), PACK) for pack in command.files)
    for target in (os.path.join(command.folder, name) for name in made):
        if (why := guard.refusal("rules docs", target)) is not None:
            raise CommandError(why)
        if os.path.isfile(target) and not is_page(target):
            raise CommandError(f"rules docs：{target} 不是由它写出的说明，不能覆盖；请换一个文件夹")
    os.makedirs(command.folder, exist_ok=True)
    for name, text in made.items():
        with sink(os.path.join(command.folder, name)) as file:
            file.write(text)
    return CLEAN


class _Entry(NamedTuple):
    description: str
    read: Callable[[Parser, Sequence[str]], PackCommand]
    run: Callable[[PackCommand], int]


WORDS: Mapping[str, _Entry] = {
    "test": _Entry("运行写在规则里的测试", _read_test, _test),
    "schema": _Entry("输出规则文件或配置文件的 JSON Schema，供编辑器使用", _read_schema, _schema),
    "docs": _Entry("把每条规则写成一页说明", _read_docs, _docs),
}
"""What may follow `nianbao rules`."""
