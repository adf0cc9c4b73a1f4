"""The grammar of report.lark: compiled by Lark when the rules are, and used without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.msgpack import encode

from linter.memory import Memory
from linter.report.lexicon import Lexicon
from linter.report.structure.joined_lines import with_headings_apart
from linter.report.structure.lalr import Lexer, Production, Table, Tree, parse, read_table
from linter.report.structure.line_classifier import LineClassifier, Token

_LEXED = "lexemes"  # the key of those of the text before
_SHIFT = 0  # Lark's mark of a step that takes a token


class _LineForms:
    """What tells Lark to keep the terminals that no rule names: the line classifier reads them."""

    always_accept = ("CELLS", "NUMBER1", "NUMBER2", "NUMBER3", "NUMBER4", "CAPTION", "SHORT", "PROSE")

    def process(self, stream: Iterator[Any]) -> Iterator[Any]:
        return stream


def compile_grammar(text: str) -> bytes:
    """The grammar's tables, as bytes that ReportGrammar takes. Raises lark's errors for a bad grammar, and
    ValueError for one with terminals that are no patterns."""
    import io
    import pickle

    from lark import Lark

    buffer = io.BytesIO()
    options = {"parser": "lalr", "lexer": "basic", "maybe_placeholders": False, "postlex": _LineForms()}
    Lark(text, start="file", **options).save(buffer, exclude_options=("postlex",))
    saved = pickle.loads(buffer.getvalue())  # noqa: S301 - made one line above
    return encode(_table(saved["data"]["parser"], saved["memo"]))


def _table(saved: dict[str, Any], memo: dict[int, Any]) -> Table:
    """The tables that Lark's own driver would load, as ours."""
    lexer, lalr = saved["lexer_conf"], saved["parser"]
    terminals = [memo[each["@"]] for each in lexer["terminals"]]
    if literals := [each["name"] for each in terminals if each["pattern"]["__type__"] != "PatternRE"]:
        # Lark's lexer lets them take the place of a pattern that matches them
        raise ValueError(f"a literal where a pattern is needed: {literals}")
    terminals.sort(key=_precedence)
    rules = [rule for rule in memo.values() if rule["__type__"] == "Rule"]
    places = {at: rules.index(rule) for at, rule in memo.items() if rule["__type__"] == "Rule"}
    names, states = lalr["tokens"], lalr["states"]
    return Table(
        terminals=tuple((each["name"], _pattern(each)) for each in terminals),
        ignored=frozenset(lexer["ignore"]),
        productions=tuple(map(_production, rules)),
        states=tuple(
            {
                names[symbol]: target if step == _SHIFT else ~places[target["@"]]
                for symbol, (step, target) in states[state].items()
            }
            for state in range(len(states))
        ),
        start=lalr["start_states"]["file"],
        end=lalr["end_states"]["file"],
    )


def _precedence(terminal: dict[str, Any]) -> tuple[int, int, int, str]:
    """Where Lark tries a terminal: by priority, then the longest match, the longest pattern, its name."""
    pattern = terminal["pattern"]
    return -terminal["priority"], -pattern["_width"][1], -len(pattern["value"]), terminal["name"]


def _pattern(terminal: dict[str, Any]) -> str:
    pattern = terminal["pattern"]
    flags = pattern["flags"]
    return "".join((*(f"(?{flag}:" for flag in flags), pattern["value"], ")" * len(flags)))


def _production(rule: dict[str, Any]) -> Production:
    options, symbols = rule["options"], rule["expansion"]
    return Production(
        origin=rule["origin"]["name"],
        name=rule["alias"] or rule["origin"]["name"],
        size=len(symbols),
        kept=tuple(
            (index, symbol["__type__"] == "NonTerminal" and symbol["name"].startswith("_"))
            for index, symbol in enumerate(symbols)
            if options["keep_all_tokens"] or not symbol.get("filter_out")
        ),
        is_lone=bool(options["expand1"] and not rule["alias"]),
    )


class ReportGrammar:
    """A parser of report structure that knows a lexicon. `compiled` must come from compile_grammar."""

    def __init__(self, compiled: bytes, lexicon: Lexicon) -> None:
        self._table = read_table(compiled)
        self._lexer = Lexer(self._table)
        self._lexicon = lexicon
        self._classifier = LineClassifier(lexicon)

    def parse(self, normalized: str, memory: Memory | None = None) -> Tree[Token]:
        """The tree of a normalized text; every text has one. Lines that `memory` has kept are not cut again.
        Raises TooLong."""
        return parse(self._table, self.terminals(normalized, memory))

    def terminals(self, normalized: str, memory: Memory | None = None) -> Iterator[Token]:
        """The terminals of a normalized text. Raises TooLong."""
        text = with_headings_apart(normalized, self._lexicon)
        text = text if text.endswith("\n") else text + "\n"
        if memory is None:
            return self._classifier.process(self._lexer.lexemes(text))
        from linter.report.structure.relex import relex  # for editors

        lexed = relex(self._lexer, text, memory.find(_LEXED))
        memory.keep(_LEXED, lexed)
        return self._classifier.process(lexed.lexemes)
