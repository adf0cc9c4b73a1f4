"""PDFs: what is read from those that are drawn here and that programs write, and what is told of bad ones."""

from __future__ import annotations

import io
import zlib

import pytest

from linter.documents import ReadError, open_document
from linter.documents.pdf import open_pdf
from linter.rulebook import load
from tests.corpus.forms import FORMS, Absent, document, make
from tests.linting import lint, read

canvas = pytest.importorskip("reportlab.pdfgen.canvas")

_SONG = "STSong-Light"


class _Drawing:
    """Pages drawn line by line; heights count from the top."""

    def __init__(self) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont

        pdfmetrics.registerFont(UnicodeCIDFont(_SONG))
        self.out = io.BytesIO()
        self.canvas = canvas.Canvas(self.out, pagesize=(600, 800))

    def words(self, x: float, y: float, text: str, size: float = 10) -> None:
        self.canvas.setFont(_SONG, size)
        self.canvas.drawString(x, 800 - y, text)

    def table(self, xs: list[float], ys: list[float], rows: list[list[str]]) -> None:
        for x in xs:
            self.canvas.line(x, 800 - ys[0], x, 800 - ys[-1])
        for y in ys:
            self.canvas.line(xs[0], 800 - y, xs[-1], 800 - y)
        for y, row in zip(ys, rows, strict=False):
            for x, text in zip(xs, row, strict=False):
                for number, line in enumerate(text.split("\n")):
                    self.words(x + 2, y + 12 + 12 * number, line)

    def page(self) -> None:
        self.canvas.showPage()

    def read(self) -> list[tuple[str, str]]:
        self.canvas.save()
        source = open_pdf(self.out.getvalue(), "年报.pdf").source
        lines = source.text.removesuffix("\n").split("\n")
        return [(each.label if each else "", line) for each, line in zip(source.origins, lines, strict=True)]


def test_wrapped_lines_heads_feet_and_narrow_gaps() -> None:
    paper = _Drawing()
    for page in (1, 2, 3):
        paper.words(250, 40, "云岭市年报汇编")
        paper.words(290, 770, f"- {page} -")
        paper.words(80, 100, "　　本报告依据国办公开办函〔二〇二一〕要求编制，全文共有六个部分组成。今年，")
        paper.words(60, 118, "我局主动公开信息")
        paper.words(142.5, 118, "30")
        paper.words(155, 118, "条。")
        paper.words(80, 136, "二、其他情况")
        paper.page()
    text = "本报告依据国办公开办函〔二〇二一〕要求编制，全文共有六个部分组成。今年，我局主动公开信息30条。"
    assert paper.read() == [(f"第{page}页", line) for page in (1, 2, 3) for line in (text, "二、其他情况")]


def test_a_row_and_a_label_cut_by_the_page_and_a_head_repeated() -> None:
    paper = _Drawing()
    head = ["办理结果", "件数"]
    paper.table([60, 120, 200], [700, 720, 740], [head, ["1.没有现成信", "3"]])
    paper.page()
    paper.table([60, 120, 200], [60, 80, 100, 120], [head, ["息", ""], ["2.重复申请", ""]])
    assert paper.read() == [
        ("第1页", "| 办理结果 | 件数 | "),
        ("第1页", "| 1.没有现成信息 | 3 | "),
        ("第2页", "| 2.重复申请 |  | "),
    ]


def test_a_blank_row_behind_a_page_break_is_a_row_of_its_own() -> None:
    paper = _Drawing()
    paper.table([60, 160, 220], [700, 720, 740], [["项目类别", "件数"], ["规章", "3"]])
    paper.page()
    paper.table([60, 160, 220], [60, 80], [["规范性文件", ""]])
    assert [line for _, line in paper.read()][-2:] == ["| 规章 | 3 | ", "| 规范性文件 |  | "]


def test_overprinted_glyphs_stand_once_and_figures_stay_twice() -> None:
    paper = _Drawing()
    for shift in (0.0, 0.4):
        paper.words(60 + shift, 100, "一、总体情况共有11条和结转122条")
    assert paper.read() == [("第1页", "一、总体情况共有11条和结转122条")]


