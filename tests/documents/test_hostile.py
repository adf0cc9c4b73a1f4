"""Files that mean harm, given to the command in a process of its own: it says what is wrong with each,
soon and in little memory, and goes on with the others."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.documents import ReadError, open_document
from linter.text.source import Source
from tests.corpus.forms import OWN, File, document, make
from tests.documents import hostile

_ROOT = Path(__file__).parents[2]
_SECRET = "不应读到的内容"
_BYTES = 3 * 1024**3  # of address space, of which little is ever used
_SECONDS = 240  # for all of them on a busy machine
_PROGRAM = """\
import sys
from linter.documents import time_limit
time_limit._SECONDS = 3.0  # instead of fifteen
from linter.__main__ import main
sys.exit(main())
"""


def _limited() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        cwd=_ROOT,
        preexec_fn=_limited,
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="内存上限只有 Linux 可靠地支持")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_of_hostile_files(tmp_path: Path, jobs: str) -> None:
    pytest.importorskip("reportlab")
    pytest.importorskip("pdfminer")
    secret = tmp_path / "secret"
    secret.write_text(_SECRET, encoding="utf-8")
    bad = dict(hostile.unreadable(secret.as_uri()))
    idle = dict(hostile.harmless(secret.as_uri()))
    [good] = make("txt", [document(1)])
    for name, data in {**bad, **idle, "m.txt": good.data}.items():
        (tmp_path / name).write_bytes(data)
    alone = _run("extract", str(tmp_path / "m.txt"))
    done = _run("extract", str(tmp_path), "--jobs", jobs)
    assert done.returncode == 2
    assert done.stdout == alone.stdout
    assert _SECRET not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    told = re.findall(r"(?m)^nianbao: .*/([\w.]+)：", done.stderr)
    assert set(bad) <= set(told)
    assert set(told) <= {*bad, *idle}
    lines = [line for line in done.stderr.splitlines() if not line.startswith("nianbao: 不是")]
    assert len(told) == len(set(told)) == len(lines)


_FORMS = [form for form in OWN if form not in ("txt", "md")]


@pytest.fixture(scope="module")
def files() -> dict[str, File]:
    """One report in each form."""
    one = document(3)
    return {form: make(form, [one])[0] for form in _FORMS}


def _attempt(data: bytes, name: str) -> Source | None:
    """What is read; a reader may refuse, and do nothing else."""
    began = time.perf_counter()
    try:
        source = open_document(data, name).source
    except ReadError:
        return None
    finally:
        assert time.perf_counter() - began < 30
    assert not source.origins or len(source.origins) == source.rows - source.text.endswith("\n")
    assert all(
        0 <= cell.span.start <= cell.span.end <= len(source.text)
        for grid in source.grids
        for cell in grid.cells
    )
    return source


@pytest.mark.parametrize("form", _FORMS)
def test_a_file_cut_short(form: str, files: dict[str, File]) -> None:
    name, data = files[form].name, files[form].data
    assert _attempt(data, name) is not None
    for length in range(0, len(data), max(1, len(data) // 12)):
        _attempt(data[:length], name)


@settings(max_examples=8)
@given(draw=st.data())
@pytest.mark.parametrize("form", _FORMS)
def test_a_file_with_wrong_bytes(form: str, files: dict[str, File], draw: st.DataObject) -> None:
    name, data = files[form].name, bytearray(files[form].data)
    for at in draw.draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=20)):
        data[at] = draw.draw(st.integers(0, 255))
    _attempt(bytes(data), name)


@settings(max_examples=20)
@given(draw=st.data())
def test_markup_with_wrong_bytes_inside_an_archive(files: dict[str, File], draw: st.DataObject) -> None:
    """Damage that checksums do not tell: the archive is whole, what is in it is not."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(files["docx"].data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    part = draw.draw(st.sampled_from(sorted(members)))
    words = re.split(rb"(?<=>)", members[part])
    for at in draw.draw(st.lists(st.integers(0, len(words) - 1), min_size=1, max_size=5)):
        words[at] = draw.draw(st.sampled_from([b"", words[at] * 2, words[at][:-1], words[-1], b"<w:tc/>"]))
    _attempt(hostile.zipped(members | {part: b"".join(words)}), "年报.docx")
