"""Print how many seconds lint() takes for one file: `python -m benchmarks.alone FILE`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from linter.app.check_document import check_document
from linter.app.file_settings import FileSettings
from linter.documents import open_document
from linter.rulebook import load
from linter.settings import Settings

if __name__ == "__main__":
    book = load(())
    data = Path(sys.argv[1]).read_bytes()
    # What is built at first use (patterns, the parser's tables) is not the file's to pay for.
    check_document(
        open_document("2023年政府信息公开工作年度报告\n一、总体情况\n".encode(), "甲.txt"),
        book,
        FileSettings(Settings()),
    )
    begin = time.perf_counter()
    check_document(open_document(data, sys.argv[1]), book)
    print(time.perf_counter() - begin)
