"""The completion scripts, asked by the real shells where they are installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from linter.cli import main, options
from linter.cli.argparse_zh import Parser
from linter.cli.commands import command_tree as commands
from linter.cli.completion import SHELLS
from linter.cli.completion.command_tree import Kind
from linter.output.formats import FORMATS
from linter.rulebook import Rulebook

Captured = pytest.CaptureFixture[str]
Ask = Callable[[str], set[str]]


def _script(shell: str, folder: Path) -> Path:
    path = folder / f"nianbao.{shell}"
    path.write_text(SHELLS[shell](commands(), [("N501", "request-balance"), ("T404", "blank's")]), "utf-8")
    return path


def _program(shell: str) -> str:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    return program


def _run(command: Sequence[str], folder: Path, given: str = "") -> str:
    done = subprocess.run(
        command, cwd=folder, input=given, capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def _bash(folder: Path) -> Ask:
    program, script = _program("bash"), _script("bash", folder)

    def ask(line: str) -> set[str]:
        words = re.split(r" |(=)", line)
        typed = " ".join(f"'{word}'" for word in words if word is not None)
        lines = [
            f"source '{script}'",
            f"COMP_WORDS=({typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))",
            "_shtab_nianbao 2>/dev/null",
            'printf "%s\\n" "${COMPREPLY[@]}"',
        ]
        return set(_run([program, "--norc", "-c", "\n".join(lines)], folder).split())

    return ask


def _fish(folder: Path) -> Ask:
    program, script = _program("fish"), _script("fish", folder)

    def ask(line: str) -> set[str]:
        said = _run([program, "-N", "-c", f"source '{script}'; complete -C '{line}'"], folder)
        return {each.partition("\t")[0].rpartition("=")[2] for each in said.splitlines()}

    return ask


# What is proposed is taken where zsh is told of it: how its editor shows it depends on its speed.
_ZSH_SETUP = """\
autoload -Uz compinit
compinit -u -D
eval "$(cat '{script}')"
compadd() {{
    if [[ ${{@[1,(i)(-|--)]}} != *-(O|A|D)\\ * ]]; then
        local -a hits
        builtin compadd -A hits "$@"
        print -rl -- '' $hits
    fi
    builtin compadd "$@"
}}
_over() {{ print -r -- EN''D; exit }}
comppostfuncs=(_over)
bindkey '^I' complete-word
print REA''DY
"""
_ZSH = """\
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "source '{setup}'"
zpty -r z out '*READY*'
zpty -w -n z '{line}'$'\\t'
zpty -r z out '*END*'
print -r -- "$out"
zpty -d z
"""


def _zsh(folder: Path) -> Ask:
    program, script = _program("zsh"), _script("zsh", folder)
    setup = folder / "setup.zsh"
    setup.write_text(_ZSH_SETUP.format(script=script), "utf-8")

    def ask(line: str) -> set[str]:
        said = _run([program, "-f", "-c", _ZSH.format(setup=setup, line=line)], folder)
        return {each.strip("\r") for each in said.split("\n")}

    return ask


ASKING = {"bash": _bash, "fish": _fish, "zsh": _zsh}


@pytest.mark.parametrize("shell", ASKING)
def test_what_a_shell_proposes(shell: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "report.txt").touch()
    ask = ASKING[shell](tmp_path)
    for line, wanted in {
        "nianbao ch": {"check"},
        "nianbao c": {"check", "completion"},
        "nianbao check --output-": {"--output-format", "--output-file"},
        "nianbao check --output-format ": set(FORMATS),
        "nianbao check --fail-on w": {"warning"},
        "nianbao check a.txt --sel": {"--select"},
        "nianbao check --select N": {"N501"},
        "nianbao explain T": {"T404"},
        "nianbao rules ": {"test", "schema", "docs"},
        "nianbao rules --output-format ": {"text", "json"},
        "nianbao rules test --output-format j": {"json"},
        "nianbao completion po": {"powershell"},
    }.items():
        proposed = ask(line)
        assert wanted <= proposed, line
        assert not {"--stdio", "lsp"} & proposed, line


@pytest.mark.parametrize("shell", ["fish", "zsh"])
def test_files_are_proposed_where_they_belong(shell: str, tmp_path: Path) -> None:
    (tmp_path / "report.txt").touch()
    ask = ASKING[shell](tmp_path)
    assert "report.txt" in ask("nianbao check rep")
    assert "report.txt" in ask("nianbao check --baseline rep")
    assert "report.txt" not in ask("nianbao explain rep")
    assert "report.txt" not in ask("nianbao check --fail-on rep")


def test_bash_leaves_files_to_readline(tmp_path: Path) -> None:
    program, script = _program("bash"), _script("bash", tmp_path)
    (tmp_path / "报 告.txt").touch()
    pytest.importorskip("pty")
    typed = f"source '{script}'; PS1='> '; bind 'set show-all-if-ambiguous on'\nnianbao check 报\t\nexit\n"
    driver = (
        "import os, pty, sys\n"
        "pid, fd = pty.fork()\n"
        f"if not pid: os.execv({program!r}, ['bash', '--norc', '--noprofile', '-i'])\n"
        f"os.write(fd, {typed!r}.encode())\n"
        "try:\n"
        "    while data := os.read(fd, 4096): os.write(1, data)\n"
        "except OSError: pass\n"
    )
    import sys

    assert "报\\ 告.txt" in _run([sys.executable, "-c", driver], tmp_path)


def test_powershell_gets_everything_as_json_in_ascii(tmp_path: Path) -> None:
    text = _script("powershell", tmp_path).read_text("utf-8")
    assert text.isascii()
    embedded = [part.replace("''", "'") for part in re.findall(r"ConvertFrom-Json '((?:[^']|'')*)'", text)]
    said, codes = map(json.loads, embedded)
    assert [tuple(each["path"]) for each in said] == [each.path for each in commands()]
    assert codes[1] == {"text": "T404", "says": "blank's"}
    for each, command in zip(said, commands(), strict=True):
        names = [entry["text"] for option in each["options"] for entry in option["entries"]]
        assert names == [name for option in command.options for name in option.names]
    code = re.sub(r"'(?:[^']|'')*'|\"[^\"]*\"", "", text)
    for opened, closed in ("{}", "()", "[]"):
        assert code.count(opened) == code.count(closed)


def test_a_new_option_is_proposed_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    fill = options.input_options

    def more(parser: Parser, *rest: object, **named: object) -> None:
        fill(parser, *rest, **named)  # type: ignore[arg-type]
        parser.options.add_argument("--brand-new", metavar="FOLDER", help="新")

    monkeypatch.setattr("linter.cli.check_options.input_options", more)
    for make in SHELLS.values():
        assert "brand-new" in make(commands(), [])
    [new] = [each for command in commands() for each in command.options if "--brand-new" in each.names]
    assert new.value.kind is Kind.FOLDERS


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_the_script(shell: str, capsys: Captured, book: Rulebook) -> None:
    assert main(["completion", shell]) == 0
    printed = capsys.readouterr().out
    assert all(rule.code in printed for rule in book.rules)


def test_another_shell_is_refused(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["completion", "fsh"])
    assert stop.value.code == 2
    assert "是不是想写“fish”？" in capsys.readouterr().err
