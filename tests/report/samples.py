"""The earlier name of tests.samples.layouts."""

from __future__ import annotations

from tests.samples.layouts import *  # noqa: F403
