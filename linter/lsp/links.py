"""Documents that a report names, as links to where their text is published."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from linter.lsp.analysis import Checked
from linter.lsp.contexts import contexts
from linter.lsp.document_references import cited
from linter.lsp.position import PositionCodec
from linter.lsp.server import Server

OPTIONS = types.DocumentLinkOptions(resolve_provider=False)


async def document_link(server: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    """The links of a document."""
    found = await server.checked(params.text_document.uri)
    if found is None:
        return None
    return list(links(found[1], server.ruler, tooltips=server.abilities.tooltips))


def links(checked: Checked, ruler: PositionCodec, *, tooltips: bool = True) -> Iterator[types.DocumentLink]:
    """A link for each place that names one known document whose address a pack gives, with its title where
    the client shows `tooltips`."""
    for context in contexts(checked):
        for place in cited(context):
            document = place.documents[0]
            if len(place.documents) == 1 and document.url is not None:
                told = f"《{document.title}》（{document.number}）"
                shown = told if tooltips else None
                yield types.DocumentLink(ruler.range(checked.source, place.span), str(document.url), shown)
