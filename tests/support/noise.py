"""Noise of every kind put around and into papers (测试用噪声): each kind in many makings, chosen by chance.

The words here are not those of the reader's definitions: a kind must be known by its make.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import opencc

from tests.support.reports import Paper

SITES = ("镜澜融媒", "今日镜澜", "镜澜区人民政府门户网站", "湖畔观察网", "江南产经在线")
NAMES = ("周样本", "吴示例", "郑范例", "冯模板", "陈样例", "褚示范")
TOPICS = (
    "春风送岗进社区 千余岗位等你来",
    "我区举办全民健身徒步大会",
    "老城更新记：一条巷子的新生",
    "镜澜图书馆延长开放时间",
    "直播带货走进田间地头",
    "这场音乐会，免费听！",
    "区妇联开展巾帼志愿服务",
    "一图读懂医保新规",
)
SOUNDS = {"发": "fā", "产": "chǎn", "业": "yè", "进": "jìn", "经": "jīng", "实": "shí", "项": "xiàng", "动": "dòng"}
PLAIN = {"发": "fa", "产": "chan", "业": "ye", "进": "jin", "经": "jing", "实": "shi", "项": "xiang", "动": "dong"}

HEADS: tuple[tuple[str, ...], ...] = (
    ("澜城新闻网", "新闻 > 时政 > 区县", "时间：2026-03-02 08:12:45 来源：澜城日报 编辑：小雨"),
    (
        "中国·镜澜",
        "我的位置： 首页 > 新闻资讯 > 镜澜要闻",
        "发布日期:2026-02-11 10:22 信息来源:区融媒体中心 浏览次数: 203 次",
        "字号：[ 大 中 小 ]",
    ),
    ("媒体聚焦", "2026-02-10 18:03 来源：澜江早报", "分享："),
    ("", "镜澜发布 2026年2月10日 18:20 湖南"),
    ("澜江早报 | A02版：要闻", "2026年02月11日 星期三", "上一版  下一版", "朗读", "放大+ 缩小- 默认○"),
    ("关键词：经济 会议 部署", "政务微博 | 政务微信 | 客户端", "|登录|收藏本站|"),
    ("[ 索 引 号 ]　JL-2026-0012　　　[ 公开方式 ]　主动公开", "[ 发文单位 ]　区政府办　　　[ 发文日期 ]　2026-02-11"),
)
TAILS: tuple[tuple[str, ...], ...] = (
    (
        "来源：镜澜发布",
        "编辑：小雨 | 责编：大风 | 审核：晴天",
        "推荐阅读",
        "重磅！这条高铁线路有新进展",
        "周末去哪儿？这份赏花地图请收好",
        "往期回顾",
        "点个“在看”，为家乡加油",
    ),
    ("（作者单位：镜澜区委宣传部）", "【责任编辑：小雨】", "【打印】【顶部】【关闭】"),
    ("你可能还想看", "镜澜：一季度开门红", "湖滨公园樱花开了", "查看更多 >"),
    ("标签：", "经济工作", "会议", "项目建设", "我要反馈", "0 0"),
    ("镜澜区融媒体中心出品", "记者：吴示例 通讯员：郑范例", "视频：冯模板", "制图：陈样例"),
    (
        "如需转载，请在文首注明来源",
        "合作、投稿请联系：0000-8888888",
        "镜澜融媒新媒体矩阵",
        "长按图片识别二维码",
        "关注镜澜融媒视频号",
    ),
    (
        "网站简介 - 版权信息 - 网站导航 - 帮助中心",
        "镜澜区人民政府主办 镜澜区政府办公室维护",
        "网警 ICP 党政机关 纠错",
        "(c) 2026 jinglan.gov",
    ),
    ("责任编辑：", "吴示例", "扩展阅读", "·[组图]湖畔春色", "·[视频]镜澜新闻联播 20260301", "·[专题]项目攻坚年"),
    ("大额信用卡代还 秒到 加V：abc12345", "香港马会资料大全_管家婆一句话", "电脑版 | 手机版 | 意见反馈"),
    ("pg电子试玩 麻将胡了", "凯发k8国际官网 天生赢家", "金属探测门厂家 安检门价格 安检机品牌"),
    ("网赚项目交流群，零投入日入500，详询客服小美，V信 xm20266", "一分钟了解征信修复", "附近上门服务 同城空降 24h在线"),
    ("打赏", "喜欢作者", "最新评论 (2)", "风轻云淡：期待！ 3天前 来自湖南 赞 回复", "写留言"),
)


@dataclass(frozen=True)
class Dirty:
    """A dirty text and the body that should remain of it."""

    kind: str
    text: str
    body: str


def dirty(kind: str, paper: Paper, chance: random.Random) -> Dirty:
    """A paper under one kind of noise."""
    text, body = KINDS[kind](paper, chance)
    return Dirty(kind, text, body)


def _plain(paper: Paper, head: Sequence[str] = (), tail: Sequence[str] = ()) -> tuple[str, str]:
    return "\n".join([*head, paper.title, *paper.paragraphs, *tail]), paper.body


def _day(chance: random.Random) -> str:
    year, month, day = 2026, chance.randrange(1, 13), chance.randrange(1, 29)
    forms = (
        f"{year}-{month:02}-{day:02}",
        f"{year}年{month}月{day}日",
        f"{year}/{month}/{day}",
        f"{year}.{month:02}.{day:02}",
    )
    return chance.choice(forms) + chance.choice(("", " 09:31", " 17:05:42", "  10:20"))


def navigation(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Breadcrumbs, buttons and menus above and below."""
    head = chance.choice(
        (
            ["您所在的位置: 首页 >> 政务动态 >> 部门动态"],
            ["首页 · 要闻 · 镇街 · 部门 · 视频 · 专题", "当前位置:首页>>要闻>>正文"],
            ["网站首页", "领导之窗", "信息公开", "办事大厅", "政民互动", "字体：【大】【中】【小】"],
            ["首页＞新闻＞本地＞详情", "【打印】 【收藏】 【关闭】"],
            ["无障碍 | 关怀版 | 登录 | 注册", "请输入搜索内容", "首页 / 新闻动态 / 工作动态"],
            ["主站", "切换城市", "| 简体 | 繁体 | EN |", "您的位置： 网站首页 → 区域要闻 → 浏览文章"],
        )
    )
    tail = chance.choice(
        (
            ["【返回顶部】【打印本页】【关闭窗口】"],
            ["分享到： 微信 微博 QQ好友 复制链接", "上一篇：我区召开宣传部长会议", "下一篇：没有了"],
            ["扫一扫，分享到朋友圈", "TOP"],
            ["点赞 (12)", "收藏 (3)", "转发"],
            [],
        )
    )
    return _plain(paper, head, tail)


