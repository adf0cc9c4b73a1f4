"""Which classes a page's own style sheets hide (CSS Display, `display: none`).

Only rules for a class alone count (`.copy`, `div.copy`), outside of @media and the like; what several
selectors or a script decide is not known here.
"""

from __future__ import annotations

from linter.regex_cache import compiled

_SHEET = compiled(r"(?is)<style[^>]{0,400}>(.*?)</style")
_COMMENT = compiled(r"(?s)/\*.*?\*/")
_RULE = compiled(r"([^{}]*)\{([^{}]*)\}")
_CLASS = compiled(r"(?i)[a-z][a-z0-9]*\.([\w-]+)|\.([\w-]+)")
_DISPLAY = compiled(r"(?i)(?:^|[;\s])(?:display\s*:\s*([a-z-]+)|visibility\s*:\s*(hidden))")
# Classes that the usual style libraries hide with; a second class may show the element on wide screens.
_KNOWN = frozenset({"d-none", "hidden", "sr-only", "visually-hidden", "layui-hide"})
_SHOWN_ON_SOME = compiled(
    r"(?i)(?:^|\s)(?:d-(?:\w+-)?(?!none)\w+|\w+:(?:block|flex|grid|table|inline)[\w-]*)"
)


def hidden_classes(page: str) -> frozenset[str]:
    """The classes whose elements the page's style sheets do not show; the last rule for a class decides."""
    hidden: set[str] = set()
    for sheet in _SHEET.finditer(page):
        for selectors, declarations in _RULE.findall(_outside_groups(_COMMENT.sub("", sheet[1]))):
            display = _DISPLAY.search(declarations)
            if display is None:
                continue
            off = (display[1] or "none").lower() == "none"
            for selector in selectors.rpartition(";")[2].split(","):
                if name := _CLASS.fullmatch(selector.strip()):
                    (hidden.add if off else hidden.discard)(name[1] or name[2])
    return frozenset(hidden)


def hides(value: str, hidden: frozenset[str]) -> bool:
    """Whether an element whose class attribute has this value is hidden by one of its classes."""
    classes = set(value.split())
    if classes & hidden:
        return True
    return bool(classes & _KNOWN) and not _SHOWN_ON_SOME.search(value)


def _outside_groups(sheet: str) -> str:
    """A style sheet without its rules in groups (@media print {…})."""
    kept, depth, start, group = [], 0, 0, -1
    for at, char in enumerate(sheet):
        if char == "{":
            head = sheet[max(sheet.rfind("}", 0, at), sheet.rfind(";", 0, at)) + 1 : at]
            if depth == 0 and head.lstrip().startswith("@"):
                kept.append(sheet[start : at - len(head)])
                group = depth
            depth += 1
        elif char == "}":
            depth = max(depth - 1, 0)
            if depth == 0 and group == 0:
                start, group = at + 1, -1
    return "".join((*kept, sheet[start:] if group < 0 else ""))
