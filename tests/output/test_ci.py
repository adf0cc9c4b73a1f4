"""The formats that CI systems read, whole and word for word."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from linter.cli.writers import open_document as open_output
from linter.diagnostic import Diagnostic, Related, Severity
from linter.documents import open_document
from linter.output.failure import Failure
from linter.output.formats import FORMATS
from linter.output.location import fingerprints
from linter.output.style import plain
from linter.output.totals import Totals
from linter.rulebook import Rulebook
from linter.text.source import Origin, Segment, Source, SourceMap, Span
from linter.version import __version__
from tests.corpus import example
from tests.fakes import BOOK, finding
from tests.linting import lint

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.trimmed.json").read_text(encoding="utf-8"))
LINED = Source("各局/年 报,1.txt", "云岭市年报\n\U00020bb7局 总计 4\n")
UNLINED = Source("a.docx", LINED.text, origins=[Origin("第1段"), Origin("第2段"), None])
SHA = re.compile("[0-9a-f]{64}")


def document(form: str, *parts: str) -> str:
    """A whole run's document."""
    own = FORMATS[form]
    return own.open(BOOK.rules) + own.separator.join(parts) + own.closing(Totals(), plain)


def part(form: str, source: Source, *found: Diagnostic) -> str:
    return FORMATS[form].part(source, found, plain)


def test_sarif() -> None:
    found = finding(LINED, "4", related=1, fix=True)
    run = json.loads(document("sarif", part("sarif", LINED, found)))["runs"][0]
    assert (run["columnKind"], run["tool"]["driver"]["version"]) == ("unicodeCodePoints", __version__)
    uri = "%E5%90%84%E5%B1%80/%E5%B9%B4%20%E6%8A%A5%2C1.txt"
    file = {"artifactLocation": {"uri": uri}}
    place = {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 8}
    message = f"{found.message}\n依据：国办公开办函〔2021〕30号 表三\n建议：核对四行。"
    [result] = run["results"]
    assert SHA.fullmatch(result["partialFingerprints"].pop("nianbao/v1"))
    assert result == {
        "ruleId": "N501",
        "level": "error",
        "message": {"text": message},
        "locations": [{"physicalLocation": {**file, "region": place}}],
        "partialFingerprints": {},
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    **file,
                    "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2},
                },
                "message": {"text": "第0项"},
            }
        ],
        "fixes": [
            {
                "description": {"text": "改为规范表述"},
                "artifactChanges": [
                    {**file, "replacements": [{"deletedRegion": place, "insertedContent": {"text": "改"}}]}
                ],
            }
        ],
    }
    rule = next(each for each in run["tool"]["driver"]["rules"] if each["id"] == "N501")
    assert rule["shortDescription"] == {"text": "request-balance 查的内容。"}
    assert "**错误示例**\n\n```text\n总计 | 3\n合计 | 4\n```" in rule["help"]["markdown"]
    assert "错误示例：\n总计 | 3" in rule["help"]["text"]


def test_sarif_of_every_fixture_and_rule_holds_to_the_schema(book: Rulebook) -> None:
    parts = []
    for file in sorted((Path(__file__).parents[2] / "fixtures").iterdir()):
        if file.suffix in {".txt", ".md"}:
            result = lint(open_document(file.read_bytes(), file.name), book)
            parts.append(part("sarif", result.source, *result.diagnostics))
    own = FORMATS["sarif"]
    text = own.open(book.rules) + ",".join(filter(None, parts)) + own.closing(Totals(), plain)
    whole = json.loads(text)
    jsonschema.Draft7Validator(SCHEMA).validate(whole)
    driver = whole["runs"][0]["tool"]["driver"]
    assert {each["ruleId"] for each in whole["runs"][0]["results"]} <= {
        each["id"] for each in driver["rules"]
    }
    assert len(whole["runs"][0]["results"]) > 50
    with pytest.raises(jsonschema.ValidationError):  # the schema can fail
        jsonschema.Draft7Validator(SCHEMA).validate({**whole, "version": "2.0.0"})


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0/"), min_size=1))
def test_a_uri_leads_to_the_file(name: str) -> None:
    source = Source(f"a/{name}x", "年报 4")
    result = json.loads(part("sarif", source, finding(source, "4")))
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert unquote(uri) == f"a/{name}x"


