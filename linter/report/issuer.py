"""The body that a report is about, where its title does not name it."""

from __future__ import annotations

import re

_COMPILED = re.compile(r"由([\u4e00-\u9fff]{2,25}?)(?:负责|组织|汇总|牵头|统一)*(?:编制|编写|编撰|撰写|起草)")
_PUBLISHED = re.compile(r"(?:现将|现公布|现发布|公布|公开)([\u4e00-\u9fff]{2,25}?)20\d\d年")
_ORGAN = re.compile(r"([\u4e00-\u9fff]{3,25}(?:政府|办公室|办公厅|委员会|局|厅|委|办|处|中心|街道办事处))")
_SIGNED = re.compile(_ORGAN.pattern + r"[ ]*\n+[ ]*(?:20\d\d|二[〇○零]\w\w)[ ]*年")


def find_issuer(folded: str, start: int, stop: int, end: int) -> str | None:
    """The issuer by the preface (`start`..`stop`), else by the signature over a date before `end`."""
    preface = folded[start:stop].replace(" ", "")
    for pattern in (_COMPILED, _PUBLISHED):
        match = pattern.search(preface)
        if match:
            return match[1].removeprefix("本级").removeprefix("本机关") or None
    signatures = [match[1] for match in _SIGNED.finditer(folded, max(start, end - 400), end)]
    return signatures[-1] if signatures else None
