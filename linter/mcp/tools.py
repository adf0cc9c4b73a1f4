"""The tools that a client may call: check, fix, extract, explain and new.

What a tool cannot do is a ToolFailure with a Chinese sentence; nothing is written over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass

from linter import api
from linter.app.choices import ChoiceError, suggestion
from linter.app.error_words import reason
from linter.app.new import NewReportError, last_report, new_report, write_new
from linter.atomic_write import replace
from linter.mcp.folders import Folders, OutsideError
from linter.output import extract_json
from linter.output.new_report import WRITERS
from linter.output.rule_page import page


class ToolFailure(Exception):
    """A call that cannot be carried out; str() says why, in Chinese."""


@dataclass(frozen=True)
class FixReport:
    """The new file, what was fixed in it, what is still found, and what was not fixed and why."""

    output: str
    fixed: tuple[api.Finding, ...]
    remaining: tuple[api.Finding, ...]
    refused: tuple[str, ...]


class Tools:
    """The tools over some folders, by some rules."""

    def __init__(self, folders: Folders, rules: api.Rulebook) -> None:
        self._folders = folders
        self._rules = rules

    def check(
        self, path: str, select: Sequence[str] = (), ignore: Sequence[str] = (), year: int | None = None
    ) -> api.CheckResult:
        """What is wrong with a report. Raises ToolFailure, as all tools do."""
        source = self._existing(path)
        try:
            return api.check(source, name=path, rules=self._rules, select=select, ignore=ignore, year=year)
        except ChoiceError as error:
            raise ToolFailure(str(error)) from None
        except (api.ReadError, OSError) as error:
            raise self._failure(path, error) from None

    def fix(self, path: str, output: str, unsafe: bool = False) -> FixReport:
        """Write a fixed copy of a report to a new file of the same format."""
        source, target = self._existing(path), self._free(output)
        if os.path.splitext(source)[1].lower() != os.path.splitext(target)[1].lower():
            raise ToolFailure(f"output 的扩展名应与 {path} 相同")
        try:
            fixed = api.fix(source, name=path, rules=self._rules, unsafe=unsafe)
        except (api.ReadError, OSError) as error:
            raise self._failure(path, error) from None
        try:
            replace(target, fixed.data)
        except OSError as error:
            raise self._failure(output, error) from None
        refused = tuple(f"{finding.place} {finding.code}：{why}" for finding, why in fixed.refused)
        return FixReport(output, fixed.fixed, fixed.remaining.findings, refused)

    def extract(self, path: str) -> str:
        """What a report says, as JSON: title, sections, citations, periods and figures."""
        try:
            records = api.extract(self._existing(path), name=path, rules=self._rules)
        except (api.ReadError, OSError) as error:
            raise self._failure(path, error) from None
        return json.dumps(json.loads(f"[{extract_json.part(records)}]"), ensure_ascii=False)

    def explain(self, code: str) -> str:
        """The page of a rule."""
        rule = self._rules.by_code.get(code.strip().upper())
        if rule is None:
            raise ToolFailure(f"没有代码为 {code} 的规则{suggestion(code, self._rules.rules)}")
        return page(rule)

    def new(self, output: str, year: int, body: str | None = None, previous: str | None = None) -> str:
        """Write a report to start from to a new file."""
        target = self._free(output)
        if os.path.splitext(target)[1].lower() not in WRITERS:
            raise ToolFailure(f"output 应以 {'、'.join(WRITERS)} 结尾")
        try:
            before = last_report(self._existing(previous), self._rules, year) if previous else None
            name = body or (before.issuer if before is not None else None)
            if not name:
                raise ToolFailure("请写明机关名称 body")
            report = new_report(self._rules, name, year, before)
            write_new(target, report)
        except NewReportError as error:
            raise ToolFailure(str(error)) from None
        except OSError as error:
            raise self._failure(output, error) from None
        return f"已写出 {output}：{report.title}；（请……）和空着的格子要填写"

    def _existing(self, path: str) -> str:
        real = self._path(path)
        if not os.path.isfile(real):
            raise ToolFailure(f"没有这个文件：{path}")
        return real

    def _free(self, path: str) -> str:
        real = self._path(path)
        if os.path.lexists(real):
            raise ToolFailure(f"已有 {path}，不覆盖；请换一个文件名")
        if not os.path.isdir(os.path.dirname(real)):
            raise ToolFailure(f"{path}：没有它所在的文件夹")
        return real

    def _path(self, path: str) -> str:
        try:
            return self._folders.path(path)
        except OutsideError as error:
            raise ToolFailure(str(error)) from None

    def _failure(self, path: str, error: api.ReadError | OSError) -> ToolFailure:
        why = error.reason if isinstance(error, api.ReadError) else reason(error)
        return ToolFailure(f"{path}：{why}")
