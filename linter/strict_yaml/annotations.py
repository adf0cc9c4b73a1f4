"""What a field's annotation says besides its type: what it is for, and how its text is decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from linter.strict_yaml.location import LocatedStr
    from linter.strict_yaml.scalar import Run


class Doc(NamedTuple):
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


class TextListType:
    """A type whose value is made of a list of texts together."""

    doc: str = ""

    def decode(self, texts: tuple[LocatedStr, ...], run: Run) -> object:
        """The value; faults are added to those of the run, as in TextType."""
        raise NotImplementedError
