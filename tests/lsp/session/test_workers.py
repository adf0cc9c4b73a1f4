"""Workers run jobs beside one another."""

from __future__ import annotations

from threading import Event

import pytest

from linter.lsp.session.workers import Workers


def test_a_job_does_not_wait_for_one_that_takes_long() -> None:
    workers, go_on = Workers(), Event()
    long = workers.submit(lambda: go_on.wait(60))
    assert workers.submit(lambda: 3).result(60) == 3
    assert not long.done()
    go_on.set()
    assert long.result(60)


def test_no_job_is_started_after_the_end() -> None:
    workers = Workers()
    assert workers.submit(lambda: 1).result(60) == 1
    workers.shut_down()
    assert workers.submit(lambda: 2).cancelled()


def test_what_a_job_raises_is_its_result() -> None:
    with pytest.raises(ZeroDivisionError):
        Workers().submit(lambda: 1 // 0).result(60)
