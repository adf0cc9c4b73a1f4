"""The words that announce a statistics period: 本报告所列数据的统计期限为 ….

Other spans of time are announced alike (公示时间为 …); what is counted must be data or a report.
"""

from __future__ import annotations

from linter.regex_cache import compiled

# Words that announce a period, ending right before its first date.
_TERM = r"(?:期限|时限|时段|时间|期间|周期|区间|范围|日期|起止|期)"
_LINK = r"\w{0,3}?[自从为是系即:(,由于均\"“”]*$"
_ANNOUNCED = (
    compiled(rf"统计\w{{0,8}}?{_TERM}{_LINK}"),
    compiled(rf"(?:数据|报告|年报|所列|所涉|所反映|涵盖)(?P<what>\w{{0,8}}?){_TERM}{_LINK}"),
    compiled(r"(?:统计|报告期)[自从为是:(由于]+$"),
    compiled(r"现(?:将|就)\w{0,16}$"),
)
_OTHER = compiled(
    r"公示|提交|报送|采集|发布|公布|征求|征集|受理|开放|申报|办理|公开|更新|整改|培训|印发|填报|完成"
)
_LOOK_BACK = 48


def is_announced(normalized: str, start: int, at: int) -> bool:
    """Whether the words right before offset `at` say that a statistics period follows."""
    before = "".join(normalized[max(start, at - _LOOK_BACK) : at].split())
    for pattern in _ANNOUNCED:
        if match := pattern.search(before):
            what = match.groupdict().get("what")
            return not (what and _OTHER.search(what))
    return False