def test_cells_with_frames_of_their_own() -> None:
    paper = _Drawing()
    for top in (100, 123):
        for left in (60, 143):
            paper.canvas.rect(left, 800 - top - 20, 80, 20)
    for x, y, words in ((62, 112, "规章"), (145, 112, "3"), (62, 135, "规范性文件"), (145, 135, "12")):
        paper.words(x, y, words)
    assert paper.read() == [("第1页", "| 规章 | 3 | "), ("第1页", "| 规范性文件 | 12 | ")]


def test_dotted_rules() -> None:
    paper = _Drawing()
    for x in (60, 120, 180):
        for y in range(0, 40, 2):
            paper.canvas.rect(x, 700 - y, 0.8, 0.8, stroke=0, fill=1)
    for y in (700, 680, 660):
        for x in range(60, 182, 2):
            paper.canvas.rect(x, y, 0.8, 0.8, stroke=0, fill=1)
    for x, y, words in ((62, 112, "规章"), (125, 112, "3"), (62, 132, "规范性文件"), (125, 132, "12")):
        paper.words(x, y, words)
    assert paper.read() == [("第1页", "| 规章 | 3 | "), ("第1页", "| 规范性文件 | 12 | ")]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_lies_on_its_side(angle: int) -> None:
    paper = _Drawing()
    paper.canvas.translate(300, 400)
    paper.canvas.rotate(angle)
    paper.canvas.translate(-300, -400)
    paper.table([60, 160, 220], [300, 320, 340], [["项目类别", "件数"], ["规范性文件", "3"]])
    assert [line for _, line in paper.read()] == ["| 项目类别 | 件数 | ", "| 规范性文件 | 3 | "]


def test_watermarks_are_no_text() -> None:
    paper = _Drawing()
    for number in (1, 2, 3):
        paper.words(200, 200, "初稿", 40)
        for line in range(10):
            paper.words(60, 150 + 20 * line, f"第{number}页的第{line}行是这一份报告自己的文字，要一字不差。")
        paper.canvas.saveState()
        paper.canvas.translate(200, 300)
        paper.canvas.rotate(30)
        paper.words(0, 800, "内部资料")
        paper.canvas.restoreState()
        paper.page()
    words = "".join(line for _, line in paper.read())
    assert words == "".join(
        f"第{number}页的第{line}行是这一份报告自己的文字，要一字不差。"
        for number in (1, 2, 3)
        for line in range(10)
    )


def test_a_title_on_two_pages_is_no_running_head_and_contents_are_no_headings() -> None:
    paper = _Drawing()
    paper.words(100, 60, "临江区民政局2023年政府信息公开工作年度报告", 20)
    for y, line in (
        (300, "目　录"),
        (320, "一、总体情况……………………1"),
        (340, "二、其他情况 . . . . . . . . 12"),
    ):
        paper.words(100, y, line)
    paper.page()
    paper.words(100, 60, "临江区民政局2023年政府信息公开工作年度报告", 20)
    for y in range(100, 300, 20):
        paper.words(100, y, "全年主动公开信息。")
    lines = [line for _, line in paper.read()]
    assert lines[:3] == [*["临江区民政局2023年政府信息公开工作年度报告"] * 2, "全年主动公开信息。"]


def _cells(data: bytes, name: str) -> dict[tuple[str, str, str | None], tuple[object, str]]:
    _, (report, *_) = read(open_document(data, name), load())
    return {
        (table.key, cell.row_key, cell.column_key): (cell.figure.value, cell.state.value)
        for table in report.tables
        for cell in table.cells
    }


