"""All kinds of check, by the word that a rule names them with."""

from __future__ import annotations

from collections.abc import Mapping

from linter.checks import (
    breakdown,
    chains,
    citations,
    contents,
    copied,
    documents,
    fees,
    figures,
    files,
    headings,
    identities,
    numbering,
    order,
    periods,
    publication,
    punctuation,
    residue,
    sections,
    shares,
    stated,
    sudden,
    tables,
    title,
    titles,
    years,
)
from linter.checks.kind import AnyCheck

KINDS: Mapping[str, type[AnyCheck]] = {
    **title.KINDS,
    **sections.KINDS,
    **contents.KINDS,
    **order.KINDS,
    **headings.KINDS,
    **numbering.KINDS,
    **citations.KINDS,
    **documents.KINDS,
    **titles.KINDS,
    **periods.KINDS,
    **tables.KINDS,
    **figures.KINDS,
    **identities.KINDS,
    **fees.KINDS,
    **residue.KINDS,
    **publication.KINDS,
    **punctuation.KINDS,
    **stated.KINDS,
    **breakdown.KINDS,
    **shares.KINDS,
    **years.KINDS,
    **files.KINDS,
    **chains.KINDS,
    **copied.KINDS,
    **sudden.KINDS,
}
