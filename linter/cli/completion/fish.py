"""Completion for fish, from 3.0 on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.cli.completion.command_tree import Command, Kind, Option, Value

_HEAD = """\
# fish completion for nianbao
function __nianbao_is -d 'Whether these words are the command that is being typed'
    set -l tokens (commandline -opc)
    set -l path "$tokens[2]"
    contains -- "$path $tokens[3]" {nested}; and set path "$path $tokens[3]"
    test "$path" = "$argv"
end
function __nianbao_codes
    printf '%s\\t%s\\n' {codes}
end
complete -c nianbao -e
complete -c nianbao -f
"""


def script(commands: Sequence[Command], codes: Sequence[tuple[str, str]]) -> str:
    """The script."""
    nested = " ".join(_quoted(" ".join(each.path)) for each in commands if len(each.path) > 1)
    proposed = " ".join(f"{_quoted(code)} {_quoted(name)}" for code, name in codes)
    head = _HEAD.replace("{nested}", nested).replace("{codes}", proposed)
    return head + "".join(f"complete -c nianbao {line}\n" for each in commands for line in _lines(each))


def _lines(command: Command) -> Iterator[str]:
    is_it = " ".join(("__nianbao_is", *command.path))
    here = f"-n {_quoted(is_it)}"
    for word, said in command.subcommands:  # they stand right behind their command
        first = _quoted(f"{is_it}; and test (count (commandline -opc)) -eq {len(command.path) + 1}")
        yield f"-n {first} -a {word} -d {_quoted(said)}"
    for option in command.options:
        yield f"{here} {_option(option)}"
    if command.operand.kind is not Kind.NOTHING:
        yield f"{here} {_value(command.operand)}"


def _option(option: Option) -> str:
    names = (f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    value = "" if option.value.kind is Kind.NOTHING else f" -r {_value(option.value)}"
    return f"{' '.join(names)}{value} -d {_quoted(option.help)}"


def _value(value: Value) -> str:
    if value.kind is Kind.FILES:
        return "-F"
    proposals = {
        Kind.WORDS: " ".join(value.words),
        Kind.CODES: "(__nianbao_codes)",
        Kind.FOLDERS: "(__fish_complete_directories (commandline -ct))",
    }
    return f"-f -a {_quoted(proposals[value.kind])}" if value.kind in proposals else "-f"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
