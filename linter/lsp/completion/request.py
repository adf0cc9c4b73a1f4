"""What can be typed next: official headings and labels, known documents, sentences of the report's year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol import types

from linter.checks.reference_data import YEAR
from linter.lsp.analysis import Checked
from linter.lsp.completion.context import Offer, Sort, place
from linter.lsp.completion.documents import documents
from linter.lsp.completion.headings import headings, labels
from linter.lsp.completion.sentences import sentences
from linter.lsp.position import PositionCodec
from linter.lsp.server import Server
from linter.regex_cache import compiled
from linter.text.source import Source, Span

# An input method hands over whole words, of which an editor sees the last character: those in which the
# numerals, agency codes and sentences end that are worth offering something for.
OPTIONS = types.CompletionOptions(trigger_characters=list("《〔[（(、#办函发令自限第一二三四五六"))

_KINDS: Mapping[Sort, types.CompletionItemKind] = {
    Sort.HEADING: types.CompletionItemKind.Struct,
    Sort.LABEL: types.CompletionItemKind.Field,
    Sort.DOCUMENT: types.CompletionItemKind.Reference,
    Sort.SENTENCE: types.CompletionItemKind.Text,
}
_SPECIAL = compiled(r"([\\$}])")
_LONGEST_LABEL = 60


async def completion(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    """What is offered at a place; the client asks again after each character, for Chinese has no words that
    it could match by itself."""
    found = await server.checked(params.text_document.uri)
    if found is None:
        return None
    offered = completion_at(found[1], params.position, server.ruler, snippets=server.abilities.snippets)
    return types.CompletionList(is_incomplete=True, items=offered)


def completion_at(
    checked: Checked, position: types.Position, ruler: PositionCodec, *, snippets: bool
) -> list[types.CompletionItem]:
    """What is offered at a position of the file's own text, best first; `snippets` tells that the client
    can show fields to fill in."""
    own = checked.source.file
    offset = ruler.offset(own, position)
    shown = (offer for offer in offers(checked, offset) if snippets or not offer.fields)
    return [_item(own, offset, offer, rank, ruler) for rank, offer in enumerate(shown)]


def offers(checked: Checked, offset: int) -> Iterator[Offer]:
    """What is offered at an offset of the file's own text, best first."""
    here = place(checked, offset)
    if here is None:
        return
    in_table = here.table is not None
    yield from labels(here) if in_table else headings(here)
    yield from headings(here) if in_table else labels(here)
    yield from sentences(here)
    yield from documents(here)


def _item(own: Source, offset: int, offer: Offer, rank: int, ruler: PositionCodec) -> types.CompletionItem:
    typed = own.slice(Span(offer.span.start, offset))
    snippet = offer.fields
    return types.CompletionItem(
        label=_short(offer.label.replace(YEAR, "×")),
        kind=_KINDS[offer.sort],
        tags=[types.CompletionItemTag.Deprecated] if offer.outdated else None,
        detail=offer.detail or None,
        sort_text=f"{rank:04}",
        # what was typed may be words from the midst: the choice is made here, the client shall keep it
        filter_text=offer.text if offer.text.startswith(typed) else typed,
        insert_text_format=types.InsertTextFormat.Snippet if snippet else types.InsertTextFormat.PlainText,
        text_edit=types.TextEdit(
            ruler.exactly(own, offer.span), _fields(offer.text) if snippet else offer.text
        ),
    )


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"


def _fields(text: str) -> str:
    """A snippet in which the year is typed once for all its places."""
    return "$1".join(_SPECIAL.sub(r"\\\1", part) for part in text.split(YEAR))
