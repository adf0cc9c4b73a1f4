"""Findings as editors show them: where they stand, how they come and go."""

from __future__ import annotations

from collections import defaultdict

from lsprotocol import types

from linter.documents import open_document
from linter.rulebook import Rulebook
from linter.text.source import Span
from tests.linting import lint
from tests.lsp.e2e import reports
from tests.lsp.e2e.clients import ASKING, ASYNC, TOLD, Editor, by
from tests.lsp.e2e.measure import selected

pytestmark = ASYNC
told = by(TOLD)
asking = by(ASKING)


def _words(text: str, found: list[types.Diagnostic], encoding: str) -> dict[int | str | None, list[str]]:
    words: dict[int | str | None, list[str]] = defaultdict(list)
    for each in found:
        words[each.code].append(selected(text, each.range, encoding))
    return words


@told
async def test_the_encoding_is_one_that_the_client_knows(editor: Editor) -> None:
    general = editor.client.capabilities and editor.client.capabilities.general
    known = general.position_encodings if general else None
    assert editor.encoding in (known or ("utf-16",))


@told
async def test_findings_select_the_words_they_speak_of(editor: Editor) -> None:
    text = reports.prose()
    found = _words(text, await editor.shown(editor.open("文字.txt", text)), editor.encoding)
    assert {code: set(found[code]) for code in reports.PROSE} == reports.PROSE
    text = reports.sums()
    found = _words(text, await editor.shown(editor.open("算数.md", text)), editor.encoding)
    assert {code: found[code] for code in reports.SUMS} == reports.SUMS


@told
async def test_findings_are_those_of_the_linter(editor: Editor, book: Rulebook) -> None:
    for name, text in (("同.txt", reports.prose()), ("同.md", reports.sums())):
        shown = await editor.shown(editor.open(name, text))
        result = lint(open_document(text.encode(), name), book)

        def words(span: Span, text: str = text) -> str:
            return text[span.start : span.end]

        assert [
            (
                each.code,
                each.message,
                selected(text, each.range, editor.encoding),
                [
                    (near.message, selected(text, near.location.range, editor.encoding))
                    for near in each.related_information or ()
                ],
            )
            for each in shown
        ] == [
            (
                each.code,
                each.message,
                words(each.span),
                [(near.message, words(near.span)) for near in each.related],
            )
            for each in result.diagnostics
        ]


@told
async def test_a_sum_names_its_operands(editor: Editor) -> None:
    text = reports.sums()
    uri = editor.open("勾稽.md", text)
    [sum_] = [each for each in await editor.shown(uri) if each.code == "N504"]
    near = sum_.related_information or ()
    assert [selected(text, each.location.range, editor.encoding) for each in near] == reports.RELATED["N504"]
    assert {each.location.uri for each in near} == {uri}
    assert sum_.severity == types.DiagnosticSeverity.Error
    assert sum_.source == "nianbao"
    assert "3 + 1 + 0 + 1 = 5" in sum_.message


@told
async def test_what_is_mended_goes_before_it_is_saved(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("改.txt", text)
    assert "P304" in {each.code for each in await editor.shown(uri)}
    mended = text.replace("2023年4月31日", "2023年4月30日")
    editor.change(uri, mended)
    assert "P304" not in {each.code for each in await editor.shown(uri)}
    editor.change(uri, text.replace("2023年4月31日", "𠮷𠮷\t2023年2月30日"))
    found = await editor.shown(uri)
    [date] = [each for each in found if each.code == "P304"]
    changed = text.replace("2023年4月31日", "𠮷𠮷\t2023年2月30日")
    assert selected(changed, date.range, editor.encoding) == "2023年2月30日"


@told
async def test_many_keystrokes_end_in_the_last(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("连打.txt", text)
    for count in range(40):
        editor.change(uri, "𠮷" * count + "\r\n" + text)
    shown = await editor.shown(uri)
    [date] = [each for each in shown if each.code == "P304"]
    versions = editor.versions(uri)
    assert len(versions) < 10
    assert versions == sorted(versions, key=lambda version: version or 0)
    assert selected("𠮷" * 39 + "\r\n" + text, date.range, editor.encoding) == "2023年4月31日"


@told
async def test_saving_shows_it_again_and_closing_takes_it_away(editor: Editor) -> None:
    uri = editor.open("存.txt", reports.prose())
    before = await editor.shown(uri)
    editor.save(uri)
    assert await editor.pushed(uri) == before
    editor.close(uri)
    assert await editor.pushed(uri) == []


@asking
async def test_an_asking_editor_gets_the_same(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("问.txt", text)
    report = await editor.pulled(uri)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    found = _words(text, list(report.items), editor.encoding)
    assert {code: set(found[code]) for code in reports.PROSE} == reports.PROSE
    again = await editor.pulled(uri, report.result_id)
    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)
    editor.change(uri, text.replace("2023年4月31日", "2023年4月30日"))
    changed = await editor.pulled(uri, report.result_id)
    assert isinstance(changed, types.RelatedFullDocumentDiagnosticReport)
    assert "P304" not in {each.code for each in changed.items}


@asking
async def test_an_asking_editor_is_pushed_nothing(editor: Editor) -> None:
    uri = editor.open("不推.txt", reports.prose())
    await editor.pulled(uri)
    editor.save(uri)
    await editor.pulled(uri)
    assert not editor.client.diagnostics.get(uri)


@told
async def test_a_file_that_is_no_text_of_a_report_is_left_alone(editor: Editor) -> None:
    uri = editor.open("程序.py", reports.prose())
    other = editor.open("旁.txt", reports.prose())
    await editor.shown(other)
    assert uri not in editor.client.diagnostics


@told
async def test_findings_in_a_page_select_its_markup(editor: Editor) -> None:
    text = reports.page()
    found = _words(text, await editor.shown(editor.open("页.html", text)), editor.encoding)
    assert set(found["C203"]) == reports.PAGE
