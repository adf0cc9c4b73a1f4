"""Completion: official headings, row labels, known documents and required sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol import types

from linter.app.editor.analysis import Analysis
from linter.app.editor.sentences import YEAR
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.requests.completion.context import Candidate, CandidateKind, completion_context
from linter.lsp.requests.completion.documents import documents
from linter.lsp.requests.completion.headings import headings, labels
from linter.lsp.requests.completion.sentences import sentences
from linter.lsp.server import Server
from linter.regex_cache import compiled
from linter.text.source import Source, Span

# An input method inserts whole words, of which the editor compares the last character: these are the last
# characters of numerals, agency codes and sentence parts that can be completed.
OPTIONS = types.CompletionOptions(trigger_characters=list("《〔[（(、#办函发令自限第一二三四五六"))

_KINDS: Mapping[CandidateKind, types.CompletionItemKind] = {
    CandidateKind.HEADING: types.CompletionItemKind.Struct,
    CandidateKind.LABEL: types.CompletionItemKind.Field,
    CandidateKind.DOCUMENT: types.CompletionItemKind.Reference,
    CandidateKind.SENTENCE: types.CompletionItemKind.Text,
}
_SPECIAL = compiled(r"([\\$}])")
_LONGEST_LABEL = 60


async def completion(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    """The completions at a position.

    The list is incomplete, so the client asks again after each character: it cannot split Chinese into words.
    """
    found = await server.analysis(params.text_document.uri)
    if found is None:
        return None
    items = completion_items_at(
        found[1], params.position, server.position_codec, snippets=server.client_support.snippets
    )
    return types.CompletionList(is_incomplete=True, items=items)


def completion_items_at(
    analysis: Analysis, position: types.Position, codec: PositionCodec, *, snippets: bool
) -> list[types.CompletionItem]:
    """The completions at a position of the file's own text, best first; `snippets` if the client has them."""
    file = analysis.source.file
    offset = codec.offset(file, position)
    supported = (
        candidate for candidate in candidates(analysis, offset) if snippets or not candidate.has_year_field
    )
    return [_item(file, offset, candidate, rank, codec) for rank, candidate in enumerate(supported)]


def candidates(analysis: Analysis, offset: int) -> Iterator[Candidate]:
    """The candidates at an offset of the file's own text, best first."""
    context = completion_context(analysis, offset)
    if context is None:
        return
    in_table = context.table is not None
    yield from labels(context) if in_table else headings(context)
    yield from headings(context) if in_table else labels(context)
    yield from sentences(context)
    yield from documents(context)


def _item(
    file: Source, offset: int, candidate: Candidate, rank: int, codec: PositionCodec
) -> types.CompletionItem:
    typed = file.slice(Span(candidate.span.start, offset))
    is_snippet = candidate.has_year_field
    return types.CompletionItem(
        label=_short(candidate.label.replace(YEAR, "×")),
        kind=_KINDS[candidate.kind],
        tags=[types.CompletionItemTag.Deprecated] if candidate.outdated else None,
        detail=candidate.detail or None,
        sort_text=f"{rank:04}",
        # the typed text may be from inside the candidate: the client must not filter it out
        filter_text=candidate.text if candidate.text.startswith(typed) else typed,
        insert_text_format=types.InsertTextFormat.Snippet if is_snippet else types.InsertTextFormat.PlainText,
        text_edit=types.TextEdit(
            codec.file_range(file, candidate.span), _snippet(candidate.text) if is_snippet else candidate.text
        ),
    )


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"


def _snippet(text: str) -> str:
    """A snippet in which the year is typed once for all its occurrences."""
    return "$1".join(_SPECIAL.sub(r"\\\1", part) for part in text.split(YEAR))
