"""What is around the content of an HTML file: its head with style and policy, its footer and scripts."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from linter.output.page.element import Html, el, join
from linter.version import __version__


def policy(style: Html, scripts: Sequence[Html] = (), *, site: bool = False) -> str:
    """The Content-Security-Policy: nothing but this style and these scripts is allowed to act in the file;
    on a `site` also what comes from the same site."""
    own, more = (" 'self'", "; img-src 'self'; connect-src 'self'") if site else ("", "")
    run = f"; script-src {' '.join(map(_hash, scripts))}{own}" if scripts else ""
    allowed = f"default-src 'none'; style-src {_hash(style)}{own}{run}{more}"
    return f"{allowed}; base-uri 'none'; form-action 'none'"


def opening(title: str, style: Html, scripts: Sequence[Html] = (), site: Html | None = None) -> Html:
    """The file up to its content; `site` are elements of its head that lead to files of the same site."""
    allowed = policy(style, scripts, site=site is not None)
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=allowed),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="generator", content=f"nianbao {__version__}"),
        el("title", title),
        el("style", style),
        site,
    )
    return Html(f'<!DOCTYPE html>\n<html lang="zh-CN">\n{head}\n<body>\n')


def closing(footer: str, scripts: Sequence[Html] = ()) -> Html:
    """The file from the end of its content."""
    run = join(el("script", each) for each in scripts)
    return Html(f"{el('footer', footer)}\n{run}\n</body>\n</html>\n")


@cache
def read_data(module: str, name: str) -> Html:
    """A file beside a module (its `__file__`): a style or a script."""
    with open(os.path.join(os.path.dirname(module), name), encoding="utf-8") as file:
        return Html(file.read())


def _hash(data: str) -> str:
    return f"'sha256-{b64encode(sha256(data.encode()).digest()).decode()}'"
