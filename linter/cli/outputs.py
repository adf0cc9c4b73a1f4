"""Several documents out of one run: `--output-format` and `--output-file` given again and again."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from linter.cli.argparse_zh import Parser, one_of
from linter.output.formats import SUFFIXES

FILE_HELP = "把结果写入文件，不写到标准输出；没有写明格式的，看文件名的后缀"

_DOCUMENTS = frozenset(
    (
        ".docx",
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
        ".pdf",
        ".ofd",
        ".xlsx",
        ".xls",
        ".et",
        ".ods",
        ".csv",
    )
)
"""Suffixes that say what a file is, so that nothing else should be put into it unasked."""


class Output(Struct, frozen=True):
    """A document to write: in which format, and to which file (None: standard output)."""

    form: str
    file: str | None = None


class _Next(argparse.Action):
    """Notes an option and its value behind those before it: their order says which file belongs to which
    format."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option: object = None,
    ) -> None:
        namespace.outputs = (*namespace.outputs, (self.dest, values))


def output_options(parser: Parser, forms: Iterable[str], default: str) -> None:
    """The options; what they say is read by `read_outputs`."""
    others = "、".join(f"{form}（默认）" if form == default else form for form in forms)
    parser.set_defaults(outputs=())
    parser.options.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=one_of(forms),
        action=_Next,
        default=argparse.SUPPRESS,
        help=f"输出格式：{others}；可以多次给出，每一种后面用 --output-file 写明文件",
    )
    parser.options.add_argument(
        "--output-file",
        metavar="FILE",
        action=_Next,
        default=argparse.SUPPRESS,
        help=FILE_HELP,
    )


def form_of(parser: Parser, file: str | None, suffixes: Mapping[str, str]) -> str | None:
    """The format that the name of an output file chooses; None where it chooses none. Ends the process for
    a name that stands for a kind of file that there is no format for."""
    if file is None:
        return None
    name = os.path.basename(file).lower()
    found = max((each for each in suffixes if name.endswith(each)), key=len, default=None)
    if found is not None:
        return suffixes[found]
    suffix = os.path.splitext(name)[1]
    if suffix in _DOCUMENTS:
        known = "、".join(suffixes)
        parser.error(
            f"--output-file {file}：没有 {suffix} 这种结果；请改用 {known}，或用 --output-format 写明格式"
        )
    return None


def read_outputs(parser: Parser, said: Sequence[tuple[str, str]], default: str) -> tuple[Output, ...]:
    """The documents that the options ask for, at least one; ends the process where they contradict one
    another."""
    forms = [value for kind, value in said if kind == "output_format"]
    files = [value for kind, value in said if kind == "output_file"]
    if len(forms) <= 1 and len(files) <= 1:
        file = files[0] if files else None
        form = forms[0] if forms else form_of(parser, file, SUFFIXES) or default
        return (Output(form, file),)
    outputs: list[Output] = []
    for kind, value in said:
        if kind == "output_format":
            outputs.append(Output(value))
        elif outputs and outputs[-1].file is None:
            outputs[-1] = Output(outputs[-1].form, value)
        elif (chosen := form_of(parser, value, SUFFIXES)) is not None:
            outputs.append(Output(chosen, value))
        else:
            parser.error(f"--output-file {value} 前面要有它自己的 --output-format")
    if sum(each.file is None for each in outputs) > 1:
        parser.error("只有一种输出格式可以写到标准输出，其余的要在后面用 --output-file 写明文件")
    if len({os.path.realpath(file) for file in files}) < len(files):
        parser.error("几种输出格式不能写入同一个文件")
    return tuple(outputs)
