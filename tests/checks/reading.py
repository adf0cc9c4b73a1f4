"""The earlier name of tests.samples.citations."""

from __future__ import annotations

from tests.samples.citations import *  # noqa: F403
