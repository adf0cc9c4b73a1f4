"""Completion for zsh: works from a folder of $fpath as `_nianbao`, and when it is evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linter.cli.completion.command_tree import Command, Kind, Option, Value

_SCRIPT = """\
#compdef nianbao
# zsh completion for nianbao
_nianbao_codes() {{
    local -a codes=({codes})
    _describe -t codes 规则 codes
}}
{functions}
if [[ ${{funcstack[1]}} == _nianbao ]]; then
    _nianbao "$@"
else
    (( $+functions[compdef] )) || {{ autoload -Uz compinit && compinit }}
    compdef _nianbao nianbao
fi
"""
_FUNCTION = """\
{name}() {{
{body}    _arguments -s -S {specs}
}}"""
_SUBCOMMANDS = """\
    local -a commands=({described})
    if (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then
        _describe -t commands 命令 commands
        return
    elif (( CURRENT > 2 && $+functions[{name}_$words[2]] )); then
        shift words
        (( CURRENT-- ))
        {name}_$words[1]
        return
    fi
"""


def script(commands: Sequence[Command], codes: Sequence[tuple[str, str]]) -> str:
    """The script."""
    described = " ".join(_quoted(f"{code}:{name}") for code, name in codes)
    return _SCRIPT.format(codes=described, functions="\n".join(map(_function, commands)))


def _function(command: Command) -> str:
    """Completes what stands behind the words of a command, the last of which is the first of `words`."""
    name = "_".join(("_nianbao", *command.path))
    described = " ".join(_quoted(f"{word}:{_plain(said)}") for word, said in command.subcommands)
    body = _SUBCOMMANDS.format(name=name, described=described) if described else ""
    return _FUNCTION.format(name=name, body=body, specs=" ".join(_specs(command)))


def _specs(command: Command) -> Iterator[str]:
    for option in command.options:
        yield from _option(option)
    if command.operand.kind is not Kind.NOTHING:
        yield _quoted(f"{'*' if command.many else '1'}:{_action(command.operand)}")


def _option(option: Option) -> Iterator[str]:
    """A spec for each name; any of them may be given again, as many options may."""
    for name in option.names:
        takes = option.value.kind is not Kind.NOTHING
        value = f":{_action(option.value)}" if takes else ""
        equals = "=" if takes and name.startswith("--") else ""
        yield _quoted(f"*{name}{equals}[{_plain(option.help)}]{value}")


def _action(value: Value) -> str:
    """Message and action of a spec."""
    if value.kind is Kind.WORDS:
        return f" :({' '.join(value.words)})"
    actions = {Kind.CODES: "_nianbao_codes", Kind.FILES: "_files", Kind.FOLDERS: "_files -/"}
    return f" :{actions.get(value.kind, ' ')}"


def _plain(text: str) -> str:
    return re.sub(r"([\\\[\]:])", r"\\\1", text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
