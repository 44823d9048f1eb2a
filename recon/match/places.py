"""Place names inside project names: regions of the form and the province's counties, each by one stem."""

from __future__ import annotations

import re
from functools import lru_cache

from recon.schemas.lists import REGIONS

#: The county-level divisions of Jilin (GB/T 2260 with changes to 2020), by the part that names them.
COUNTIES = (
    "南关", "宽城", "朝阳", "二道区", "绿园", "双阳", "九台", "农安", "榆树", "德惠", "公主岭",
    "昌邑", "龙潭", "船营", "丰满", "永吉", "蛟河", "桦甸", "舒兰", "磐石",
    "铁西", "铁东", "梨树", "伊通", "双辽", "龙山区", "西安区", "东丰", "东辽",
    "东昌", "二道江", "通化县", "辉南", "柳河", "梅河口", "集安",
    "浑江", "江源", "抚松", "靖宇", "长白县", "临江", "宁江", "前郭", "长岭", "乾安", "扶余",
    "洮北", "镇赉", "通榆", "洮南", "大安",
    "延吉", "图们", "敦化", "珲春", "龙井", "和龙", "汪清", "安图",
)  # fmt: skip
#: Long forms that hold another stem or none.
_ALIASES = {"长白朝鲜族自治县": "长白县", "延边朝鲜族自治州": "延边", "长白山保护开发区": "长白山"}


@lru_cache
def stem(region: str) -> str:
    """The part of a region's name that stands in project names: 长春市 → 长春."""
    return _ALIASES.get(region) or re.sub(r"(市|地区|州)$", "", region)


REGION_STEMS = tuple(dict.fromkeys(stem(region) for region in REGIONS))
_FORMS = {**_ALIASES, **{name: name for name in (*COUNTIES, *REGION_STEMS)}}
_PLACE = re.compile("|".join(sorted(_FORMS, key=lambda name: (-len(name), name))))
_PROVINCE = re.compile(r"^吉林省")


def without_province(name: str) -> str:
    """A name without the province in front, which says nothing within it."""
    return _PROVINCE.sub("", name)


@lru_cache(maxsize=100_000)
def named(name: str) -> frozenset[str]:
    """The stems of all places a name names."""
    return frozenset(_FORMS[found] for found in _PLACE.findall(without_province(name)))
