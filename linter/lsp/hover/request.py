"""What is known of the place under the cursor: findings, figures, documents, periods, headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from linter.lsp.analysis import Checked
from linter.lsp.contexts import contexts
from linter.lsp.hover.document import documents
from linter.lsp.hover.figure import figures
from linter.lsp.hover.finding import findings
from linter.lsp.hover.markup import At, Card, markdown, plain
from linter.lsp.hover.statement import headings, periods
from linter.lsp.position import PositionCodec
from linter.lsp.server import Server


async def hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    """What is told of a place; nothing where nothing is known."""
    found = await server.checked(params.text_document.uri)
    if found is None:
        return None
    return hover_at(found[1], params.position, server.ruler, server.abilities.hovers, brief=server.brief)


def hover_at(
    checked: Checked,
    position: types.Position,
    ruler: PositionCodec,
    forms: Sequence[types.MarkupKind],
    *,
    brief: bool = False,
) -> types.Hover | None:
    """What is told of a position of the file's own text, in the first form that the client likes; `brief`
    for one that shows the messages of findings there itself."""
    own = checked.source.file
    told = cards(checked, ruler.offset(own, position), brief=brief)
    if not told:
        return None
    form = next(iter(forms), types.MarkupKind.PlainText)
    written = markdown(told) if form == types.MarkupKind.Markdown else plain(told)
    narrowest = min((card.span for card in told), key=lambda span: span.end - span.start)
    place = ruler.range(checked.source, narrowest)
    return types.Hover(types.MarkupContent(form, written), place)


def cards(checked: Checked, offset: int, *, brief: bool = False) -> list[Card]:
    """What is told of an offset of the file's own text: of what stands there, else of what ends there."""
    taken = checked.source.from_file(offset)
    if taken is None:
        return []
    return list(_cards(checked, At(taken), brief)) or list(_cards(checked, At(taken, behind=True), brief))


def _cards(checked: Checked, at: At, brief: bool) -> Iterator[Card]:
    yield from findings(checked, at, brief=brief)
    for context in contexts(checked):
        if at.touches(context.report.span):
            rules = checked.book.rules_for(context.report.generation)
            yield from figures(context, rules, at)
            yield from documents(context, rules, at)
            yield from periods(context, rules, at)
            yield from headings(context, at)
