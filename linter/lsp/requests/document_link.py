"""Links from document names in a report to their published text."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from linter.app.editor.analysis import Analysis
from linter.app.editor.documents import document_references
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.server import Server

OPTIONS = types.DocumentLinkOptions(resolve_provider=False)


async def document_link(server: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    """The links of a document."""
    found = await server.analysis(params.text_document.uri)
    if found is None:
        return None
    return list(links(found[1], server.position_codec, tooltips=server.client_support.link_tooltips))


def links(analysis: Analysis, codec: PositionCodec, *, tooltips: bool = True) -> Iterator[types.DocumentLink]:
    """A link for each name of a known document whose address a pack gives, with its title as tooltip."""
    for reference in document_references(analysis):
        document = reference.documents[0]
        if len(reference.documents) == 1 and document.url is not None:
            title = f"《{document.title}》（{document.number}）"
            tooltip = title if tooltips else None
            yield types.DocumentLink(codec.range(analysis.source, reference.span), document.url, tooltip)
