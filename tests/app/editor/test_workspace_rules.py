"""Rule files that a config names: what they find, and that slow ones are ended and put out of use."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from linter.app.editor import analysis, check_process
from linter.app.editor.analysis import analyze
from linter.app.editor.check_process import CheckProcess, OverLimit
from linter.app.editor.fixes import EditError, all_safe_fixes
from linter.app.editor.settings_cache import SettingsCache
from linter.app.editor.workspace import analyze_file
from linter.rulebook import RuleError

TEXT = "云岭市水务局2023年政府信息公开工作年度报告\n一、总体情况\n依据国办函[2019]7号公开。\n"
PACK = """\
pack: 本市
rules:
  - code: Y901
    name: wording
    severity: warning
    message: 不要写“{{found}}”
    check: text-forbidden
    patterns: ['%s']
"""
SLOW = ".{0,30}.{0,30}.{0,20}公[^开]"


def _folder(folder: Path, pattern: str) -> str:
    (folder / ".nianbao.yaml").write_text("extends: [本市.yaml]\n", encoding="utf-8")
    (folder / "本市.yaml").write_text(PACK % pattern, encoding="utf-8")
    return str(folder / "报告.txt")


def test_they_find_what_they_find_elsewhere_too(tmp_path: Path) -> None:
    path = _folder(tmp_path, "公开。$")
    theirs = SettingsCache()
    in_process = analyze(TEXT, theirs.settings_for(path))
    named = SettingsCache((tmp_path / "本市.yaml",))
    here = analyze(TEXT, named.settings_for("/nowhere/报告.txt"))
    assert in_process.settings.workspace_rules is not None
    assert here.settings.workspace_rules is None
    codes = [found.code for found in in_process.diagnostics]
    assert {"Y901", "C203"} <= set(codes)
    assert [found.code for found in here.diagnostics] == codes
    assert in_process.reports == here.reports
    assert all_safe_fixes(in_process) == all_safe_fixes(here) != ()
    theirs.close()


def test_slow_ones_are_ended_and_out_of_use_until_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _folder(tmp_path, SLOW)
    cache = SettingsCache()
    before = cache.settings_for(path)
    fixable = analyze(TEXT, before)
    monkeypatch.setattr(check_process, "SECONDS", 1.0)
    long = TEXT + "公开" * 20_000 + "\n"
    start = time.monotonic()
    with pytest.raises(RuleError) as caught:
        analyze(long, before)
    assert time.monotonic() - start < 60
    assert caught.value.faults[0].file == str(tmp_path / "本市.yaml")
    after = cache.settings_for(path)
    assert after.faults == caught.value.faults
    assert "C203" in {found.code for found in analyze(long, after).diagnostics}
    with pytest.raises(EditError, match="改动以前不再用它"):
        all_safe_fixes(fixable)
    Path(path).write_text(TEXT, encoding="utf-8")
    assert analyze_file(path, cache, None).analysis is not None
    monkeypatch.undo()
    _folder(tmp_path, "年度公开")
    os.utime(tmp_path / "本市.yaml", ns=(1, 1))
    assert cache.settings_for(path).faults == ()
    cache.close()


def test_a_process_that_ends_or_grows_costs_one_result() -> None:
    process = CheckProcess()
    with pytest.raises(OverLimit):
        process.run(9, None, os._exit, 3)
    with pytest.raises(OverLimit):
        process.run(9, None, bytes, 1 << 40)
    with pytest.raises(ValueError, match="invalid literal"):
        process.run(9, None, int, "甲")
    assert process.run(9, None, int, "3") == 3
    process.close()


@pytest.mark.usefixtures("no_gc_callbacks")
def test_the_own_rules_have_a_time_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "SECONDS", 0.2)
    endless = analyze(TEXT * 30_000, SettingsCache().settings_for("/nowhere/报告.txt"))
    assert endless.failure is not None
    assert "没有检查完" in endless.failure


def test_a_check_of_an_older_text_gives_way(tmp_path: Path) -> None:
    path = _folder(tmp_path, "公开。$")
    cache = SettingsCache()
    settings = cache.settings_for(path)
    analyze(TEXT, settings)  # the process has its rules
    answers = iter([True])
    begin = time.monotonic()
    with pytest.raises(analysis.OutdatedError):
        analyze(TEXT * 200, settings, wanted=lambda: next(answers, False))
    stopped = time.monotonic() - begin
    assert "Y901" in {found.code for found in analyze(TEXT, settings).diagnostics}
    begin = time.monotonic()
    analyze(TEXT * 200, settings)
    assert stopped < time.monotonic() - begin
    cache.close()


def test_what_is_kept_of_a_text_does_not_outlive_a_change_of_rules(tmp_path: Path) -> None:
    path = _folder(tmp_path, "公开。$")
    cache = SettingsCache()
    assert "Y901" in {found.code for found in analyze(TEXT, cache.settings_for(path)).diagnostics}
    (tmp_path / "本市.yaml").write_text(PACK % "公布。$" + "# 改过\n", encoding="utf-8")
    assert "Y901" not in {found.code for found in analyze(TEXT, cache.settings_for(path)).diagnostics}
    cache.close()
