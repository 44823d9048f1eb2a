"""Words by what they do in an explanation: what happened, to what, how that can be looked up, and what says nothing.

Classes of words, not phrases: an explanation is weighed by the classes it draws on (:mod:`recon.explanations.weight`).
All are in simplified characters and, where Latin, in lower case.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Characters of the classes below in their traditional forms, pairwise.
_TRADITIONAL = str.maketrans(
    "蓋築補償賠遷徵漲價買賣購貨設備鋼鐵瀝運輸線路橋樑隧機電力網氣氾凍資產債貸銀點還撥進預結轉滯後開複復將標籤簽書"
    "約協議審計報發財廳會區縣鄉鎮號萬億參調變減縮擴緩環園圍圖紙頭術項處時間長遞歸劃與業務劑盤陸車輛頓際馬關閉門閘維"
    "護監測驗證據單兩個戶畝頃實屬確無誤數據說錯對請領導狀況該統誌係體從總為請詳見應屆終損據傾檔導樓棟壓變繼續勞動織"
    "種類農場廠礦岩層壩塊斷裂災風險傷雙餘額稅匯費帳賬員團隊經辦組織決裁訴訟紀錄達聯絡遠徑緊急訂",
    "盖筑补偿赔迁征涨价买卖购货设备钢铁沥运输线路桥梁隧机电力网气泛冻资产债贷银点还拨进预结转滞后开复复将标签签书"
    "约协议审计报发财厅会区县乡镇号万亿参调变减缩扩缓环园围图纸头术项处时间长递归划与业务剂盘陆车辆顿际马关闭门闸维"
    "护监测验证据单两个户亩顷实属确无误数据说错对请领导状况该统志系体从总为请详见应届终损据倾档导楼栋压变继续劳动织"
    "种类农场厂矿岩层坝块断裂灾风险伤双余额税汇费账账员团队经办组织决裁诉讼纪录达联络远径紧急订",
)


def simplified(text: str) -> str:
    """A text with the traditional characters that matter here as simplified ones."""
    return text if text.isascii() else text.translate(_TRADITIONAL)


@lru_cache
def any_of(words: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of words separated by blanks, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, words.split()), key=len, reverse=True)), flags)


#: What happened, told by one word that fits few projects.
EVENTS = """
停工 复工 返工 停建 缓建 改线 改址 移址 迁址 重新选址 迁改 拆迁 征拆 征地 征收 动迁 赔偿 安置 抢修 抢险 涨价 调价 价差 降价 让利 暴雨 强降雨 洪水
洪涝 内涝 水毁 冰冻 上冻 封冻 冬歇 冬休 冬季 雨季 汛期 台风 大雪 暴雪 疫情 封控 地震 塌方 滑坡 泥石流 溶洞 突水 涌水 软基 流沙 文物 古墓 信访 阻工 阻挠
设计变更 工程变更 设计优化 优化设计 增项 减项 漏项 扩容 增容 增设 增建 加宽 加固 延长线 取消 撤销 撤项 终止 中止 解除 解约 退场 破产 诉讼
仲裁 查封 罚款 违约 中标 流标 废标 重新招标 二次招标 降低造价 结转 冲减 冲回 冲销 冲账 红冲 抵扣 抵减 核销 退回 退款 退还 退库 收回 追回 扣回 扣减 扣留 回购 暂估
封顶 贯通 合龙 截流 蓄水 送电 联调 吊装 架梁 铺轨 浇筑 开挖 回填 打桩 抢工 赶工 窝工 误工 停电 断电 停水 断路 封路 交通管制 限行 限电 限产 督察 停产 塌陷 沉降 渗漏 开裂 冻胀 冻融 寒潮 高温 断流 枯水
凌汛 沙尘 火灾 爆炸 事故 伤亡 索赔 理赔 投保 保函 贴息 免息 减免 减税 退税 留抵 免征 罚没 拍卖 挂牌 流拍 摘牌 供地 收储 征用 占用 撤县 划拨 退出 撤资 增资 注资 出资 串标 投诉 复议 举报 阻拦 停摆 冲毁 倒塌 淹没
被淹 被盗 损毁 泡水 重建 抢通 改造升级 搬迁 迁建 改隧 改桥 改渠 改管 缴清 缴纳 上缴 补缴 代缴 交清 垫支 代付 预拨 预缴 预收 借支 抽回 调回 缓付 停付 拖欠 欠付 清欠 清退 补计 补列 集中支付 一次付 补充协议
岩爆 孤石 掘进受阻 并给 补上 弥补 填补 共建 代供 汇兑 损失 调账 错记 误记 串记 记到 砍掉 削掉 重新选点 选点 接管 清场 超付 超付款 补划 让道 移位 漏算 超灌 短缺 赔付 外扩
补记 补提 计提 摊销 转固 资本化 结息 付息 贴现 汇率 放款 提款 发债 缴库 划转 划入 划出 划归 移交 合并 并入 拆分 分立 分拆 更名 改制 重组 赋码
改码 换证 代建 到货 交货 进场 抵港 报关 清关 缺货 断供 预付 垫付 垫资 尾款 质保金 保证金 审减 审增 核减 核增 甩项 提前开工 提前完工 提前竣工
提前支付 提前拨付 一次性支付 一次性列支 一次性付清 一次付清 分摊 剥离 返还 追加 追缴 补缴 补拨 补付 置换 挂账 串户 误拨 多拨 错拨 重复支付
"""
#: Things of trade that something can happen to.
OBJECTS = """
工人 民工 抗拔桩 冻土 双回 单回 高压线 站台 老桥 危桥 钢材 钢筋 钢管 型钢 水泥 沥青 砂石 砂浆 混凝土 商砼 砼 石料 碎石 土石方 石方 土方 材料 人工 人工费 材料费 机械费 设备 机组 主机 锅炉 组件 风机 变压器
变电 电缆 电池 光缆 光纤 基站 服务器 机柜 软件 管道 管材 管网 管线 管廊 阀门 路基 路面 桥梁 大桥 特大桥 涵洞 隧道 斜井 竖井 盾构 基坑 桩基 地基 围堰 大坝 坝体
堤防 泵站 水闸 渠道 灌区 主体 厂房 站房 机房 楼 场平 装修 安装 装饰 幕墙 绿化 标段 匝道 互通 车站 跑道 航站楼 地块 房屋 民房 坟墓 林地 耕地
农田 青苗 补偿款 补偿费 补偿金 安置房 安置费 监理费 勘察费 勘测费 设计费 咨询费 检测费 管理费 预备费 措施费 税费 土地款 土地费 出让金 占补 复垦 工程款 进度款
预付款 货款 材料款 设备款 设备费 农民工 工资 利息 贷款 借款 债券 专项债 国债 债务 中央预算 预算内 车购税 资本金 配套 补助 奖补 结余 沉淀资金 增值税 税率 税 概算 估算 可研
初设 初步设计 施工图 图纸 里程 线路 规模 建筑面积 面积 床位 户数 装机 容量 车辆 车皮 轨道 道岔 接触网 信号 充电桩 网点 合同价 中标价 合同额 单价 造价 运距 定额 工程量
业主 法人 承包商 施工队 总包 分包 供应商 厂家 厂商 投标 招标 用地 红线 许可证 环评 竣工 开工 验收 投产 通车 并网 试运行
子项 单体 支线 联络线 连接线 二期 三期 一期 桩号 渣土 弃渣 爆破 炸药 油价 柴油 电价 运费 海运 进口 电力 供电 跨铁 下穿 天窗 资金 监管 银行
"""
#: What can be done to them; with a plain object these explain little, with nothing at all still less.
CHANGES = """
追加 增加 增列 增至 增补 增为 增到 扩到 扩至 增开 加装 加建 加设 新增 加大 加打 补打 改架空 入地 冲突 绕行 返岗 才拿到 才取得 才收到 才批下 没开工 未开工 没料 断料 停窑 压港 加长 没迁走 未迁走 未化 改单回 改双回 鉴定为 干不了 调增 调减 调整 调至 调出 调入 调剂 减少 减为 减到 压减 压缩 缩减 缩短 削减 变更 变为 变成 改为 改成 改由 改用 改乙供 改甲供 换为 换成 换了 更换 替换
提前 推迟 推后 延后 延期 延迟 延误 延长 滞后 顺延 暂停 暂缓 未能 上涨 涨至 涨到 涨了 涨幅 升至 升到 下跌 跌至 跌到 下降 降至 降到 低于 高于 上调 下调 上升 支付 付给 付清 付讫 付款 已付 未付 实付 未到 到位 到账 入账 拨付 下拨 拨入 未拨 拨款
下达 收到 转入 转出 转拨 计入 列入 纳入 列支 归入 归集 扣除 剔除 结清 结算 决算 清算 完工 竣工 完成验收 通过验收 受阻 受限 未批 补签 签订 签约 终结 超支 节约 节余 中断 落实
修复 重做 拆除 迁移 搬迁 铺设 采购 进货 供货 发运 交付 并网 抵达 运抵 安装 招标 开标 评标 含有 含 包括 包含 合计支付 兑付 偿还 提取 变动 分期 购置 购买 租赁 租用 发放 兑现 打给 汇入 转给 付了 交了 退了 收了 拨了 批了 停了 改了 拆了 买了 到了 开具 取得 办结 换发 更正为 核定为 载明 到期
拨了 砍了 退了 顺延至 转入 多报 少报 漏报 多计 少计 漏计 重复计 多列 少列 漏列 未计 未含 不含 未列 未入 另计 另列
"""
#: What reports are made of: a change of these is no cause of an amount.
REPORTING = """
统计 数据 口径 系统 流程 工单 报表 表格 格式 公式 取数 四舍五入 尾数 尾差 小数 录入 填报 填表 汇总 报送 上报 软件 平台 程序 模板 单元格 打印 显示 导出 导入 审核 核实 核对 说明 情况 原因 因素 表述 误差 换算 折算
"""
#: Words that leave open whether, or put off to later: nothing can be looked up today.
HEDGES = """
可能 也许 或许 大概 大约是 估计 应该是 应当是 据说 听说 据悉 好像 似乎 貌似 预计 预估 拟于 拟在 将于 将在 将会 即将 力争 争取 尽快 尽早 后补报 后补充 后补交 后补办 以后补 补充材料 另行补 另行说明 另行报 另行提供 届时 稍后 随后补 之后补 日后 以后再 下月 下期 下季度 下一步 明年 抓紧 底前 日前完成 号前完成 正在报批 正在办 正在走 在批 还没签 正在编
是否 有没有 吗 假如 如果 建议 恳请 敬请 望予 请予 请领导 请贵 请理解 请谅解 请放行 请通过 请审核 倘若 不清楚 不详 不知道 记不清 不记得 无法提供 暂无法 没法
"""
#: Names of offices that decide, and of parties, which can be asked.
OFFICES = """
发改委 发改局 发展改革委 发展改革局 发展和改革委员会 发展和改革局 财政厅 财政局 财政部 住建厅 住建局 住建委 建设局 城建局 城管局 交通厅 交通局 交通运输厅 交通运输局 水利厅 水利局 水务局
自然资源厅 自然资源局 规划局 规自局 国土局 土地局 征收办 征收局 拆迁办 征地办 审计厅 审计局 审计署 生态环境厅 生态环境局 环保局 林业局 林草局 农业农村厅 农业农村局 工信厅 工信局 教育局 教育厅 卫健委 民政局 文旅局
文物局 应急局 国资委 能源局 统计局 税务局 人防办 政务服务局 公共资源交易中心 投资评审中心 评审中心 重点办 铁路局 国铁集团 人大 常委会 常务会 党组会 办公会 政府 管委会 指挥部 法院 仲裁委 移民局 国网 电力公司 海关 人民银行 省厅 市局 县局 交投 城投 铁总 国铁 铁塔 特派办 督察组 巡视组 巡察组 检察院 供电局 供电公司 自来水公司 燃气公司 村委会 街道办 镇政府 乡政府 国家发改委
"""
#: What an office does that leaves a paper.
DECISIONS = """
批复 批准 批文 核准 获批 审批 审定 审核意见 审议 通过 决定 决议 同意 下达 印发 发文 文件 通知 通报 核定 评审 评定 备案 裁定 判决 查封 冻结 会议 纪要 纳入 收回 调整 拨付 下拨 代建 实施 承担 已报 上报的概算 报批 立项 验收 公告 责令 叫停 监督 牵头 赋码 出具 签发 追加 移交 接收 交办 令 拨入 划拨 拨款 返还 调剂
"""
#: Papers that have a number, a date and a place where they are kept.
PAPERS = """
批复 合同 协议 协议书 纪要 变更单 变更令 变更通知 变更通知单 签证 签证单 联系单 审计报告 审核报告 评审报告 评估报告 检测报告 勘察报告 地勘报告 决算书 结算书 决算报告 凭证 回单 回执 发票 收据 通知书 许可证 判决书 裁定书 调解书 公告
支付令 拨款单 付款单 支付证书 计量单 计量支付 借款合同 授信 交接单 移交书 清单 台账 停工令 复工令 开工令 会签单 核准书 决议 预算书 概算 批准书 提单 报关单 入库单 验收单 发运单 账单 结息单 对账单 备忘录
"""
#: Units whose quantities can be measured in the field or on an account.
MEASURED = """
亿元 万元 千元 百元 元 美元 万美元 欧元 万欧元 公里 千米 延米 平方米 平米 立方米 万立方米 万方 方 米 吨 万吨 公斤 亩 公顷 平方公里 户 台 套 座 根 栋 幢 株 孔 床 间 千伏 千瓦 兆瓦 万千瓦 % ‰ 个百分点 km m2 m3 ㎡ m³ kv mw kw t
万 亿 处 片 块 节 辆 人 名 宗 车 层 折 倍 道 口 组 榀 棵 成 块 只 条
"""
#: Units of time and of counting: a quantity, though of less.
COUNTED = "个月 个星期 周 天 日历天 年 批 次 期 笔 份 个 项 日 宗"

_ENGLISH_EVENTS = """
compensat resettl relocat demolition expropriat prepaid prepay prepayment advance\\spayment paid\\sahead paid\\sin\\sadvance price steel cement asphalt flood storm rain winter frost epidemic covid strike redesign rerout
suspend halted stopp refund write-?off written\\soff carried carry carried\\sforward retention bankrupt litigation exchange\\srate interest bond grant transfer merged split renam cancel terminat deliver customs landslide geolog archaeolog
overpaid reversed reversal reclassif variation\\sorder design\\schange change\\sorder land\\sacquisition
"""
ENGLISH_EVENTS = re.compile("|".join(rf"\b{w}" for w in _ENGLISH_EVENTS.split()))
ENGLISH_CHANGES = re.compile(r"\b(increas|decreas|reduc|delay|postpon|added|adjust|revis|paid|moved|late|early|exceed)")
