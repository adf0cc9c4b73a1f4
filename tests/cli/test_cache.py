"""`nianbao cache` says where the cache is and how large; `cache clear` removes it and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from linter.app.result_cache.store import open_store
from linter.cli import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with one result, a rulebook and patterns."""
    folder = tmp_path / "缓存 夹?"
    monkeypatch.setenv("NIANBAO_CACHE_DIR", str(folder))
    store = open_store()
    assert store is not None
    store.put(b"k", b"value")
    store.close()
    (folder / ("0" * 31 + "a.book")).write_bytes(bytes(3 * 1024 * 1024))
    (folder / "patterns-cpython-311").write_bytes(bytes(10))
    return folder


def test_it_says_where_and_how_much(folder: Path, capsys: Captured) -> None:
    assert main(["cache"]) == 0
    size = sum(file.stat().st_size for file in folder.glob("results*"))
    assert capsys.readouterr().out == (
        f"缓存文件夹：{folder}\n"
        f"检查和提取的结果：{size / 1024:.0f} KB（1 项）\n"
        "编译好的规则：3.0 MB\n"
        "清除：nianbao cache clear\n"
    )


def test_clearing_removes_it(folder: Path, capsys: Captured) -> None:
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out == f"已清除缓存（3.0 MB）：{folder}\n"
    assert not folder.exists()
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out == f"已清除缓存（0 字节）：{folder}\n"


def test_clearing_leaves_what_others_have_put_there(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "report.txt"
    other.write_text("年报", encoding="utf-8")
    (folder / "report.docx").write_bytes(b"PK")
    (folder / "patterns-link").symlink_to(other)
    (folder / ("1" * 32 + ".book")).mkdir()
    assert main(["cache", "clear"]) == 0
    assert {file.name for file in folder.iterdir()} == {"report.docx", "patterns-link", "1" * 32 + ".book"}
    assert other.exists()


def test_a_cache_that_is_off_or_not_there_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    shutil.rmtree(folder)
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    assert main(["cache"]) == 0
    out = capsys.readouterr().out
    assert "（环境变量 NIANBAO_NO_CACHE 已将它关闭）" in out
    assert "检查和提取的结果：0 字节（0 项）" in out


def test_a_store_that_is_damaged_has_its_size(folder: Path, capsys: Captured) -> None:
    (folder / "results.sqlite").write_bytes(b"no database" * 100)
    assert main(["cache"]) == 0
    assert "检查和提取的结果：1 KB\n" in capsys.readouterr().out


def test_another_word_is_refused(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["cache", "clean"])
    assert "clear" in capsys.readouterr().err
