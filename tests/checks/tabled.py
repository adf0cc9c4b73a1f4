"""The earlier name of tests.samples.tables."""

from __future__ import annotations

from tests.samples.tables import *  # noqa: F403