def test_sarif_leads_to_the_first_line_of_a_file_without_lines_and_says_where() -> None:
    found = finding(UNLINED, "4", related=1)
    given = document("sarif", part("sarif", UNLINED, found))
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(given))
    [result] = json.loads(given)["runs"][0]["results"]
    [place] = result["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 1}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "第2段"}]
    assert result["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert result["message"]["text"].startswith(f"第2段：{found.message}\n依据：")


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
@pytest.mark.parametrize("form", ["sarif", "github", "gitlab", "junit", "rdjson"])
def test_paths_in_a_job_are_those_of_the_repository(
    form: str, variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "repo/reports").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo/reports")
    monkeypatch.setenv(variable, str(tmp_path / "repo"))
    outside = str(tmp_path / "elsewhere.txt")
    for name, shown in (
        ("a.txt", "reports/a.txt"),
        (str(tmp_path / "repo" / "b.txt"), "b.txt"),
        (os.path.join("..", "c.txt"), "c.txt"),
        (outside, Path(outside).as_posix()),
    ):
        source = Source(name, LINED.text)
        said = part(form, source, finding(source, "4"))
        missing = FORMATS[form].missed
        if missing is not None:
            said += missing(Failure("读不了", name))
        assert shown in said
        assert ("reports/../" in said) is False
        if name != outside:
            assert str(tmp_path) not in said


def test_github() -> None:
    found = replace(finding(LINED, "4"), message="100% 错:\r\n两行")
    info = Diagnostic("G803", "mixed", Severity.INFO, "混用", Span(0, 10))
    assert part("github", LINED, found, info) == (
        "::error file=各局/年 报%2C1.txt,line=2,col=7,endColumn=8,title=N501 request-balance"
        "::100%25 错:%0D%0A两行%0A建议：核对四行。\n"
        "::notice file=各局/年 报%2C1.txt,line=1,endLine=2,title=G803 mixed::混用\n"
    )
    assert part("github", UNLINED, replace(info, span=Span(6, 8))) == (
        "::notice file=a.docx,title=G803 mixed::第2段：混用\n"
    )


def test_gitlab() -> None:
    info = Diagnostic("G803", "mixed", Severity.INFO, "混用", Span(6, 8))
    given = json.loads(
        document("gitlab", part("gitlab", LINED, finding(LINED, "4")), part("gitlab", UNLINED, info))
    )
    assert all(SHA.fullmatch(each.pop("fingerprint")) for each in given)
    assert given == [
        {
            "description": "N501 “总计”一列收支不平：3 + 0 ≠ 4 + 0，差 -1",
            "check_name": "N501",
            "severity": "major",
            "location": {
                "path": "各局/年 报,1.txt",
                "lines": {"begin": 2, "end": 2},
                "positions": {"begin": {"line": 2, "column": 7}, "end": {"line": 2, "column": 8}},
            },
        },
        {
            "description": "G803 第2段：混用",
            "check_name": "G803",
            "severity": "info",
            "location": {"path": "a.docx", "lines": {"begin": 1}},
        },
    ]


def test_junit() -> None:
    found = replace(finding(LINED, "4"), message='“<总计>” & "\x01"')
    clean = Source("b.txt", "年报")
    text = document("junit", part("junit", LINED, found), part("junit", clean))
    assert text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="nianbao">\n'
        '  <testsuite name="各局/年 报,1.txt" tests="1" failures="1" errors="0" skipped="0">\n'
        '    <testcase classname="各局/年 报,1.txt" name="N501 request-balance（第2行）">\n'
        '      <failure type="error" message=\'错误：“&lt;总计&gt;” &amp; "\ufffd"\'>'
        '各局/年 报,1.txt 第2行\n“&lt;总计&gt;” &amp; "\ufffd"\n依据：国办公开办函〔2021〕30号 表三\n'
        "建议：核对四行。</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="b.txt" tests="1" failures="0" errors="0" skipped="0">\n'
        '    <testcase classname="b.txt" name="没有发现问题"/>\n'
        "  </testsuite>\n"
        "</testsuites>\n"
    )
    assert [suite.get("failures") for suite in ElementTree.fromstring(text)] == ["1", "0"]


@given(st.text())
def test_junit_is_xml_whatever_it_says(words: str) -> None:
    found = replace(finding(LINED, "4"), message=words, help=words)
    root = ElementTree.fromstring(document("junit", part("junit", LINED, found)))
    assert root.find("testsuite/testcase/failure") is not None


def test_rdjson_counts_bytes() -> None:
    found = finding(LINED, "4", related=1, fix=True)
    given = json.loads(document("rdjson", part("rdjson", LINED, found), part("rdjson", UNLINED, found)))
    place = {"start": {"line": 2, "column": 16}, "end": {"line": 2, "column": 17}}
    message = f"{found.message}\n建议：核对四行。"
    assert given == {
        "source": {"name": "nianbao"},
        "diagnostics": [
            {
                "message": message,
                "location": {"path": "各局/年 报,1.txt", "range": place},
                "severity": "ERROR",
                "code": {"value": "N501"},
                "suggestions": [{"range": place, "text": "改"}],
                "relatedLocations": [
                    {
                        "message": "第0项",
                        "location": {
                            "path": "各局/年 报,1.txt",
                            "range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 4}},
                        },
                    }
                ],
            },
            {
                "message": f"第2段：{message}",
                "location": {"path": "a.docx"},
                "severity": "ERROR",
                "code": {"value": "N501"},
                "relatedLocations": [{"message": "第0项", "location": {"path": "a.docx"}}],
            },
        ],
    }


@pytest.mark.parametrize(("form", "column"), [("sarif", 12), ("rdjson", 16)])
def test_a_fix_of_text_taken_out_of_markup_is_not_offered_as_an_edit_of_the_file(
    form: str, column: int
) -> None:
    own = Source("a.html", "<p>总计&nbsp;4</p>")
    pieces = (
        Segment(Span(0, 2), Span(3, 5)),
        Segment(Span(2, 3), Span(5, 11)),
        Segment(Span(3, 4), Span(11, 12)),
    )
    source = Source("a.html", "总计 4", original=own, source_map=SourceMap(pieces))
    given = part(form, source, finding(source, "4", fix=True))
    assert "fixes" not in given
    assert "suggestions" not in given
    assert f'olumn": {column}, ' in given or f'olumn": {column}}}' in given  # in the file


def test_a_place_in_another_file_is_told_by_that_file() -> None:
    other = Source("b.txt", "年报\n3")
    found = replace(finding(LINED, "4"), related=(Related(Span(3, 4), "上年：3", other),))
    for form, key in ("sarif", "relatedLocations"), ("rdjson", "relatedLocations"):
        assert "b.txt" in json.dumps(json.loads(part(form, LINED, found))[key])


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_fingerprints_are_all_different_and_survive_lines_that_move(seed: int, lines: int) -> None:
    text = example(seed).text
    before, after = (Source("a.txt", words) for words in (text, "\n" * lines + text))
    spans = [Span(start, start + 3) for start in range(0, len(text) - 3, 7)]
    one, other = (
        fingerprints(
            source, [Diagnostic("N501", "a", Severity.ERROR, "", Span(a + by, b + by)) for a, b in spans]
        )
        for source, by in ((before, 0), (after, lines))
    )
    assert one == other
    assert len(set(one)) == len(one)


def missed(form: str, *failures: Failure) -> str:
    """The document of a run in which these files could not be checked, and LINED could."""
    own, out = FORMATS[form], io.StringIO()
    document = open_output(out, form, BOOK.rules)
    document.add(own.part(LINED, [finding(LINED, "4")], plain))
    for failure in failures:
        document.miss(failure)
    document.close(Totals())
    return out.getvalue()


LOST = Failure("各局/旧 稿.docx：文件设有打开密码，\n请另存", "各局/旧 稿.docx")
NOWHERE = Failure("找不到文件：没有")


def test_sarif_tells_of_files_that_could_not_be_checked() -> None:
    whole = json.loads(missed("sarif", LOST, NOWHERE))
    jsonschema.Draft7Validator(SCHEMA).validate(whole)
    [run] = whole["runs"]
    assert len(run["results"]) == 1
    uri = "%E5%90%84%E5%B1%80/%E6%97%A7%20%E7%A8%BF.docx"
    place = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    assert run["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {"level": "error", "message": {"text": LOST.why}, "locations": [place]},
                {"level": "error", "message": {"text": NOWHERE.why}},
            ],
        }
    ]
    assert json.loads(missed("sarif"))["runs"][0]["invocations"] == [{"executionSuccessful": True}]


