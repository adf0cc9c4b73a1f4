"""The hooks as they are published, run by the real pre-commit in repositories made for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from linter.documents import FORMATS

pytest.importorskip("pre_commit", reason="pre-commit is not installed; pip install -e '.[dev]' brings it")
if shutil.which("git") is None:
    pytest.skip("git is not installed", allow_module_level=True)

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
GOOD = (ROOT / "fixtures/02-clean-bureau-2024.txt").read_bytes()
BAD = (ROOT / "fixtures/07-sums-2020.md").read_bytes()
FIXABLE = GOOD.replace("〔".encode(), b"[").replace("〕".encode(), b"]")


class Repository:
    """A repository with the hooks, whose commands start this checkout's code in this interpreter."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))
        }
        person = {f"GIT_{role}_{key}": "a@b" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        self._environment = {
            **kept,
            **person,
            "HOME": str(home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "PIP_NO_COMPILE": "1",  # most of what is installed is never run
        }

    def begin(self) -> None:
        self.folder.mkdir()
        self.git("init", "-q", "-b", "main")
        self.configure([{"repo": "local", "hooks": [_local(hook) for hook in HOOKS]}])

    def configure(self, repositories: list[object]) -> None:
        config = yaml.safe_dump({"repos": repositories}, allow_unicode=True)
        self.write(".pre-commit-config.yaml", config.encode())
        self.git("add", "-A")

    def write(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def git(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self._run("git", *words, check=check)

    def hooks(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run(sys.executable, "-m", "pre_commit", *words, check=False)

    def commit(self, message: str = "一") -> subprocess.CompletedProcess[str]:
        self.git("add", "-A")
        return self.git("commit", "-qm", message, check=False)

    def _run(self, *command: str, check: bool) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert done.returncode == 0 or not check, done.stdout
        return done


def _local(hook: dict[str, object]) -> dict[str, object]:
    python = f'"{Path(sys.executable).as_posix()}" -m linter'
    entry = re.sub("^nianbao ", f"{python} ", str(hook["entry"]))
    assert entry != hook["entry"]
    return {**hook, "language": "system", "entry": entry}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "仓 库", tmp_path)
    made.begin()
    return made


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository where the hooks are installed, to be copied."""
    home = tmp_path_factory.mktemp("first")
    made = Repository(home / "first", home)
    made.begin()
    done = made.hooks("install", "--hook-type", "pre-commit", "--hook-type", "pre-merge-commit")
    assert done.returncode == 0, done.stdout
    assert made.commit().returncode == 0
    return made.folder


@pytest.fixture
def installed(first: Path, tmp_path: Path) -> Repository:
    shutil.copytree(first, tmp_path / "仓 库")
    return Repository(tmp_path / "仓 库", tmp_path)


def test_the_patterns_are_those_of_the_readers() -> None:
    check, fix = (re.compile(hook["files"]) for hook in HOOKS)
    for suffix, form in FORMATS.readable.items():
        assert check.search(f"年 报{suffix.upper()}")
        assert bool(fix.search(f"年报{suffix}")) == (form.can_edit)
    assert not check.search("年报.py")


def test_a_wrong_report_cannot_be_committed(installed: Repository) -> None:
    installed.write("报 送/临江区 水务局.md", BAD)
    done = installed.commit()
    assert done.returncode == 1
    assert "报 送/临江区 水务局.md:57:54" in done.stdout
    installed.write("报 送/临江区 水务局.md", GOOD)
    assert installed.commit().returncode == 0


def test_what_is_no_report_is_nobodys_business(installed: Repository) -> None:
    installed.write("README.md", "# 说明\n如何报送。\n".encode())
    installed.write("扫描件.txt", bytes(range(256)) * 20)
    installed.write("~$报告.docx", b"lock")
    installed.write(".模板/说明.md", BAD)
    done = installed.commit()
    assert done.returncode == 0, done.stdout
    assert "G806" not in done.stdout
    assert installed.git("status", "--short").stdout == ""


def test_what_is_called_a_report_must_be_readable(installed: Repository) -> None:
    installed.write("云岭市水务局2023年政府信息公开工作年度报告.txt", bytes(range(256)) * 20)
    assert "云岭市水务局2023年政府信息公开工作年度报告.txt" in installed.commit().stdout
    assert installed.git("status", "--short").stdout.startswith("A")


def test_what_was_fixed_is_to_be_looked_at_and_then_passes(installed: Repository) -> None:
    path = installed.write("水务局 2024.txt", FIXABLE)
    first = installed.commit()
    assert first.returncode == 1
    assert "files were modified by this hook" in first.stdout
    fixed = path.read_bytes()
    assert fixed == GOOD
    assert installed.commit().returncode == 0
    assert path.read_bytes() == fixed


def test_a_merge_is_checked(installed: Repository) -> None:
    installed.write("甲.md", b"draft\n")
    assert installed.commit().returncode == 0
    installed.git("checkout", "-qb", "other")
    installed.write("甲.md", GOOD)
    installed.write("乙.md", GOOD)
    assert installed.commit().returncode == 0
    installed.git("checkout", "-q", "main")
    installed.write("甲.md", b"another draft\n")
    assert installed.commit().returncode == 0
    assert installed.git("merge", "other", check=False).returncode != 0  # a conflict in 甲.md
    installed.write("甲.md", BAD)
    done = installed.commit()
    assert done.returncode == 1
    assert "甲.md:57:54" in done.stdout
    installed.write("甲.md", GOOD)
    done = installed.commit()
    assert done.returncode == 0, done.stdout


def test_a_merge_without_conflict_is_checked(installed: Repository) -> None:
    installed.git("checkout", "-qb", "other")
    installed.write("乙.md", BAD)
    installed.git("add", "-A")
    installed.git("commit", "-qnm", "unchecked")
    installed.git("checkout", "-q", "main")
    installed.write("丙.md", GOOD)
    assert installed.commit().returncode == 0
    done = installed.git("merge", "--no-edit", "other", check=False)
    assert done.returncode == 1
    assert "乙.md:57:54" in done.stdout


def test_deleted_files_are_gone(installed: Repository) -> None:
    installed.write("甲.md", GOOD)
    assert installed.commit().returncode == 0
    (installed.folder / "甲.md").unlink()
    done = installed.commit()
    assert done.returncode == 0, done.stdout
    assert installed.hooks("run", "--files", "甲.md").returncode == 0


def test_thousands_of_files(repository: Repository) -> None:
    for number in range(3000):
        repository.write(f"云岭市临江区人民政府办公室关于报送材料的通知/{number:04}.txt", "通知\n".encode())
    repository.write("云岭市.md", BAD)
    repository.git("add", "-A")
    done = repository.hooks("run", "--all-files", "nianbao-check")
    assert done.returncode == 1
    found = set(re.findall(r"--> (.*?):\d", done.stdout))
    assert found == {"云岭市.md"}
    assert "找不到" not in done.stdout


@pytest.mark.slow
def test_the_hooks_install_from_a_repository(repository: Repository, tmp_path: Path) -> None:
    published = tmp_path / "published"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("the tests do not run in a checkout")
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (published / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, published / name)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "one")):
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=published, check=True
        )
    revision = subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=published, text=True).strip()
    hooks = [{"id": hook["id"]} for hook in HOOKS]
    repository.configure([{"repo": published.as_posix(), "rev": revision, "hooks": hooks}])
    prepared = repository.hooks("install-hooks")
    if prepared.returncode != 0:
        pytest.skip(f"the hooks cannot be installed (no network?): {prepared.stdout.strip()[-200:]}")
    repository.write("甲 局.md", BAD)
    path = repository.write("乙局.txt", FIXABLE)
    repository.git("add", "-A")
    done = repository.hooks("run", "--all-files")
    assert done.returncode == 1
    assert "甲 局.md:57:54" in done.stdout
    assert path.read_bytes() == GOOD
