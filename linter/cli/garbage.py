"""When Python's garbage collector runs."""

from __future__ import annotations

import gc

_NEW_OBJECTS = 20_000  # before one collection: a report makes so many, and hardly any cycles


def collect_again() -> None:
    """Let a collector that the program's entry disabled run again, over what is made from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(_NEW_OBJECTS)
        gc.enable()