def facts(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Lines of date, source, author and counters below the title."""
    site, name, day = chance.choice(SITES), chance.choice(NAMES), _day(chance)
    lines = chance.choice(
        (
            [f"发布日期：{day}    来源：{site}    浏览量：1,203    字体：大 中 小"],
            [f"{day}  来源：{site}  作者：{name}"],
            [f"来源: {site} | 时间: {day} | 点击: 87次"],
            [f"{day}", f"来源：{site}", f"编辑：{name}"],
            [f"信息来源： {site}   发布时间： {day}   访问次数： 452"],
            [f"时间：{day}", "来源：", site, "作者：", name, "阅读：", "2.3万"],
            [f"稿件来源：{site}　　发布人：{name}　　发表时间：{day}"],
            [f"[{day}]", f"（{site} {name}）"],
        )
    )
    return "\n".join([paper.title, *lines, *paper.paragraphs]), paper.body


def papers_table(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """The table above an official paper."""
    day = _day(chance).split(" ")[0]
    table = chance.choice(
        (
            [
                "索 引 号：",
                "JL001-0203-2026-00012",
                "主题分类：",
                "工业、交通",
                "发文机关：",
                "镜澜区人民政府",
                "成文日期：",
                day,
                "标　　题：",
                paper.title,
                "发文字号：",
                "镜政办发〔2026〕8号",
                "发布日期：",
                day,
            ],
            [
                f"索引号: 11370/2026-00031 组配分类: 部门文件 发布机构: 镜澜区人民政府办公室 公开日期: {day}",
                "镜政办字〔2026〕8号",
            ],
            [f"发文机关：镜澜区政府办公室　　成文日期：{day}", "文号：镜政办发〔2026〕8号", "有效性：有效"],
        )
    )
    return _plain(paper, table)


def editors(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Who wrote, edited, checked and shot, at the end or below the title."""
    one, two, three = chance.sample(NAMES, 3)
    tail = chance.choice(
        (
            [f"编辑：{one}", f"一审：{two}  二审：{three}  三审：{one}"],
            [f"责编/{one} 校对/{two} 审核/{three}"],
            [f"文/图：{one} {two}"],
            [f"撰稿｜{one}", f"摄影｜{two}", f"编审｜{three}"],
            [f"（记者 {one} 通讯员 {two}）"],
            [f"来源丨{chance.choice(SITES)}", f"编辑丨{one}", f"监制丨{two}"],
            [f"初审：{one} 复审：{two} 终审：{three}"],
        )
    )
    if chance.random() < 0.4:
        joined = f"{paper.paragraphs[-1]}（本报记者 {one} 通讯员 {two} {three}）"
        return "\n".join([paper.title, *paper.paragraphs[:-1], joined, *tail]), paper.body
    return _plain(paper, tail=tail)


def footer(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Owners, addresses, numbers and notes of a site."""
    tail = chance.choice(
        (
            [
                "主办：镜澜区人民政府办公室 承办：镜澜区大数据中心",
                "湘ICP备00000000号 公安备案号00000000000000",
                "网站标识码：0000000000",
            ],
            [f"Copyright © 2019-2026 {chance.choice(SITES)} All Rights Reserved", "未经书面授权不得复制或建立镜像"],
            [
                "关于本站 | 版权说明 | 联系方式 | 网站地图",
                "地址：镜澜区湖滨路88号 邮编：000000",
                "值班电话：0000-1234567 传真：0000-7654321",
            ],
            ["声明：本号转载文章版权归原作者所有，如有侵权请联系后台删除。"],
            ["本站违法和不良信息举报电话：0000-1234567", "您是第 1234567 位访问者", "建议使用1920*1080分辨率浏览"],
            ["投稿邮箱：tougao@example.cn 新闻热线：0000-1234567", "凡注明“来源：镜澜融媒”的作品，转载请注明出处。"],
        )
    )
    return _plain(paper, tail=tail)


def related(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Lists of other articles after the text."""
    topics = chance.sample(TOPICS, 5)
    heading = chance.choice(
        ("相关阅读", "猜你喜欢：", "【热门推荐】", "大家都在看", "延伸阅读", "相关链接 >>", "今日热点", "")
    )
    form = chance.choice(
        ("{0} 2026-03-{1:02}", "· {0}", "{0} [03-{1:02}]", "{1}. {0} 2026/3/{1}", "▪ {0}  2026年3月{1}日", "{0}")
    )
    lines = [form.format(topic, number + 3) for number, topic in enumerate(topics)]
    return _plain(paper, tail=[*([heading] if heading else []), *lines])


def spam(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Rows of search words, offers and foreign adverts, below or between the paragraphs."""
    rows = (
        "欧洲杯外围投注_足球赔率分析_体育竞猜APP下载",
        "澳门威尼斯线上赌场|真人荷官|送88彩金",
        "捷达二手车报价 奥迪二手车多少钱 二手车交易网",
        "日韩无码|欧美在线|成人影院免费看",
        "急用钱？无抵押贷款当天放款，身份证就能贷，电话：138-0000-0000（微信同号）",
        "想赚钱加微信 zq888999，兼职日结，名额有限！",
        "best online casino bonus no deposit slots free spins",
        "Buy cheap replica watches, free shipping worldwide!",
        "祛斑哪家好 祛斑多少钱 祛斑医院排名 祛斑产品推荐",
        "【限时特价】茅台镇酱香酒厂家直销，原价1299现价99元，扫码领取优惠券，包邮到家！",
        "传奇私服发布网 新开传奇网站 1.76复古传奇 变态手游",
        "本地搬家公司电话_居民搬家价格_长途搬家哪家好",
        "点击领取新人红包>>> www.hongbao-example.com",
        "论文代写、职称代评、学历提升，诚信经营，QQ：10086000",
    )
    chosen = chance.sample(rows, 3)
    if chance.random() < 0.5:
        return _plain(paper, tail=chosen)
    place = chance.randrange(2, len(paper.paragraphs))
    mixed = [*paper.paragraphs[:place], chosen[0], *paper.paragraphs[place:], *chosen[1:]]
    return "\n".join([paper.title, *mixed]), paper.body


def _sounded(text: str, sounds: dict[str, str], brackets: str) -> str:
    return "".join(f"{sign}{brackets[0]}{sounds[sign]}{brackets[1]}" if sign in sounds else sign for sign in text)


def pinyin(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Sounds in brackets after characters, with tones or without."""
    sounds = chance.choice((SOUNDS, PLAIN))
    brackets = chance.choice(("()", "（）"))
    return "\n".join(_sounded(line, sounds, brackets) for line in (paper.title, *paper.paragraphs)), paper.body


def twice(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """The article a second time, word for word."""
    again = chance.choice(([paper.title], [], ["原文如下："], ["手机版", paper.title]))
    if chance.random() < 0.3:
        return f"{paper.title}\n{''.join(paper.paragraphs)}{''.join(paper.paragraphs)}", "".join(paper.paragraphs)
    return _plain(paper, tail=[*again, *paper.paragraphs])


def nearly_twice(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """The article a second time with small differences: signs, words, a lost sentence, other breaks."""
    changes = [
        ("，", ","),
        ("要", "必须要"),
        ("会议", "大会"),
        ("加快", "抓紧"),
        ("；", "。"),
        ("“", '"'),
        ("”", '"'),
        ("全区", "我区"),
    ]
    lines = list(paper.paragraphs)
    for old, new in chance.sample(changes, 2):
        lines = [line.replace(old, new, 1) if chance.random() < 0.5 else line for line in lines]
    if len(lines) > 6 and chance.random() < 0.5:
        lines.pop(chance.randrange(3, len(lines) - 1))
    again = ["".join(lines)] if chance.random() < 0.3 else lines
    return _plain(paper, tail=[*([paper.title] if chance.random() < 0.5 else []), *again])


def captions(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Captions on their own, or run into the paragraph that follows."""
    name = chance.choice(NAMES)
    form = chance.choice(
        (
            "图为会议现场。记者 {0} 摄",
            "▲企业车间一角 {0}/摄",
            "会议现场。本报记者{0}摄",
            "（图片由企业提供）",
            "图①：项目施工现场。{0} 摄",
            "资料图片",
            "IMG_2031.JPG",
        )
    )
    caption = form.format(name)
    place = chance.randrange(1, len(paper.paragraphs))
    lines = list(paper.paragraphs)
    if "摄" in caption and "/" not in caption and chance.random() < 0.5:
        lines[place] = caption + chance.choice(("", " ", "　　")) + lines[place]
    else:
        lines.insert(place, caption)
    return "\n".join([paper.title, *lines]), paper.body


def lost_breaks(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Paragraphs run together, with the gap that stood at their heads, or with nothing."""
    gap = chance.choice(("　　", "\u2003\u2003", "　　　"))
    return f"{paper.title}\n{gap.join(paper.paragraphs)}", paper.body


def title_run_in(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """The title once more at the head of the text, without a break."""
    day = _day(chance)
    lines = [paper.title, f"发布时间：{day}", paper.title + paper.paragraphs[0], *paper.paragraphs[1:]]
    return "\n".join(lines), paper.body


def comments(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """What readers are asked for and what they said."""
    tail = chance.choice(
        (
            ["网友评论", "文明上网理性发言，请遵守评论服务协议", "0条评论"],
            ["我要留言", "登录后才可以发言", "热门评论", "湖边散步的人：支持！", "澜城小李：希望早点开工"],
            ["发表评论（共3条）", "游客182：点赞家乡发展", "查看更多评论"],
        )
    )
    return _plain(paper, tail=tail)


def tags(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Rests of a page's markup."""
    rests = ("</span>", "<br/>", "&nbsp;&nbsp;", '<p style="text-indent:2em">', "</font></div>", "<!-- 正文 -->")
    return "\n".join(
        [paper.title, *(chance.choice(rests) + line + chance.choice(rests) for line in paper.paragraphs)]
    ), paper.body


def traditional(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """The paper in traditional characters, as a machine writes them."""
    convert = opencc.OpenCC(chance.choice(("s2t", "s2tw", "s2hk"))).convert
    return "\n".join(map(convert, (paper.title, *paper.paragraphs))), paper.body


def elsewhere(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Heads and tails written after the reader's words were settled."""
    head, tail = chance.choice(HEADS), chance.choice(TAILS)
    above = 1 if chance.random() < 0.5 else 2
    return "\n".join([*head[:above], paper.title, *head[above:], *paper.paragraphs, *tail]), paper.body


def everything(paper: Paper, chance: random.Random) -> tuple[str, str]:
    """Several kinds at once, as pages mostly are."""
    head = navigation(paper, chance)[0].split(paper.title)[0].strip().split("\n")
    lines = facts(paper, chance)[0].split("\n")
    tail = [line for kind in (editors, related, footer, spam) for line in _tail_of(kind, paper, chance)]
    return "\n".join([*head, *lines, *tail]), paper.body


def _tail_of(kind: Callable[[Paper, random.Random], tuple[str, str]], paper: Paper, chance: random.Random) -> list[str]:
    lines = kind(paper, chance)[0].split("\n")
    return [
        line
        for line in lines
        if line not in paper.paragraphs and line != paper.title and paper.paragraphs[-1] not in line
    ]


KINDS: dict[str, Callable[[Paper, random.Random], tuple[str, str]]] = {
    each.__name__: each
    for each in (
        *(navigation, facts, papers_table, editors, footer, related, spam, pinyin, twice, nearly_twice, captions),
        *(lost_breaks, title_run_in, comments, tags, traditional, elsewhere, everything),
    )
}
