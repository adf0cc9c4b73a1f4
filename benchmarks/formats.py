"""What each format costs: the same generated reports checked in that form and as plain text, in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.child import nianbao, run
from benchmarks.material import KB, MB
from benchmarks.measures import Plan, Row
from benchmarks.pair import compare
from tests.corpus.forms import FORMS, Absent, Document, document, make

_REPORTS = 10
_PLAIN = "txt"


def formats(folder: Path, plan: Plan) -> Iterator[Row]:
    """`check` of a folder of reports in each form against the same reports as text: time, and the peak of
    memory of the largest process of the run (for office forms that is LibreOffice's own)."""
    documents = [document(seed) for seed in range(_REPORTS)]
    _write(folder / _PLAIN, _PLAIN, documents)
    for form in FORMS:
        if form == _PLAIN:
            continue
        try:
            size = _write(folder / form, form, documents)
        except Absent as absent:
            yield Row(f"check {form}", "–", detail=f"没有量：{absent}")
            continue
        yield from _beside_text(folder, form, size, plan)


def _write(folder: Path, form: str, documents: list[Document]) -> int:
    """Write the files of a form into a new folder; their bytes."""
    folder.mkdir()
    files = make(form, documents)
    for number, file in enumerate(files):
        (folder / f"{number:02}{Path(file.name).suffix}").write_bytes(file.data)
    return sum(len(file.data) for file in files)


def _beside_text(folder: Path, form: str, size: int, plan: Plan) -> Iterator[Row]:
    peaks: dict[str, list[int]] = {form: [], _PLAIN: []}

    def check(name: str) -> Callable[[], float]:
        def once() -> float:
            done = run(nianbao("check", "--exit-zero", name), folder)
            peaks[name].append(done.peak)
            return done.seconds

        return once

    ratio = compare(check(form), check(_PLAIN), plan.long_rounds)
    low, high = ratio.spread
    own, text = median(peaks[form]), median(peaks[_PLAIN])
    yield Row(
        f"check {_REPORTS} 份 {form}（{size / KB:.0f} KB） : 纯文本",
        f"{ratio.median:.2f}",
        f"{low:.2f}–{high:.2f}",
        f"{ratio.first:.2f} s : {ratio.second:.2f} s；内存峰值 {own / MB:.0f} MB : {text / MB:.0f} MB"
        f"（{own / text:.2f} 倍）",
    )
