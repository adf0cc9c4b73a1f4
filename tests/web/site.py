"""What tests of the page share: an application whose jobs run at once, a client like a browser, files."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache

from docx import Document
from starlette.testclient import TestClient

from linter.app.uploads import (
    CheckUpload,
    UploadJob,
    UploadResult,
    UploadWorkers,
    WorkerDied,
    WorkerTimeout,
    treat_upload,
)
from linter.rulebook import Rulebook, load
from linter.web.access import Access
from linter.web.application import application
from linter.web.limits import Limits
from tests.samples.layouts import report

BYTES = {"content-type": "application/octet-stream"}
OWN = {"origin": "http://127.0.0.1:8760", "sec-fetch-site": "same-origin"}
TEXT = report().encode()


@cache
def book() -> Rulebook:
    """The built-in rules."""
    return load()


class AtOnce(UploadWorkers):
    """Treats jobs in this process, but for a file called 慢, whose process takes too long, and one called
    坏, whose process ends. `asked` are the jobs."""

    def __init__(self) -> None:
        super().__init__(lambda: lambda _: (), 1)
        self.asked: list[UploadJob] = []

    def submit(self, item: UploadJob, seconds: float, cancelled: Callable[[], bool]) -> Future[UploadResult]:
        self.asked.append(item)
        done: Future[UploadResult] = Future()
        name = item.upload.name if isinstance(item, CheckUpload) else ""
        if "慢" in name:
            done.set_exception(WorkerTimeout())
        elif "坏" in name:
            done.set_exception(WorkerDied())
        else:
            done.set_result(treat_upload(item, book()))
        return done


def client(
    access: Access | None = None, limits: Limits | None = None, workers: UploadWorkers | None = None
) -> TestClient:
    """A browser, so to speak, on a page of the application; to be used as a context manager."""
    app = application(access or Access(), limits or Limits(), workers or AtOnce(), book().rules)
    return TestClient(app, "http://127.0.0.1:8760", headers=OWN, follow_redirects=False)


def begin(site: TestClient) -> str:
    """The address of a new visit."""
    return f"/visits/{site.post('/visits').json()['visit']}"


def send(site: TestClient, visit: str, name: str, data: bytes, **query: str) -> int:
    """Send a file; the status of the answer."""
    return site.post(
        f"{visit}/files", params={"name": name, **query}, content=data, headers=BYTES
    ).status_code


def check(site: TestClient, visit: str) -> str:
    """Have everything checked; the page of findings."""
    site.post(f"{visit}/start")
    while site.get(f"{visit}/progress").json()["state"] != "done":
        pass
    return site.get(visit).text


@cache
def word(text: str) -> bytes:
    """A text as a Word document, a paragraph a line."""
    made, out = Document(), io.BytesIO()
    for line in text.splitlines():
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def of_year(year: int, body: str = "档案局") -> bytes:
    """The report of a body for a year."""
    return report().replace("2023", str(year)).replace("档案局", body).encode()
