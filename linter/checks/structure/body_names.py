"""Whether two names of public bodies surely mean two bodies."""

from __future__ import annotations

from msgspec import Struct

from linter.regex_cache import compiled
from linter.report.values.body_words import BodyWords

_TOWN = "乡镇街道"
_PLACE = compiled(
    r"(?:[\u4e00-\u9fff]{1,8}?(?:省|自治区|(?<!城)市(?!场)|自治州|州(?!市)|盟|地区|县|(?<![城社发区景园])区|旗))"
    r"{1,3}(?=[\u4e00-\u9fff]{2})"
)
_GOVERNED = compiled(
    r"(?P<stem>[\u4e00-\u9fff]{2,8}?)(?P<level>省|自治区|市|自治州|州|盟|地区|县|区|旗|镇|乡|街道)(?:办事处)?$"
)
_LAST = compiled(
    r"(?P<stem>[\u4e00-\u9fff]{1,8}?)(?P<level>省|自治区|市|自治州|州|盟|地区|县|区|旗|镇|乡|街道)"
)


class _Body(Struct, frozen=True):
    """A name in parts: the smallest place in it without its level, the level, and the department (empty
    for the government of the place)."""

    stem: str
    level: str
    department: str


def are_different(one: str, other: str, words: BodyWords) -> bool:
    """Whether two names cannot be one body's, nor the other a short name of it or its superior."""
    if _is_within(one, other) or _is_within(other, one):
        return False
    first, second = _parts(one, words), _parts(other, words)
    if first.stem and first.stem in other and not second.department:
        return False
    if second.stem and second.stem in one and not second.department:
        return False
    if first.department and second.department:
        return _are_unlike(first.department, second.department, words) or (
            _bare(first.department, words) == _bare(second.department, words) and _are_apart(first, second)
        )
    if not first.department and not second.department:
        return _are_apart(first, second)
    department, government = (first, second) if first.department else (second, first)
    if words.unsure_department.search(department.department):
        return False
    if _are_apart(department, government):
        return True
    if government is second:
        return government.level in _TOWN and bool(government.stem)
    return bool(government.stem) and words.department.search(department.department) is not None


def _is_within(short: str, long: str) -> bool:
    """Whether the characters of a name all stand in another in the same order, as those of 人社局 do in
    人力资源和社会保障局."""
    left = iter(long)
    return all(char in left for char in short)


def _parts(name: str, words: BodyWords) -> _Body:
    governed = words.place(name)
    if found := _GOVERNED.search(governed):
        places = [*_LAST.finditer(governed)]
        last = places[-1] if places else found
        return _Body(last["stem"], last["level"], "")
    match = _PLACE.match(name)
    if match is None:
        return _Body("", "", name)
    last = [*_LAST.finditer(match[0])][-1]
    return _Body(last["stem"], last["level"], name[match.end() :])


def _are_apart(one: _Body, other: _Body) -> bool:
    """Whether two places of one level are not the same place."""
    if not one.stem or not other.stem:
        return False
    same_level = one.level == other.level or (one.level in _TOWN and other.level in _TOWN)
    return same_level and not (one.stem.endswith(other.stem) or other.stem.endswith(one.stem))


def _are_unlike(one: str, other: str, words: BodyWords) -> bool:
    """Whether two departments have nothing in common but words that many names have."""
    if words.unsure_department.search(one) or words.unsure_department.search(other):
        return False
    first, second = _bare(one, words), _bare(other, words)
    return bool(first and second) and not set(first) & set(second)


def _bare(department: str, words: BodyWords) -> str:
    return words.common_in_departments.sub("", department)
