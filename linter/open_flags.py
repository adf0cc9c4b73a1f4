"""Flags for opening files, of which no system has all."""

from __future__ import annotations

import os


def open_flags(*names: str) -> int:
    """The bits of the flags of these names (O_BINARY …), without those that this system has not."""
    bits = 0
    for name in names:
        bits |= getattr(os, name, 0)
    return bits
