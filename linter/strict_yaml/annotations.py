"""What a field's annotation says besides its type: what it is for, and how its text is decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from linter.strict_yaml.location import LocatedStr
    from linter.strict_yaml.scalar import Run


class Doc(Struct, frozen=True):
    """What a key is for, in the words of those who write the file: `Annotated[int, Doc("…")]`."""

    text: str


class TextType:
    """A type whose value is made of one text: `Pattern = Annotated[re.Pattern[str], PatternType()]`."""

    doc: str = ""
    """What a field of this type is for, where it has no Doc of its own."""

    def decode(self, text: LocatedStr, run: Run) -> object:
        """The value; faults are added to those of the run.

        After a fault it returns some value of the type, so that the faults of the rest are found too.
        """
        raise NotImplementedError


class LocatedType(TextType):
    """Decodes a text as itself, with its place in the file, where it is checked when the rules load."""

    def __init__(self, doc: str = "") -> None:
        self.doc = doc

    def decode(self, text: LocatedStr, run: Run) -> LocatedStr:
        """The text."""
        return text


class TextListType:
    """A type whose value is made of a list of texts together."""

    doc: str = ""

    def decode(self, texts: tuple[LocatedStr, ...], run: Run) -> object:
        """The value; faults are added to those of the run, as in TextType."""
        raise NotImplementedError


class _Derived:
    """The type of DERIVED."""

    def __repr__(self) -> str:
        return "DERIVED"


DERIVED: Any = _Derived()
"""Default of a field that no YAML fills: `__post_init__` makes its value of the other fields, unless it is
given (as where a kept record is restored)."""
