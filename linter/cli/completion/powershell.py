"""The completion script for PowerShell, from 5.1 (Windows) on.

It is our own, for the words stand in it as JSON in ASCII: Windows PowerShell reads a program's output in
the system's code page, which garbles the Chinese that shtab writes into its script.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from linter.cli.completion.command_tree import Command, Kind, Option

_SCRIPT = """\
# PowerShell completion for nianbao
Register-ArgumentCompleter -Native -CommandName @('nianbao', 'nianbao.exe') -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $commands = ConvertFrom-Json '{commands}'
    $codes = ConvertFrom-Json '{codes}'
    $typed = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    $command = $commands | Where-Object {
        $path = @($_.path)
        ($path -join ' ') -eq (@($typed | Select-Object -First $path.Count) -join ' ')
    } | Sort-Object { @($_.path).Count } | Select-Object -Last 1
    $previous = if ($typed.Count) { $typed[-1] } else { '' }
    $option = $command.options | Where-Object { $_.value -and (@($_.names) -contains $previous) }
    $proposed = if ($option) {
        if ($option.value -eq 'codes') { $codes } else { $option.words }
    } else {
        if ($typed.Count -eq @($command.path).Count) { $command.subcommands }
        $command.options | ForEach-Object { $_.entries }
        if ($command.operand -eq 'codes') { $codes } else { $command.words }
    }
    $proposed | Where-Object { $_ -and $_.text -like "$wordToComplete*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_.text, $_.text, 'ParameterValue', $_.says)
    }
}
"""

_Entry = dict[str, str]


def script(commands: Sequence[Command], codes: Sequence[tuple[str, str]]) -> str:
    """The script. Files are not proposed: PowerShell does so itself where a script has nothing to say."""
    said = _SCRIPT.replace("{commands}", _embedded([_command(each) for each in commands]))
    return said.replace("{codes}", _embedded([_entry(*each) for each in codes]))


def _command(command: Command) -> dict[str, object]:
    return {
        "path": command.path,
        "subcommands": [_entry(*each) for each in command.subcommands],
        "options": [_option(each) for each in command.options],
        "operand": command.operand.kind.value,
        "words": [_entry(word) for word in command.operand.words],
    }


def _option(option: Option) -> dict[str, object]:
    kind = option.value.kind
    return {
        "names": option.names,
        "entries": [_entry(name, option.help) for name in option.names],
        "value": "" if kind is Kind.NOTHING else kind.value,
        "words": [_entry(word) for word in option.value.words],
    }


def _entry(text: str, says: str = "") -> _Entry:
    return {"text": text, "says": says or text}  # PowerShell wants a tool tip that is not empty


def _embedded(value: object) -> str:
    """JSON in ASCII, fit to stand between single quotes."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("'", "''")
