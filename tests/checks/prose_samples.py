"""The earlier name of tests.samples.prose."""

from __future__ import annotations

from tests.samples.prose import *  # noqa: F403
