"""The command `nianbao`: the command line, which starts servers when asked to."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import typing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from pathlib import Path

_OPTIONAL = ("typing_extensions", "_uuid")  # Python's own typing, and uuid, do without
_MSGSPEC = ("inspect", "json", "toml", "yaml")  # parts that few commands need, of which some are slow


def run() -> NoReturn:
    """Run the command and end the process with its status, at once where no other thread has been about:
    the system takes everything back sooner than Python would take it apart."""
    status = main()
    if "threading" not in sys.modules:
        with suppress(Exception):  # whatever cannot be written is told below, as at any end
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    sys.exit(status)


def main() -> int:
    """Run the command that the process's arguments ask for; its exit status."""
    gc.disable()  # what is imported and loaded stays: linter.cli.garbage lets the collector run again
    _import_lightly()
    from linter import cli
    from linter.cli.servers import Servers

    return cli.main(servers=Servers(_serve_editor, _serve_mcp, _serve_web))


def _import_lightly() -> None:
    """Import msgspec and argparse without what they import besides and a check does not use: a tenth of a
    start. Whoever imports that later gets it.

    uuid, which msgspec needs, asks platform for the system's name; argparse asks gettext for its messages,
    which linter.cli.argparse_zh has in Chinese; msgspec tries whether ForwardRef takes an argument, which
    wakes Python's compiler.
    """
    platform, gettext = ModuleType("platform"), ModuleType("gettext")
    platform.system = _system  # type: ignore[attr-defined]
    gettext.gettext = lambda message: message  # type: ignore[attr-defined]
    gettext.ngettext = lambda one, many, count: one if count == 1 else many  # type: ignore[attr-defined]
    parts = {f"msgspec.{name}": ModuleType(name) for name in _MSGSPEC}
    others = {"platform": platform, "gettext": gettext, **parts, **dict.fromkeys(_OPTIONAL)}
    forward_ref = typing.ForwardRef
    typing.ForwardRef = lambda *_, **__: None  # type: ignore[misc, assignment]
    try:
        with suppress(ImportError, AttributeError), _instead(others):  # as it is in another version
            import argparse  # noqa: F401

            import msgspec
    finally:
        typing.ForwardRef = forward_ref  # type: ignore[misc]
    import msgspec

    for name in _MSGSPEC:
        if getattr(msgspec, name, None) is parts[f"msgspec.{name}"]:
            delattr(msgspec, name)
    msgspec.__dict__.setdefault("__getattr__", _part_of_msgspec)


def _system() -> str:
    """The same as platform.system()."""
    name = "Windows"
    if sys.platform != "win32":
        name = os.uname().sysname
    return name


@contextmanager
def _instead(others: dict[str, ModuleType | None]) -> Iterator[None]:
    """Let modules that are not imported yet pass for others (None: for missing) in the block."""
    given = {name: module for name, module in others.items() if name not in sys.modules}
    sys.modules.update(given)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in given:
            del sys.modules[name]


def _part_of_msgspec(name: str) -> ModuleType:
    """A module of msgspec that is used without having been imported."""
    if name not in _MSGSPEC:
        raise AttributeError(name)
    from importlib import import_module

    return import_module(f"msgspec.{name}")


def _serve_editor(rules: Sequence[Path]) -> bool:
    from linter.lsp.start import serve  # for editors

    return serve(rules)


def _serve_web(
    host: str,
    port: int | None,
    token: str | None,
    names: Sequence[str],
    rules: Sequence[Path],
    started: Callable[[str], None],
    waiting: Callable[[], None],
) -> None:
    from linter.web.server import serve  # for browsers

    serve(host, port, token, names, rules, started, waiting)


def _serve_mcp(folders: Sequence[str], rules: Sequence[Path]) -> None:
    from linter.mcp.server import serve  # for other programs

    serve(folders, rules)


if __name__ == "__main__":  # worker processes that are spawned import this module again
    run()
