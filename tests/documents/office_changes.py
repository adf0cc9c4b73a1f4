"""Run by LibreOffice's own Python: `office_changes.py SOFFICE PROFILE FOLDER`.

Opens each .docx in the folder and stores it twice, with all tracked changes accepted and rejected.
"""

import os
import pathlib
import subprocess
import sys
import time
from typing import Any

import uno
from com.sun.star.beans import PropertyValue

PIPE = f"nianbao-changes-{os.getpid()}"


def connect(context: Any) -> Any:
    """The office that listens, once it does."""
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - it has not started yet
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def main(soffice: str, profile: str, folder: str) -> None:
    """Start the office, and let it settle the changes of each file."""
    started = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={PIPE};urp;",
        ]
    )
    try:
        office = connect(uno.getComponentContext())
        manager = office.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", office)
        hidden = PropertyValue(Name="Hidden", Value=True)
        word = PropertyValue(Name="FilterName", Value="MS Word 2007 XML")
        for path in sorted(pathlib.Path(folder).glob("*.docx")):
            for command, suffix in (("AcceptAll", "accepted"), ("RejectAll", "rejected")):
                opened = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden,))
                frame = opened.CurrentController.Frame
                dispatcher.executeDispatch(frame, f".uno:{command}TrackedChanges", "", 0, ())
                target = path.with_suffix(f".{suffix}")
                opened.storeToURL(target.as_uri(), (word,))
                opened.close(True)
        desktop.terminate()
    finally:
        started.wait(30)


if __name__ == "__main__":
    main(*sys.argv[1:])
