"""Bodies that write reports: invented, but for a few cities whose power to make 规章 must be known."""

from __future__ import annotations

import random
from typing import Final, NamedTuple


class Issuer(NamedTuple):
    """A body. `we` is how it calls itself, `place` the area it belongs to, `rulemaking` whether it
    can make 规章 (so that its 规章 row may hold figures), `government` whether its report is due by
    31 March instead of 31 January."""

    kind: str
    name: str
    we: str
    place: str
    rulemaking: bool = False
    government: bool = False


_PROVINCES = ("东岭省", "江右省", "海宁省")
_CITIES = ("云岭市", "南川市", "金河市", "白沙市", "青石市")
_REAL_CITIES = ("芜湖市", "洛阳市", "绵阳市")  # 设区的市, which a list of names must know
_COUNTIES = ("清溪县", "平湾县", "双桥县", "石门坎县", "柳泉县")
_DISTRICTS = ("临江区", "城南区", "高塘区", "西湖坊区", "明月区")
_TOWNS = ("柳树镇", "大坪镇", "三岔河镇", "东风乡", "梅子坳乡")
_STREETS = ("桥头街道", "中山街道", "新华路街道", "北门街道")
_BUREAUS = (
    "民政局",
    "教育局",
    "财政局",
    "市场监督管理局",
    "自然资源和规划局",
    "卫生健康委员会",
    "发展和改革委员会",
    "金融工作办公室",
)

# For each kind: its name, the place it belongs to, and what it calls itself.
_FORMS: Final = {
    "省": ("{province}人民政府", "{province}", "我省"),
    "设区的市": ("{real}人民政府", "{real}", "我市"),
    "市": ("{city}人民政府", "{city}", "我市"),
    "县": ("{city}{county}人民政府", "{county}", "我县"),
    "区": ("{city}{district}人民政府", "{district}", "我区"),
    "镇": ("{county}{town}人民政府", "{county}", "{we_town}"),
    "街道": ("{city}{district}{street}办事处", "{district}", "我街道"),
    "市局": ("{city}{bureau}", "{city}", "{we_bureau}"),
    "区局": ("{city}{district}{bureau}", "{district}", "{we_bureau}"),
    "办公室": ("{city}{county}人民政府办公室", "{county}", "县政府办公室"),
}
_WE_BUREAU = {"局": "我局", "会": "我委", "室": "我办"}

KINDS: Final = tuple(_FORMS)
RULEMAKING: Final = ("省", "设区的市")
POWERLESS: Final = ("县", "区", "镇", "街道", "市局", "区局")
"""Kinds that surely cannot make 规章."""


def issuer(rng: random.Random, kind: str) -> Issuer:
    """A body of one of KINDS; raises KeyError for another kind."""
    town, bureau = rng.choice(_TOWNS), rng.choice(_BUREAUS)
    words = {
        "province": rng.choice(_PROVINCES),
        "real": rng.choice(_REAL_CITIES),
        "city": rng.choice(_CITIES),
        "county": rng.choice(_COUNTIES),
        "district": rng.choice(_DISTRICTS),
        "street": rng.choice(_STREETS),
        "town": town,
        "bureau": bureau,
        "we_town": f"我{town[-1]}",
        "we_bureau": _WE_BUREAU[bureau[-1]],
    }
    name, place, we = (form.format_map(words) for form in _FORMS[kind])
    return Issuer(kind, name, we, place, rulemaking=kind in RULEMAKING, government=name.endswith("人民政府"))
