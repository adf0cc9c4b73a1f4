"""The whole application: routes behind the guard, and what goes on while it runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from linter.app.rules import RuleDoc
from linter.app.uploads import UploadWorkers
from linter.web.access import Access
from linter.web.checking import Checking
from linter.web.guard import Guard, refusal
from linter.web.limits import Limits
from linter.web.routes import Routes
from linter.web.visits import Visits

_SWEEP = 2.0  # seconds between two looks for visits that are over


def application(
    access: Access, limits: Limits, workers: UploadWorkers, rules: Sequence[RuleDoc], *, local: bool = True
) -> ASGIApp:
    """The application. It closes `workers` when it ends."""
    visits = Visits(limits)
    routes = Routes(visits, Checking(workers, limits), rules, local=local)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        sweeper = asyncio.create_task(_sweep(visits, workers))
        try:
            yield
        finally:
            sweeper.cancel()
            with suppress(asyncio.CancelledError):
                await sweeper
            for visit in visits:
                visits.drop(visit)
            await asyncio.to_thread(workers.close)

    made = Starlette(
        routes=routes.routes(), lifespan=lifespan, exception_handlers={HTTPException: _no_such_page}
    )
    return Guard(made, access)


async def _sweep(visits: Visits, workers: UploadWorkers) -> None:
    """Forget visits that are over; after the last, the processes go too, with all that they hold."""
    while True:
        await asyncio.sleep(_SWEEP)
        had = len(visits)
        visits.sweep()
        if had and not len(visits):
            await asyncio.to_thread(workers.end_idle)


async def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return refusal(request, status, "没有这一页。")
