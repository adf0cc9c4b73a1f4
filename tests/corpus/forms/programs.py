"""Files that other programs write: LibreOffice from a Word file, Chromium from a page."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_PATIENCE: Final = 30.0  # seconds for a program to start, and a few more for each file
_MARGIN: Final = "20mm"
_FILTERS: Final = {"doc": "doc:MS Word 97", "pdf": "pdf:writer_pdf_Export"}


class Absent(Exception):
    """A program is not installed, or did not do its work; the message says which."""


def soffice() -> str | None:
    """The path of LibreOffice, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def chromium() -> str | None:
    """The path of Chromium, if it is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def converted(files: Sequence[bytes], suffix: str, to: str) -> list[bytes]:
    """Files with `suffix` as LibreOffice saves them with the suffix `to`, all in one call.

    Raises Absent without LibreOffice, and when it leaves a file out.
    """
    program = soffice()
    if program is None:
        raise Absent("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{number}.{suffix}" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        out = folder / "out"
        subprocess.run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                _FILTERS.get(to, to),
                "--outdir",
                str(out),
                *map(str, paths),
            ],
            check=False,
            capture_output=True,
            timeout=_PATIENCE + 10 * len(files),
        )
        results = [out / f"{path.stem}.{to}" for path in paths]
        missing = [path.name for path in results if not path.exists()]
        if missing:
            raise Absent(f"LibreOffice did not write {', '.join(missing)}")
        return [path.read_bytes() for path in results]


def printed(pages: Sequence[str]) -> list[bytes]:
    """Pages as Chromium prints them. Raises Absent without it or without playwright to drive it."""
    program = chromium()
    if program is None:
        raise Absent("Chromium is not installed")
    try:
        from playwright.sync_api import PdfMargins, sync_playwright
    except ImportError:
        raise Absent("playwright is not installed") from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        done = []
        sides: PdfMargins = {"top": _MARGIN, "right": _MARGIN, "bottom": _MARGIN, "left": _MARGIN}
        for text in pages:
            page.set_content(text)
            done.append(page.pdf(format="A4", margin=sides))
        browser.close()
    return done
