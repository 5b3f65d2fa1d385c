"""Web pages as sites of many makers show a paper (测试用网页): marked well, marked badly, or as tables."""

from __future__ import annotations

import random
from html import escape

from tests.support.noise import TOPICS
from tests.support.reports import Paper


def page(paper: Paper, chance: random.Random) -> str:
    """A whole page with the paper in it."""
    make = chance.choice((_semantic, _divided, _tabled))
    words = chance.choice((["要闻", "政务公开", "办事服务", "互动交流"], ["首页", "镇街", "部门", "专题", "视频"]))
    menu = "".join(f'<li><a href="/{number}">{word}</a></li>' for number, word in enumerate(words))
    links = "".join(
        f'<li><a href="/t{number}">{topic}</a><span>03-{number + 2:02}</span></li>'
        for number, topic in enumerate(chance.sample(TOPICS, 5))
    )
    body = make(paper, menu, links, chance)
    meta = '<meta name="PubDate" content="2026-02-10"/>' if chance.random() < 0.5 else ""
    title = f"<title>{escape(paper.title)}_镜澜区人民政府</title>"
    head = f'<head><meta charset="utf-8"/>{title}{meta}<style>p{{margin:0}}</style></head>'
    return f"<!DOCTYPE html><html>{head}{body}</html>"


def _paragraphs(paper: Paper, chance: random.Random) -> str:
    made = chance.choice(
        (
            lambda text: f"<p>　　{text}</p>\n",
            lambda text: f'<p style="text-indent:2em"><span style="font-size:16px">{text}</span></p>',
            lambda text: f"<div>&nbsp;&nbsp;{text}</div>",
            lambda text: f"　　{text}<br/><br/>\n",
        )
    )
    return "".join(made(escape(text)) for text in paper.paragraphs)


def _facts(chance: random.Random) -> str:
    return chance.choice(
        (
            "<span>发布时间：2026-02-10 09:30</span><span>来源：镜澜日报</span><span>浏览：<b id=hits>213</b>次</span>",
            "日期：2026-02-10&nbsp;&nbsp;来源：镜澜日报&nbsp;&nbsp;字号：[<a>大</a> <a>中</a> <a>小</a>]",
        )
    )


def _semantic(paper: Paper, menu: str, links: str, chance: random.Random) -> str:
    return (
        f"<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{escape(paper.title)}</h1>"
        f'<div class="meta">{_facts(chance)}</div>{_paragraphs(paper, chance)}</article></main>'
        f"<aside><h3>热点</h3><ul>{links}</ul></aside><footer>主办：镜澜区人民政府办公室<br>地址：湖滨路88号</footer>"
        "<script>var hits=1;</script></body>"
    )


def _divided(paper: Paper, menu: str, links: str, chance: random.Random) -> str:
    return (
        f'<body><div id="top"><a href="/">设为首页</a>|<a>加入收藏</a></div><div class="menu"><ul>{menu}</ul></div>'
        f'<div class="crumbs">当前位置：<a>首页</a> &gt; <a>要闻</a></div>'
        f'<div class="title">{escape(paper.title)}</div>'
        f'<div class="info">{_facts(chance)}</div><div id="zoom" class="TRS_Editor">{_paragraphs(paper, chance)}</div>'
        f'<div class="editor">责任编辑：周样本</div><div class="share">分享到：<a>微信</a><a>微博</a></div>'
        f'<div class="list"><div>相关阅读</div><ul>{links}</ul></div>'
        '<div class="bottom">版权所有：镜澜区人民政府办公室 <a>湘ICP备00000000号</a></div></body>'
    )


def _tabled(paper: Paper, menu: str, links: str, chance: random.Random) -> str:
    cells = menu.replace("<li>", "<td>").replace("</li>", "</td>")
    return (
        f"<body><table width=1000><tr>{cells}</tr></table>"
        f"<table><tr><td align=center><b>{escape(paper.title)}</b></td></tr>"
        f"<tr><td>{_facts(chance)}</td></tr><tr><td>{_paragraphs(paper, chance)}</td></tr>"
        f"<tr><td>【<a>打印</a>】【<a>关闭</a>】</td></tr><tr><td><ul>{links}</ul></td></tr></table>"
        "<center>镜澜区人民政府主办<br>电话：0000-1234567</center></body>"
    )
