"""What a number measures (指标名称): the shortest phrase beside it that names it."""

import re

# Words between a name and its number: how it moved, how near the number is.
_PREDICATE = re.compile(
    r"(?:同比|环比|比上年|较上年|比去年|较去年|上年同期|年均|平均|分别|均|都|各|共|总计|合计|累计|已|已经|预计|预期|计划|力争|确保|目标|将|要|再|又|就|仅|只|还|"
    r"增长率?|增幅|增加|增至|增|提高|提升|上升|升至|升|下降|降低|降至|降|减少|回落|缩小|收窄|扩大|扩大到|压减|节约|翻|"
    r"达到|达|为|是|至|到|在|超过|超|突破|跨越|跨过|跨上|迈上|站上|过|约|接近|近|逾|不低于|不少于|不超过|高于|低于|好于|快于|领先|完成|实现|保持|稳定|控制|以内|"
    r"连续\d+年|连续|左右|以上|率先|全国平均水平?|全国|全省|全市|水平|(?:由|从)(?:上年|去年|前年|20\d\d年|当初|年初)?的?(?:不足|约|近)?|20\d\d年的?|[:：\s])+$"
)
_TIME = (
    r"(?:(?:到|至|截至|在)?(?:20\d\d年?|今年|去年|上年|明年|本年|前年|当年|年初)(?:\d{1,2}月)?(?:底|末|前|以来|以前)?|\d{1,2}[-—~至]\d{1,2}月份?|\d{1,2}月份?底?|上半年|下半年|"
    r"前?[一二三四1-4]个?季度|全年|年底前|年内|目前|当前|截至目前|近年来|其中|过去[一二三五]年|这[一三五]年|“?十[三四五]五”?(?:时期|期间|末)?|期间|年均|五年来|一年来)"
)
_WHO = (
    r"(?:全国|全省|全市|全区|全县|全州|全域|我省|我市|我区|我县|我镇|全社会(?!研发|投资|用电)|[一-龥]{2,8}?自治[区州县]"
    r"|[一-龥]{1,4}(?<![上城都超股集])市(?![场域级值属直内])|[一-龥]{1,4}(?<![地园社片景小校辖城山库])区(?![域级属直内])|[一-龥]{1,4}[省县州](?![域级属直内])|[一-龥]{1,4}(?<!城)镇(?![域级属直内]))"
)
_VERB = (
    r"(?:实现|完成|拥有|建成|建设|新建|新增|新培育|培育|培育壮大|引进|引育|吸引|新争取|争取|落实|带动|举办|组织|开展|实施|推出|制定|出台|签约|发放|发布|解决|"
    r"办理|办结|化解|获批|获评|创建|创成|打造|认定|入选|入库|形成|获得|取得|兑现|减免|下达|投入|开工|储备|谋划|高质量谋划|累计|共有|共|已有|现有|已|已经|就|仅|也|并|"
    r"新(?!能源|型|材料|兴|质|一代|产业|业态|区|城|基建|投产|农村|农合|动能)|又|再|力争|确保|使|让|推动|推进|促进|支持|承办|参加|全力|大力|通过|为|将|要|加快|计划|预计|一是|二是|三是|四是|五是|六是|七是|八是|九是|十是)"
)
_LEADING = re.compile(rf"^(?:[\s、，,和及与以；;:：“”‘’]+|{_TIME}|{_WHO}|{_VERB}(?=[^率度值额]{{2,}}))")
_HEADS = re.compile(
    r"项目|企业|公司|规划|实事|指标|行动|活动|平台|机构|公路|高速|铁路|线路|园区|基地|中心|实验室|孵化器|空间|人才|岗位|学校|医院|床位|问题|事项|清单|政策|措施|单位|"
    r"家庭|村庄|社区|集群|产业链|品牌|产品|专利|标准|车间|工厂|泊位|桥梁|机场|港口|场馆|赛事|订单|合同|协议|基金|渠道|任务|示范区|试点|小区|住房|车位|充电桩"
)
_STOPS = re.compile(
    r"[，,。；;、：:（(）)“”‘’《》\s]|全部|全面|均|都|已|实现|完成|受到|被|参加|增加|达到|落地|落户|参与|进入|纳入|入选|正式|代表|获|和|与|及|等|的|在|为|连片|开展|总投资|投资"
)
_NOT_NAMES = re.compile(r"^(?:的|了|上|中|后|前|级|年|月|日|其|这|那|此|不|无)?$")
_TAILS = re.compile(
    r"(?:限上|限额以上)?(?:零售额|销售额|营业收入|增加值|总产值|产值|人均可支配收入|可支配收入|居民收入|居民人均可支配收入|完成投资|投资额|投资|占比|比重|收入|总额|产量|增速|数量|人数)$"
)


def left_name(text: str) -> str:
    """The name in the words before a number (左侧名称), empty where they hold none."""
    name = _whole_quotes(_without_leading(_PREDICATE.sub("", text.strip())).strip(" 、，,和的：:"))
    return "" if _NOT_NAMES.match(name) else name


def predicate(text: str) -> str:
    """What stands between a name and its number (谓语): 同比增长, 达到."""
    found = _PREDICATE.search(text)
    return found.group() if found else ""


def _without_leading(name: str) -> str:
    """Without when, who and the verb; the verb stays where two characters alone would be left (完成投资)."""
    while (shorter := _LEADING.sub("", name, count=1)) != name:
        if len(shorter) <= 2 < len(name) <= 6 and not re.match(_TIME + "|" + _WHO, name):
            return name
        name = shorter
    return name


def _whole_quotes(name: str) -> str:
    """Quotation marks in pairs or not at all."""
    if name.count("“") != name.count("”"):
        name = "“" + name if "”" in name and "“" not in name else name.replace("“", "").replace("”", "")
    return name


def head_of_list(name: str) -> str:
    """What closes a list of examples (总称): 活动 in 消费季、购物季等活动; else the last of the list."""
    if "等" in name[1:] and (rest := name.rpartition("等")[2]):
        return rest
    return name.rpartition("、")[2] or name


def right_name(text: str) -> str:
    """The name in the words after a number and its measure word (右侧名称), empty where they hold none."""
    near = text[:18]
    stop = _STOPS.search(near)
    head = _HEADS.search(near)
    if head is not None and (stop is None or head.start() <= stop.start()):
        return near[: head.end()]
    name = near[: stop.start()] if stop else near
    return _SHORT.match(near)[0] if len(name) == 1 else name  # type: ignore[index]


_SHORT = re.compile(r"[^，,。；;、：:（(“”]{0,8}")


def each_name(name: str) -> list[str]:
    """The names of a list with what they share written to each (分列名称).

    >>> each_name("一产、二产增加值")
    ['一产增加值', '二产增加值']
    >>> each_name("游客人数、旅游收入")
    ['游客人数', '旅游收入']
    """
    names = [part for part in re.split("[、和及与]", name) if part]
    tail = _TAILS.search(names[-1]) if names else None
    if tail is None or len(names) < 2:
        return names or [name]
    return [_with_tail(each, tail.group()) for each in names]


def _with_tail(name: str, tail: str) -> str:
    whole = name.endswith(("数", "量")) and not tail.endswith(("占比", "比重"))
    if whole or _TAILS.search(name):
        return name
    return name + (tail.removeprefix("居民") if name.endswith("居民") else tail)
