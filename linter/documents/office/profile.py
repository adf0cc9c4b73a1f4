"""A private folder for LibreOffice: its profile, and the documents while they are converted.

The profile belongs to one process (two that share one lose files without a word) and is there until the
process ends; the documents go as soon as they are converted. Its settings keep a hostile document from
running anything and from reaching out: no macros, no links followed from documents, none updated, and
for whatever should still try, a proxy that nobody serves.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.util import Finalize  # atexit is not run in the workers of a pool
from pathlib import Path
from xml.sax.saxutils import escape

_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("/org.openoffice.Office.Common/Save/Document", "CreateBackup", "false"),
    ("/org.openoffice.Office.Common/History", "PickListSize", "0"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
)


class Home:
    """The private folder of this process; made when it is first asked for, gone when the process ends."""

    def __init__(self) -> None:
        self._folder: str | None = None
        self._process = 0

    @property
    def profile(self) -> str:
        """The address of the profile. Raises OSError."""
        return Path(self._made(), "profile").as_uri()

    @contextmanager
    def workshop(self) -> Iterator[str]:
        """A folder for the block. Raises OSError."""
        path = tempfile.mkdtemp(prefix="job-", dir=self._made())
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def forsake(self) -> None:
        """Begin a new profile: a program that was killed leaves its own locked."""
        if self._folder is not None and self._process == os.getpid():
            shutil.rmtree(os.path.join(self._folder, "profile"), ignore_errors=True)
            _furnish(self._folder)

    def _made(self) -> str:
        if self._folder is None or self._process != os.getpid() or not os.path.isdir(self._folder):
            folder = tempfile.mkdtemp(prefix="nianbao-")  # for this user alone
            Finalize(None, shutil.rmtree, (folder, True), exitpriority=1)
            _furnish(folder)
            self._folder, self._process = folder, os.getpid()
        return self._folder


def _furnish(folder: str) -> None:
    user = os.path.join(folder, "profile", "user")
    os.makedirs(user, exist_ok=True)
    with open(os.path.join(user, "registrymodifications.xcu"), "w", encoding="utf-8") as file:
        file.write(_registry())


def _registry() -> str:
    items = "\n".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}\n</oor:items>\n'
    )
