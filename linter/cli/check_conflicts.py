"""Options of `nianbao check` that exclude one another."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from linter.cli.argparse_zh import Parser
from linter.cli.options import Input
from linter.cli.outputs import Output
from linter.cli.paths import STDIN
from linter.cli.writers import can_count

_WATCHABLE = ("text", "concise")  # formats that make sense one run after another


def refuse_conflicts(parser: Parser, args: argparse.Namespace, outputs: Sequence[Output]) -> None:
    """End the process where options exclude one another."""
    _refuse_output_conflicts(parser, args, outputs)
    _refuse_annotate_conflicts(parser, args)


def _refuse_output_conflicts(parser: Parser, args: argparse.Namespace, outputs: Sequence[Output]) -> None:
    if args.previous == STDIN:
        parser.error(f"--previous 应是文件或文件夹，不能是 {STDIN}")
    if args.write_baseline is not None and (args.baseline is not None or args.fix or args.diff):
        other = "--baseline" if args.baseline is not None else "--fix" if args.fix else "--diff"
        parser.error(f"{other} 不能与 --write-baseline 一起使用")
    if args.unsafe_fixes and not (args.fix or args.diff):
        parser.error("--unsafe-fixes 要与 --fix 或 --diff 一起使用")
    if args.track_changes and (args.diff or not args.fix):
        parser.error(
            "--track-changes 要与 --fix 一起使用" + ("，不能与 --diff 一起使用" if args.diff else "")
        )
    if args.track_changes and STDIN in args.paths and args.annotate is None:
        parser.error(f"--track-changes 不能用于 {STDIN}（标准输入）")
    if args.diff and (args.statistics or len(outputs) > 1 or outputs[0].form != "text"):
        parser.error("--diff 输出的是改动对照，不能与 --statistics 或 --output-format 一起使用")
    for each in outputs:
        if args.statistics and not can_count(each.form):
            parser.error(f"--statistics 不能与 --output-format {each.form} 一起使用")
    if args.fix and not args.diff and STDIN in args.paths and set(args.paths) != {STDIN}:
        parser.error(f"--fix 把标准输入修复后写到标准输出，{STDIN} 不能与别的文件一起给出")


def _refuse_annotate_conflicts(parser: Parser, args: argparse.Namespace) -> None:
    if args.annotate is None:
        return
    if args.diff:
        parser.error("--annotate 不能与 --diff 一起使用")
    if args.fix and not args.track_changes:
        parser.error(
            "--annotate 不能与 --fix 一起使用，请先修复，再批注；或者再加 --track-changes，修复写成修订"
        )
    if args.write_baseline is not None:
        parser.error("--annotate 不能与 --write-baseline 一起使用")
    if args.paths.count(STDIN) and len(set(args.paths)) > 1:
        parser.error(f"用 --annotate 时，{STDIN} 不能与别的文件一起给出")


def watch_conflict(args: argparse.Namespace, given: Input) -> str | None:
    """Why a command cannot be watched, for the user; None when it can."""
    refused = {
        f"{STDIN}（标准输入）": STDIN in given.paths,
        "--fix": args.fix,
        "--diff": args.diff,
        "--write-baseline": args.write_baseline is not None,
        "--annotate": args.annotate is not None,
        "--output-file": any(each.file is not None for each in given.outputs),
        f"--output-format {given.form}": given.form not in _WATCHABLE,
    }
    return next((f"--watch 不能与 {word} 一起使用" for word, asked in refused.items() if asked), None)
