"""How many files an addition touches: each is made to a copy of the program, which is then run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Insertion(NamedTuple):
    """Lines that go in front of a line of a file that there is."""

    line: str
    text: str


Files = Mapping[str, str | tuple[Insertion, ...]]
"""What is added: whole files, and what is inserted into others."""


KIND: Files = {
    "linter/checks/text/long_sentences.py": '''\
"""Sentences of more characters than anybody reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from linter.checks.base import Context, Finding, ReportCheck
from linter.strict_yaml.annotations import Doc


class LongSentence(ReportCheck, frozen=True):
    """A sentence of more than `longest` characters."""

    summary: ClassVar[str] = "过长的句子"

    longest: Annotated[int, Doc("一句话最多多少字")]

    placeholders: ClassVar[frozenset[str]] = frozenset({"length"})

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each."""
        for passage in context.passages:
            for sentence in passage.sentences:
                length = sentence.end - sentence.start
                if length > self.longest:
                    yield Finding(passage.span(sentence.start, sentence.end), {"length": str(length)})
''',
    "linter/checks/registry.py": (
        Insertion(
            "from linter.checks.text.page_residue import PageResidue",
            "from linter.checks.text.long_sentences import LongSentence",
        ),
        Insertion('    "text-length": TextLength,', '    "long-sentence": LongSentence,'),
    ),
    "rules/text.yaml": (
        Insertion(
            "  - code: G801",
            "  - {code: G890, name: long-sentence, severity: info, check: long-sentence, longest: 20,\n"
            '     message: "这句话有{{length}}字"}',
        ),
    ),
}
READER: Files = {
    "linter/documents/quoted.py": '''\
"""Text with a mark of quotation in front of each line."""

from __future__ import annotations

from linter.documents.base import Document
from linter.documents.text import open_text


def open_quoted(data: bytes, name: str) -> Document:
    """The text without the marks."""
    return open_text(data.replace(b"\\n> ", b"\\n").removeprefix(b"> "), name)
''',
    "linter/documents/formats.py": (
        Insertion(
            "def _open_html(data: bytes, name: str) -> Document:",
            "def _open_quoted(data: bytes, name: str) -> Document:\n"
            "    from linter.documents.quoted import open_quoted\n\n"
            "    return open_quoted(data, name)\n\n",
        ),
        Insertion(
            '        Format(suffixes=(".md",), open=_open_markdown, content=Content.PLAIN, can_edit=True),',
            '        Format(suffixes=(".quoted",), open=_open_quoted, content=Content.PLAIN),',
        ),
    ),
}
OUTPUT: Files = {
    "linter/output/codes.py": '''\
"""Codes of findings with their rows, one a line."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Diagnostic
from linter.output.style import Paint
from linter.output.totals import Totals
from linter.text.source import Source


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The codes of one file."""
    return "".join(f"{each.code} {source.row(each.span.start)}\\n" for each in diagnostics)


def closing(totals: Totals, paint: Paint) -> str:
    """Empty."""
    return ""
''',
    "linter/output/formats.py": (
        Insertion(
            '    "github": replace(_lazy_format("github"), missed=lazy_function("github", "missed")),',
            '    "codes": _lazy_format("codes"),',
        ),
    ),
}
COMMAND: Files = {
    "linter/cli/formats.py": '''\
"""`nianbao formats`: the formats of reports that the rules know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from linter.app.rules import load
from linter.cli.argparse_zh import Parser


def read(parser: Parser, argv: Sequence[str], _: object = None) -> partial[int]:
    """The command; ends the process when it is no valid one."""
    parser.parse_args(argv)
    return partial(run)


def run() -> int:
    """One line for each format, oldest first."""
    for generation in load().lexicon.generations:
        print(generation.key, generation.source)
    return 0
''',
    "linter/cli/commands.py": (
        Insertion("from linter.cli.argparse_zh import Parser, one_of", "from linter.cli import formats"),
        Insertion(
            '    "lsp": _Entry("在编辑器里检查：语言服务器（LSP），由编辑器启动", _lsp),',
            '    "formats": _Entry("列出年报格式", formats.read),',
        ),
    ),
}
GENERATION: Files = {
    "rules/formats/2040.yaml": 'pack: "2040"\nextends: "2021"\n'
    'generation: {key: "2040", since: 2040, source: 国办公开办函〔2040〕7号}\n',
}


def test_an_addition_touches_few_files() -> None:
    # Beside these stands a test: of the kind, whose fourth file it is, and of the reader, whose third.
    assert [len(files) for files in (KIND, READER, OUTPUT, COMMAND, GENERATION)] == [3, 2, 2, 2, 1]


def add(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        if isinstance(content, str):
            assert not path.exists()
            path.write_text(content, encoding="utf-8")
            continue
        for insertion in content:
            text = path.read_text(encoding="utf-8")
            assert text.count(f"{insertion.line}\n") == 1, name
            path.write_text(
                text.replace(insertion.line, f"{insertion.text}\n{insertion.line}"), encoding="utf-8"
            )


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the program to which all is added."""
    folder = tmp_path_factory.mktemp("program")
    for name in ("linter", "rules", "grammar"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for files in (KIND, READER, OUTPUT, COMMAND, GENERATION):
        add(folder, files)
    return folder


def run(folder: Path, *words: str) -> str:
    """What the program in a folder says."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["NIANBAO_CACHE_DIR"] = str(folder / "cache")
    done = subprocess.run(
        [sys.executable, "-m", "linter", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not done.stderr
    return done.stdout


def test_a_kind_a_reader_and_an_output_format_work_once_they_are_added(program: Path) -> None:
    report = (
        "> 云岭市临江区民政局2023年政府信息公开工作年度报告\n"
        "> 一、总体情况\n"
        "> 全年通过门户网站和政务新媒体主动公开各类政府信息，并且按照要求及时更新了公开指南。\n"
    )
    (program / "a.quoted").write_text(report, encoding="utf-8")
    codes = run(program, "check", "a.quoted", "--no-config", "--output-format", "codes", "--select", "G890")
    assert codes == "G890 3\n"


def test_a_command_and_a_generation_work_once_they_are_added(program: Path) -> None:
    lines = run(program, "formats").splitlines()
    assert lines[-1] == "2040 国办公开办函〔2040〕7号"
    assert len(lines) == 4
