"""Runs one target under atheris until its time is over or it has found something."""

from __future__ import annotations

import sys

import atheris

from fuzz.run import CORPUS, GROWN

with atheris.instrument_imports(include=["linter"]):
    from fuzz.targets import TARGETS, book

name, seconds = sys.argv[1:3]
grown = GROWN / name
grown.mkdir(parents=True, exist_ok=True)
options = [
    f"-max_total_time={seconds}",
    "-timeout=300",  # by the clock, also where others keep the machine busy
    "-rss_limit_mb=3000",
    "-max_len=3000",
    f"-artifact_prefix={GROWN}/{name}-",
    "-print_final_stats=1",
    "-verbosity=0",
]
book()  # loaded here, its time is not the first input's
atheris.Setup([sys.argv[0], str(grown), str(CORPUS / name), *options], TARGETS[name])
atheris.Fuzz()
