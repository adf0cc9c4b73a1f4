"""The compiled grammar of report.lark, kept where it need not be compiled again."""

from __future__ import annotations

import io
import pickle

from lark import Lark, Token, Tree

from linter.report.lexicon import Lexicon
from linter.report.structure.joined_lines import with_headings_apart
from linter.report.structure.line_classifier import LineClassifier


def compile_grammar(text: str) -> bytes:
    """The grammar's tables, as bytes that ReportGrammar takes. Raises lark's errors for a bad grammar."""
    buffer = io.BytesIO()
    Lark(
        text,
        start="file",
        parser="lalr",
        lexer="basic",
        maybe_placeholders=False,
        postlex=LineClassifier(Lexicon(())),
    ).save(buffer, exclude_options=("postlex",))
    return buffer.getvalue()


class ReportGrammar:
    """A parser of report structure that knows a lexicon. `compiled` must come from compile_grammar."""

    def __init__(self, compiled: bytes, lexicon: Lexicon) -> None:
        saved = pickle.loads(compiled)  # noqa: S301 - made by this program, kept in the user's own folder
        # what lark's standalone parsers call: it is the way in that takes a postlex with saved tables
        load = Lark._load_from_dict
        self._lexicon = lexicon
        self._lark: Lark = load(saved["data"], saved["memo"], postlex=LineClassifier(lexicon))  # type: ignore[no-untyped-call]

    def parse(self, normalized: str) -> Tree[Token]:
        """The tree of a normalized text; every text has one. Raises TooLong."""
        text = with_headings_apart(normalized, self._lexicon)
        return self._lark.parse(text if text.endswith("\n") else text + "\n")
