"""Names of folders for units that any file system takes, no two alike."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{word}{number}" for word in ("com", "lpt") for number in range(1, 10))}
)
_LONGEST = 60  # characters: with three bytes each still short of what a name may have


def folder_names(names: Iterable[str]) -> list[str]:
    """A folder's name for each name, in order; the same names always give the same."""
    taken: set[str] = set()
    folders: list[str] = []
    for name in names:
        own = _safe(name)
        if own != name or own.casefold() in taken:
            base = own
            digest = sha256(name.encode(errors="backslashreplace")).hexdigest()
            own = f"{base}-{digest[:8]}"
            number = 1
            while own.casefold() in taken:
                number += 1
                own = f"{base}-{digest[:8]}-{number}"
        taken.add(own.casefold())
        folders.append(own)
    return folders


def _safe(name: str) -> str:
    kept = "".join(char for char in name if char.isprintable() and char not in _FORBIDDEN)
    kept = kept.strip(" .")[:_LONGEST].strip(" .")
    if (
        not kept
        or kept.split(".")[0].casefold() in _RESERVED
        or not kept.encode(errors="replace").strip(b"?")
    ):
        return f"单位{kept}"
    return kept.encode(errors="replace").decode().replace("?", "")
