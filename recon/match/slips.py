"""One wrong character in a name: told from another name by what it sounds or looks like, and by the words it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

#: Characters that sound alike stand this near each other in GB 2312, whose first level is in the order of pronunciation.
SOUND = 12
_FIRST, _LAST, _ROW = (0xB0, 0xA1), (0xD7, 0xF9), 94
#: Characters that look alike.
_LOOKS = (
    "造照 埋理 没设 键建 未末 己已 已巳 己巳 士土 入人 日曰 天夭 干千 由田 甲由 申甲 免兔 折拆 侯候 园圆 拔拨 胃冒 治冶 沿治 施旋 博搏 贷货 徒徙 竟竞 辩辨 析折 厂广 处外 网冈 水永 电申 闸闹 场扬 址扯 "
    "桥侨 库厍 线钱 河何 湖糊 坝垻 渠柒 泵汞 管菅 廊廓 线绒 站沾 改攺 建健 造选 扩护 输愉 变娈 医匠 院皖 校狡 图囹 馆棺 治怡 污汚 排徘 排非 涝捞 堤提 防访 防仿 护沪 岸崖 灌罐 溉概 农衣 村材 镇慎 县具 县昙 院完 氺水 冈网 纲网 医匠 区匹 市布"
)
_ALIKE = frozenset(map(frozenset, _LOOKS.split()))
#: Words that names of projects are made of; a wrong character leaves none of them where it stands.
_NAMED = (
    "改造 建设 工程 项目 扩建 新建 改扩 迁建 续建 污水 处理 供水 供热 供电 供气 给水 排水 雨水 中水 管网 管道 管廊 管线 热力 热源 燃气 道路 公路 铁路 高速 大桥 桥梁 立交 隧道 地铁 轨道 交通 大街 街路 路面 路网 硬化 亮化 绿化 美化 "
    "水库 灌区 堤防 河道 治理 防洪 排涝 防涝 除险 加固 泵站 水闸 水源 净水 水厂 饮水 安全 引水 调水 水系 连通 湿地 生态 修复 恢复 医院 卫生 学校 中学 小学 大学 学院 幼儿 儿园 图书 书馆 体育 育场 育馆 场馆 文化 博物 物馆 科技 中心 基地 园区 "
    "产业 工业 农业 农村 城市 城镇 乡镇 老旧 小区 棚户 危房 住房 公租 变电 输电 输变 线路 电站 电网 配网 风电 光伏 发电 热电 储能 充电 通信 基站 光缆 宽带 数据 据中 云计 平台 系统 智慧 智能 监控 监测 机场 航站 跑道 车站 客运 货运 枢纽 物流 仓储 码头 港口 航道 "
    "垃圾 焚烧 填埋 转运 粪污 养老 敬老 福利 救助 殡仪 公墓 公园 广场 停车 车场 地下 综合 综合体 消防 防站 派出 应急 人防 疾控 妇幼 保健 中医 人民 实验 职业 技术 特殊 教育 教学 学楼 宿舍 食堂 门诊 住院 院楼 办公 公楼 旅游 景区 冰雪 滑雪 "
    "输油 输气 天然 然气 气管 储气 油库 加油 加气 门站 母站 国道 省道 县道 乡道 村道 环路 绕城 快速 速路 干线 支线 复线 专线 联络 连接 接线 匝道 提标 升级 更新 维修 提升 整治 综合整治 电气 气化 双线 复线 客专 货专 城际 段一 标段 "
    "水厂 净水 净化 电厂 粮库 储备 备库 服务 务中 心校 档案 案馆 展览 美术 术馆 纪念 念馆 殡葬 火葬 葬场 屠宰 宰场 环卫 公厕 厕所 街道 巷道 人行 行道 步道 栈道 护坡 护岸 堤岸 沟渠 渠道 灌溉 节水 水土 保持 "
    "土地 整理 耕地 黑土 造林 草原 林业 牧业 畜牧 养殖 种植 冷链 冷库 仓库 厂房 车间 研发 创新 孵化 标准 培训 实训 训练 基层 社区 村部 活动 老年 儿童 少年 青少 残疾 康复 急救 救护 传染 精神 口腔 肿瘤 隔离 病房 设备 "
    "购置 信息 政务 网络 视频 交警 公安 法庭 法院 检察 监狱 看守 戒毒 救援 防灾 减灾 地震 气象 水文 测站 酒厂 药厂 糖厂 纸厂 酒店 饭店 药店 书店 商店 超市 市场 商场 集市 剧院 剧场 影院 电影 广播 播电 电视 报社 邮政 银行 "
    "供暖 供冷 制冷 供销 销售 处置 处罚 安置 安居 安装 货场 客站 货站 中水 回用 污泥 淤泥 清淤 疏浚 截污 截流 分流 合流 蓄水 储水 渗水 漏水 防水 堵漏 地热 余热 换热 热站 热网 燃煤 燃油 煤气 煤矿 矿山 矿区 尾矿 铁矿 金矿 "
    "机械 机电 电机 汽车 火车 货车 客车 电车 公交 公共 共交 站台 月台 天桥 涵洞 隧洞 引桥 桥涵 路基 路肩 边坡 边沟 路灯 照明 明渠 暗渠 干渠 支渠 斗渠 泄洪 溢洪 洪道 洪水 山洪 防汛 抗旱 干旱 拦河 河坝 大坝 水坝 橡胶 "
    "小镇 村镇 城乡 乡村 村屯 田园 庭院 校园 校舍 操场 食品 果蔬 蔬菜 大棚 温室 水稻 玉米 大豆 肉牛 生猪 奶牛 梅花 人参 参茸 木耳 林下 苗圃 护林 防火 火灾 灾害 地质 滑坡 塌陷"
)
_WORDS = frozenset(_NAMED.split())


def near(one: str, other: str) -> bool:
    """Whether two words differ in one character that sounds or looks alike."""
    return len(one) == len(other) and _wrong(one, other) is not None


def _wrong(one: str, other: str) -> int | None:
    """The only place where two texts of one length differ, if the characters there are alike."""
    differ = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return differ[0] if len(differ) == 1 and _alike(one[differ[0]], other[differ[0]]) else None


def mended(text: str, other: str) -> Iterator[str]:
    """A text with one character as in a word of the other one, where it is alike and no word holds it as it stands."""
    there = {word for n in range(len(other) - 1) if (word := other[n : n + 2]) in _WORDS}
    for n in range(len(text) - 1):
        two = text[n : n + 2]
        if two in _WORDS:
            continue
        for word in sorted(there):
            if (wrong := _wrong(two, word)) is not None and not _reads(text, n + wrong):
                yield text[:n] + word + text[n + 2 :]


def _reads(name: str, place: int) -> bool:
    """Whether a known word holds the character at a place."""
    return any(name[n : n + 2] in _WORDS for n in (place - 1, place) if n >= 0)


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> bool:
    if frozenset((one, other)) in _ALIKE:
        return True
    places = _sound(one), _sound(other)
    return None not in places and abs(places[0] - places[1]) <= SOUND  # type: ignore[operator]


def _sound(char: str) -> int | None:
    """The place of a character in the order of pronunciation; None where GB 2312 does not tell it."""
    try:
        high, low = char.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return None
    return (high - _FIRST[0]) * _ROW + low - _FIRST[1] if _FIRST <= (high, low) <= _LAST else None
