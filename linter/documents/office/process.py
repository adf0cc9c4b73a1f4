"""One call of LibreOffice, which ends in time and leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

_OPTIONS = (
    "--headless",
    "--invisible",
    "--norestore",
    "--nologo",
    "--nolockcheck",
    "--nodefault",
    "--nofirststartwizard",
)
_TARGET = "docx:MS Word 2007 XML"
# Address space in KB and file size in blocks of 512 bytes, and no core with a draft in it. A system that
# does not know a limit goes without.
_LIMITED = 'ulimit -c 0; ulimit -v 4194304 2>/dev/null; ulimit -f 1048576 2>/dev/null; exec "$@"'


def call(program: str, profile: str, files: Sequence[str], folder: str, seconds: float) -> bool:
    """Have `files` converted into `folder`; whether that ended in time. What came out is for the caller to
    look at: the exit status is 0 whatever happened. Raises OSError when the program does not start."""
    command = [program, f"-env:UserInstallation={profile}", *_OPTIONS]
    command += ["--convert-to", _TARGET, "--outdir", folder, *files]
    if os.name == "posix":
        command = ["/bin/sh", "-c", _LIMITED, "sh", *command]
    process = subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the files are our own copies
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with everything it started, if it still runs."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
        )
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
