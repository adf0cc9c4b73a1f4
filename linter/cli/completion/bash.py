"""Completion for bash, from 3.2 (macOS) on and without the package bash-completion."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from linter.cli.completion.command_tree import Command, Kind, Value

# Where nothing is proposed readline completes file names itself (-o default), and quotes them rightly.
_SCRIPT = """\
# bash completion for nianbao
_nianbao() {{
    local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}" path="${{COMP_WORDS[1]}}"
    COMPREPLY=()
    if [ "$cur" = "=" ]; then
        cur=
    elif [ "$prev" = "=" ]; then
        prev="${{COMP_WORDS[COMP_CWORD-2]}}"
    fi
    [ "$COMP_CWORD" -gt 1 ] || path=
    if [ "$COMP_CWORD" -gt 2 ]; then
        case "$path ${{COMP_WORDS[2]}}" in
            {nested}) path="$path ${{COMP_WORDS[2]}}" ;;
        esac
    fi
    case "$path $prev" in
{values}
    esac
    case "$path" in
{commands}
    esac
}}
_nianbao_words() {{
    COMPREPLY=($(compgen -W "$1" -- "$2"))
    if [ -n "$3" ] && [ "${{2#-}}" = "$2" ]; then return 0; fi
    type compopt >/dev/null 2>&1 && compopt +o default
    return 0
}}
_nianbao_codes={codes}
complete -o default -F _nianbao nianbao
"""


def script(commands: Sequence[Command], codes: Sequence[tuple[str, str]]) -> str:
    """The script. Codes are proposed without the names of their rules: bash has no place for them."""
    nested = "|".join(_quoted(each.path) for each in commands if len(each.path) > 1)
    return _SCRIPT.format(
        nested=nested,
        values="\n".join(line for each in commands for line in _values(each)),
        commands="\n".join(_command(each) for each in commands),
        codes=shlex.quote(" ".join(code for code, _ in codes)),
    )


def _quoted(path: tuple[str, ...]) -> str:
    return f'"{" ".join(path)}"'


def _values(command: Command) -> Iterator[str]:
    """What to do behind each option that takes a value."""
    for option in command.options:
        if option.value.kind is not Kind.NOTHING:
            names = "|".join(_quoted((" ".join(command.path), name)) for name in option.names)
            yield f"        {names}) {_propose(option.value)}; return ;;"


def _propose(value: Value) -> str:
    if value.kind is Kind.FILES or value.kind is Kind.FOLDERS:
        return ":"
    return f'_nianbao_words {_words(value)} "$cur" ""'


def _words(value: Value) -> str:
    return '"$_nianbao_codes"' if value.kind is Kind.CODES else shlex.quote(" ".join(value.words))


def _command(command: Command) -> str:
    """What may stand where no value of an option does."""
    options = [name for option in command.options for name in option.names]
    words = " ".join((*(word for word, _ in command.subcommands), *options, *command.operand.words))
    if command.operand.kind is Kind.CODES:
        words += " $_nianbao_codes"
    files = "files" if command.operand.kind in (Kind.FILES, Kind.FOLDERS) else ""
    return f'        {_quoted(command.path)}) _nianbao_words "{words}" "$cur" "{files}" ;;'
