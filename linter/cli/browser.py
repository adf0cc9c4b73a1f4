"""Shows a page in the user's browser."""

from __future__ import annotations

import os
import sys


def show(address: str) -> bool:
    """Open the page at an address in the browser; whether that could be asked for.

    A text browser is never started: it would take the terminal.
    """
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not (os.name == "nt" or sys.platform == "darwin" or desktop or os.environ.get("BROWSER")):
        return False
    import webbrowser

    try:
        return webbrowser.open(address)
    except (OSError, webbrowser.Error):
        return False
