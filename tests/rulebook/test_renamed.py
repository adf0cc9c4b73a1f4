"""Packs of earlier versions are read as they stand, and their users told what is written now."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.checks.registry import KINDS
from linter.cli import main
from linter.documents import open_document
from linter.rulebook import Rulebook, load
from linter.rulebook.pack_reader import read_packs
from linter.rulebook.renamed import RENAMED, RENAMED_PACKS
from linter.strict_yaml import Fault
from linter.strict_yaml.structure import Subkinds
from tests.linting import lint

REPORT = "云岭市临江区民政局2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息86条。\n"
OWN = """\
pack: own
extends: "2021"
rules:
  - code: Z901
    name: own-citation
    severity: warning
    message: 缺
    check: citation-required
    document: 云政办发〔2022〕18号
  - code: Z902
    name: own-fees
    severity: warning
    message: 缺
    check: fee-statement
    section: overview
    statements: [收费]
    elsewhere: [免费]
documents:
  - {number: 云政办发〔2022〕18号, title: 云岭市政府信息公开工作年度报告编制规范}
"""
EXTENDING = "pack: own-{name}\nextends: {name}\nrules:\n  - {{{rule}, check: required, what: period}}\n"
RULE = "code: Z91{index}, name: own, severity: warning, message: 没有期限"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A pack with rules of earlier versions, and one that extends each pack of earlier versions."""
    folder = tmp_path_factory.mktemp("packs")
    texts = [OWN]
    for index, name in enumerate(sorted(RENAMED_PACKS)):
        texts.append(EXTENDING.format(name=name, rule=RULE.format(index=index)))
    paths = [folder / f"{index}.yaml" for index in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def own(files: list[Path]) -> Rulebook:
    return load(files)


def codes(book: Rulebook, text: str = REPORT) -> list[str]:
    found = lint(open_document(text.encode(), "a.txt"), book).diagnostics
    return sorted(one.code for one in found if one.code.startswith("Z"))


def read(text: str) -> tuple[list[Fault], tuple[str, ...]]:
    """What is wrong with a pack, and the notes on it."""
    faults: list[Fault] = []
    return faults, read_packs([("own.yaml", text.encode())], faults).notes


@pytest.mark.parametrize("word", sorted(RENAMED))
def test_an_earlier_word_means_one_kind_of_now(word: str) -> None:
    assert word not in KINDS
    words = RENAMED[word].words
    kind = KINDS[words["check"]]
    assert words.get("what") in (kind.table if isinstance(kind, Subkinds) else {None})


def test_no_two_earlier_words_mean_the_same() -> None:
    assert len({tuple(renamed.words.items()) for renamed in RENAMED.values()}) == len(RENAMED)


def test_rules_with_earlier_words_and_keys_find_what_they_found(own: Rulebook) -> None:
    assert codes(own)[:2] == ["Z901", "Z902"]
    cited = REPORT.replace("一、", "按照云政办发〔2022〕18号编制。\n一、")
    assert "Z901" not in codes(own, cited)
    assert "Z902" not in codes(own, REPORT + "没有收费。\n")
    assert "Z902" not in codes(own, REPORT + "二、主动公开政府信息情况\n一律免费。\n")


def test_packs_that_extend_those_of_earlier_versions_hold(own: Rulebook) -> None:
    added = [code for code in codes(own) if code.startswith("Z91")]
    assert added == [f"Z91{index}" for index in range(len(RENAMED_PACKS))]
    older = [code for code in codes(own, REPORT.replace("2023年", "2020年")) if code.startswith("Z91")]
    assert len(older) == len(RENAMED_PACKS) - 1  # pairs-2021 held since 2021


def test_each_earlier_word_is_noted_with_its_place(own: Rulebook, files: list[Path]) -> None:
    first = files[0]
    assert own.notes[0] == (
        f"{first}:8:12: rules[0].check: 种类“citation-required”已经改名，"
        "请改写为 check: required、what: citation"
    )
    assert own.notes[1].startswith(f"{first}:14:12: ")
    assert own.notes[1].endswith("check: text-required，section 写作 sections，statements 写作 patterns")
    for path, name, note in zip(files[1:], sorted(RENAMED_PACKS), own.notes[2:], strict=True):
        assert note.startswith(f"{path}:2:10: extends: 规则包“{name}”")


def test_faults_in_an_earlier_rule_stand_where_they_are_in_the_file() -> None:
    faults, notes = read(OWN.replace("    document:", "    documents:"))
    assert [(one.line, one.column, one.field) for one in faults] == [(9, 5, "rules[0].documents")]
    assert len(notes) == 2


def test_a_pack_that_has_such_a_name_is_meant_itself() -> None:
    faults: list[Fault] = []
    texts = [("a.yaml", b"pack: pairs\n"), ("b.yaml", b"pack: own\nextends: pairs\n")]
    packs, _, notes, _ = read_packs(texts, faults)
    assert [pack.extends for pack in packs] == [None, "pairs"]
    assert (faults, notes) == ([], ())


def test_the_built_in_packs_use_no_earlier_word(book: Rulebook) -> None:
    assert book.notes == ()


@pytest.mark.parametrize("text", ["[1]", "rules: 1", "rules: [1, {check: [1]}, {code: 1}]", "extends: [a]"])
def test_a_file_that_is_no_pack_is_left_to_decoding(text: str) -> None:
    faults, notes = read(text)
    assert faults
    assert notes == ()


def commands(report: Path, pack: Path) -> list[list[str]]:
    return [
        ["check", str(report), "--rules", str(pack)],
        ["rules", "--rules", str(pack)],
        ["explain", "Z901", "--rules", str(pack)],
        ["rules", "test", str(pack)],
        ["rules", "docs", str(report.parent / "pages"), "--rules", str(pack)],
    ]


def test_commands_tell_each_note_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    own: Rulebook,
    files: list[Path],
) -> None:
    monkeypatch.setattr("linter.app.rules.load", lambda *_: own)
    report = tmp_path / "a.txt"
    report.write_text(REPORT, encoding="utf-8")
    assert own.notes
    for command in commands(report, files[0]):
        main(command)
        told = capsys.readouterr().err
        assert [told.count(note) for note in own.notes] == [1] * len(own.notes), command
