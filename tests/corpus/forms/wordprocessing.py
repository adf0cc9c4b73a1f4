"""The words of WordprocessingML that `docx` is written in, and the parts of the file that never change."""

from __future__ import annotations

import random
from typing import Final
from xml.sax.saxutils import escape

from tests.corpus.forms.markup import cut

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"

PARTS: Final = {
    "[Content_Types].xml": (
        f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{_OFFICE}.numbering+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    ),
    "word/_rels/document.xml.rels": (
        f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATION}/numbering" Target="numbering.xml"/></Relationships>'
    ),
}
_BY: Final = 'w:author="审核" w:date="2024-01-15T09:00:00Z"'


def document_part(body: str) -> str:
    """The main part."""
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
        'w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )
    return f"{HEADER}<w:document {_NAMESPACES}><w:body>{body}{section}</w:body></w:document>"


def paragraph(inner: str, properties: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def control(inner: str, number: int) -> str:
    """A content control around what stands in it."""
    return f'<w:sdt><w:sdtPr><w:id w:val="{number}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def _run(words: str, properties: str = "", tag: str = "t") -> str:
    parts = words.split("\t")
    inner = "<w:tab/>".join(
        f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>' if part else "" for part in parts
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


class Writer:
    """Writes words as Word does after many hands: in pieces, with what was struck out beside them."""

    def __init__(self, rng: random.Random, year: int, controls: bool) -> None:
        self.rng, self.year, self.controls, self._id = rng, year, controls, 100

    def _next(self) -> int:
        self._id += 1
        return self._id

    def runs(self, words: str, linked: bool = False, small: bool = False) -> str:
        """Words in runs of various looks, with what Word leaves between and around them."""
        rng, parts = self.rng, []
        size = '<w:sz w:val="15"/>' if small else ""
        for part in cut(rng, words):
            one = _run(part, rng.choice(("", "<w:b/>", '<w:rFonts w:hint="eastAsia"/>')) + size)
            if linked and rng.random() < 0.1:
                one = f'<w:hyperlink w:anchor="top">{one}</w:hyperlink>'
            elif rng.random() < 0.1:
                one = f'<w:proofErr w:type="spellStart"/>{one}<w:proofErr w:type="spellEnd"/>'
            elif self.controls and rng.random() < 0.1:
                one = control(one, self._next())
            parts.append(one)
        return "".join(parts)

    def _inserted(self, words: str) -> str:
        return f'<w:ins w:id="{self._next()}" {_BY}>{_run(words)}</w:ins>'

    def _deleted(self, words: str) -> str:
        return f'<w:del w:id="{self._next()}" {_BY}>{_run(words, tag="delText")}</w:del>'

    def replaced(self, words: str, old: str) -> str:
        """Words put in the place of others."""
        return self._deleted(old) + self._inserted(words)

    def changed(self, words: str) -> str:
        """Words of which some were put in, with others struck out among them."""
        at = self.rng.randrange(4, len(words) - 4)
        return (
            self.runs(words[:at])
            + self._deleted(f"{self.year - 2}年收到政府信息公开申请9999件，")
            + self._inserted(words[at : at + 3])
            + self.runs(words[at + 3 :])
        )

    def gone_paragraph(self) -> str:
        """A paragraph struck out, its end too."""
        mark = f'<w:rPr><w:del w:id="{self._next()}" {_BY}/></w:rPr>'
        return paragraph(self._deleted(f"{self.year - 2}年，共收到政府信息公开申请8888件。"), mark)

    def gone_row(self, columns: int, width: int) -> str:
        """A row of a table struck out."""
        cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        cells = "".join(f"{cell}{paragraph(self._deleted('77'), '')}</w:tc>" for _ in range(columns))
        return f'<w:tr><w:trPr><w:del w:id="{self._next()}" {_BY}/></w:trPr>{cells}</w:tr>'

    def text_box(self, content: str) -> str:
        """A paragraph that holds nothing but a text box, written twice: for new Word and for old."""
        number = self._next()
        shape = (
            '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="3600000" cy="400000"/>'
            f'<wp:docPr id="{number}" name="文本框 {number}"/><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
            '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="400000"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>'
            f"<w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
            "</a:graphic></wp:inline>"
        )
        old = (
            '<w:pict><v:shape style="width:283pt;height:31pt"><v:textbox>'
            f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
        )
        return paragraph(
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>",
            "",
        )
