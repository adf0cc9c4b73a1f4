"""What packs state besides rules that an editor shows: addresses, sentences, tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.checks.reference_data import Sentence
from linter.rulebook import Rulebook, RuleError, load
from linter.strict_yaml.location import LocatedStr, Location

PACK = """\
pack: own
documents:
  - number: 云政办发〔2022〕18号
    title: 云岭市政府信息公开工作年度报告编制规范
    url: {url}
sentences:
  - name: 依据
    text: "本报告依据{year}年的要求编制。"
rules:
  - code: Z901
    name: own-rule
    severity: warning
    check: traditional
    message: 有误
    tags: [{tag}]
"""


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")


def loaded(
    folder: Path, url: str = "https://www.example.gov.cn/18", year: str = "{{year}}", tag: str = ""
) -> Rulebook:
    path = folder / "own.yaml"
    path.write_text(PACK.format(url=url, year=year, tag=tag), encoding="utf-8")
    return load([path])


def test_all_of_it_is_read(tmp_path: Path) -> None:
    book = loaded(tmp_path, tag="deprecated, unnecessary")
    assert book.domain.by_number["云政办发〔2022〕18号"].url == "https://www.example.gov.cn/18"
    assert [sentence.name for sentence in book.domain.sentences] == ["统计期限", "依据"]
    assert book.by_code["Z901"].tags == ("deprecated", "unnecessary")
    assert book.by_code["N501"].tags == ()


@pytest.mark.parametrize(
    ("change", "line", "column", "words"),
    [
        ({"url": "javascript:alert(1)"}, 5, 10, "网址应以 http:// 或 https:// 开头"),
        ({"year": "{{yaer}}"}, 8, 17, "不认识的占位符“yaer”，是不是想写“year”？"),
        ({"tag": "old"}, 15, 12, "deprecated"),
    ],
)
def test_what_is_wrong_with_it(
    tmp_path: Path, change: dict[str, str], line: int, column: int, words: str
) -> None:
    with pytest.raises(RuleError) as caught:
        loaded(tmp_path, **change)
    [fault] = caught.value.faults
    assert (fault.line, fault.column) == (line, column)
    assert words in fault.message


def test_a_sentence_names_the_year_or_is_not_written() -> None:
    where = Location("a.yaml", 1, 1, "")
    dated = Sentence("期限", LocatedStr("自{{year}}年1月1日至{{year}}年12月31日", where))
    assert dated.written(2023) == "自2023年1月1日至2023年12月31日"
    assert dated.written(None) is None
    assert Sentence("联系", LocatedStr("请联系本机关。", where)).written(None) == "请联系本机关。"


def test_the_official_addresses_are_the_governments(book: Rulebook) -> None:
    urls = [document.url for document in book.domain.documents if document.url]
    assert urls
    assert all(url.startswith("https://www.gov.cn/") for url in urls)