def test_junit_counts_files_that_could_not_be_checked_as_errors() -> None:
    root = ElementTree.fromstring(missed("junit", LOST, NOWHERE))
    assert [(each.get("name"), each.get("errors")) for each in root] == [
        ("各局/年 报,1.txt", "0"),
        ("各局/旧 稿.docx", "1"),
        ("nianbao", "1"),
    ]
    assert [each.text for each in root.iter("error")] == [LOST.why, NOWHERE.why]


def test_others_tell_of_files_that_could_not_be_checked_beside_the_file() -> None:
    assert missed("github", LOST, NOWHERE).splitlines()[1:] == [
        "::error file=各局/旧 稿.docx,title=未能检查::各局/旧 稿.docx：文件设有打开密码，%0A请另存",
        "::error title=未能检查::找不到文件：没有",
    ]
    [_, lost] = json.loads(missed("gitlab", LOST, NOWHERE))
    assert SHA.fullmatch(lost.pop("fingerprint"))
    assert lost == {
        "description": LOST.why,
        "check_name": "unreadable",
        "severity": "critical",
        "location": {"path": "各局/旧 稿.docx", "lines": {"begin": 1}},
    }
    assert json.loads(missed("rdjson", LOST, NOWHERE))["diagnostics"][1:] == [
        {"message": LOST.why, "location": {"path": "各局/旧 稿.docx"}, "severity": "ERROR"}
    ]
    for form in ("json", "concise"):  # have no place for them
        assert "旧 稿" not in missed(form, LOST)
