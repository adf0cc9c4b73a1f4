"""Every mutation by name: CODE-what@era. Each builds a fresh valid report and breaks one thing."""

from __future__ import annotations

from typing import Final

from tests.corpus.mutant import Mutation
from tests.corpus.mutate_citation import CITATIONS, GENERAL, PERIODS
from tests.corpus.mutate_figures import FIGURES
from tests.corpus.mutate_general import PAGES_AND_FEES
from tests.corpus.mutate_prose import PROSE_MUTATIONS
from tests.corpus.mutate_structure import STRUCTURE
from tests.corpus.mutate_tables import TABLES_MUTATED

MUTATIONS: Final[dict[str, Mutation]] = {
    **STRUCTURE,
    **CITATIONS,
    **PERIODS,
    **TABLES_MUTATED,
    **FIGURES,
    **GENERAL,
    **PAGES_AND_FEES,
    **PROSE_MUTATIONS,
}
