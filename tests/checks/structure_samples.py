"""The earlier name of tests.samples.structure."""

from __future__ import annotations

from tests.samples.structure import *  # noqa: F403
