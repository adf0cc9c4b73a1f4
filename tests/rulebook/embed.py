"""The earlier name of tests.samples.examples."""

from __future__ import annotations

from tests.samples.examples import *  # noqa: F403