@pytest.mark.parametrize("form", [name for name in FORMS if name.startswith("pdf-")])
def test_every_cell_of_generated_reports(form: str) -> None:
    documents = [document(seed) for seed in (100, 101, 144, 145, 211)]
    try:
        files = make(form, documents)
    except Absent as missing:
        pytest.skip(str(missing))
    for one, file in zip(documents, files, strict=True):
        truth = {
            (each.table, each.row_key, each.column_key): (each.value, each.state) for each in one.figures
        }
        assert _cells(file.data, file.name).items() >= truth.items()
        assert not [
            each.code
            for each in lint(open_document(file.data, file.name), load()).diagnostics
            if each.code[0] in "TN"
        ]


def _bad(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        open_pdf(data, "年报.pdf")
    return caught.value.reason


def _file(content: bytes, filters: bytes = b"") -> bytes:
    """A page with a content stream; the reader finds its objects without a directory of them."""
    return (
        b"%%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>endobj\n"
        b"4 0 obj<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%%%EOF"
        % (filters, len(content), content)
    )


def test_bad_files_are_told_apart() -> None:
    assert "扫描图片" in _bad(_file(b"q Q"))
    assert "已损坏" in _bad(b"%PDF-1.4\n")
    assert "已损坏" in _bad(b"%PDF-1.4\n" + bytes(range(256)) * 50)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zlib.compress(b" " * (200 << 20), 9)
    assert "上限" in _bad(_file(bomb, b"/Filter/FlateDecode"))
    assert "上限" in _bad(_file(zlib.compress(bomb, 9), b"/Filter[/FlateDecode/FlateDecode]"))


def test_a_password_is_asked_for() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    out = io.BytesIO()
    paper = canvas.Canvas(out, encrypt=StandardEncryption("开门".encode().hex(), canPrint=0))
    paper.drawString(100, 100, "nothing to see here")
    paper.save()
    assert "密码" in _bad(out.getvalue())


def _pages_with_a_picture(*, beside: str = "", size: float = 500) -> bytes:
    """A report on three pages, of which the second shows a picture in the place of section two's table."""
    from reportlab.lib.utils import ImageReader

    pillow = pytest.importorskip("PIL.Image")
    picture = io.BytesIO()
    pillow.new("RGB", (40, 40), "gray").save(picture, "PNG")
    drawing = _Drawing()
    lines = (
        "云岭市临江区民政局2023年政府信息公开工作年度报告",
        "根据条例编制本报告，所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
        "一、总体情况",
        "2023年，我局全年主动公开信息86条，办结申请3件，没有责任追究的情形。",
        "二、主动公开政府信息情况",
    )
    for at, line in enumerate(lines):
        drawing.words(60, 80 + 24 * at, line)
    drawing.canvas.showPage()
    drawing.canvas.drawImage(ImageReader(picture), 50, 150, size, size)
    drawing.words(60, 700, beside)
    drawing.canvas.showPage()
    drawing.words(60, 80, "五、存在的主要问题及改进情况")
    drawing.words(60, 104, "信息更新还不够及时，下一步将加强培训。")
    drawing.words(60, 128, "六、其他需要报告的事项")
    drawing.words(60, 152, "本年度未收取信息处理费。")
    drawing.canvas.save()
    return drawing.out.getvalue()


def test_a_page_that_is_a_picture_is_named_and_what_may_be_on_it_is_not_missing() -> None:
    result = lint(open_pdf(_pages_with_a_picture(beside="— 2 —"), "年报.pdf"), load())
    assert [(part.where, part.what) for part in result.source.unread] == [("第2页", "图片")]
    [unread] = [one for one in result.diagnostics if one.code == "G809"]
    assert unread.message.startswith("第2页是图片")
    assert not [one.code for one in result.diagnostics if one.code in ("S101", "T401", "T402")]


@pytest.mark.parametrize(
    "data",
    [
        _pages_with_a_picture(size=60),
        _pages_with_a_picture(
            beside="二、主动公开政府信息情况的说明：表格以文字另行附在本页的图片之下，共三行。"
        ),
    ],
)
def test_a_seal_and_a_picture_beside_text_are_no_unread_page(data: bytes) -> None:
    result = lint(open_pdf(data, "年报.pdf"), load())
    assert result.source.unread == ()
    assert "S101" in {one.code for one in result.diagnostics}
