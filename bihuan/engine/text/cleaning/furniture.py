"""What a web page puts around an article (网页附件): each kind known by its form, not by any one site's words."""

import re

_WORDS = (
    "首页|当前位置|您?当前的?位置|您?现在的?位置|字号|字体|打印|打印本页|关闭|关闭窗口|收藏|分享|分享到|设为首页|加入收藏|联系我们|下载|全屏|加大|还原|减小|"
    "小|中|大|超大|默认|正文|正文内容|阅读量|浏览量|浏览次数|点击数|点击量|访问量|返回顶部|返回首页|无障碍|繁体|简体|登录|注册|搜索|上一篇|下一篇|"
    "纠错|我要纠错|评论|点赞|转发|微信|微博|复制链接|政务信息|新闻中心|本地要闻|阅读下一篇|扫一扫在手机打开当前页|更多"
)
_DAY = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
_CLOCK = r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"

NAVIGATION = re.compile(
    rf"[\s>|/【】\[\]（）()·»›:：\-—]*(?:(?:{_WORDS})[\s\d>|/【】\[\]（）()·»›:：\-—]*)+|[\s>|/【】\[\]（）()·»›:：]+"
    r"|(?:您?当前的?位置|您?现在的?位置)\s?[:：].{0,60}|.{0,10}首页\s?[>»›|].{0,60}|扫一扫.{0,20}"
    r"|[^\s>»›。，,；;]{2,12}(?:\s?[>»›]\s?[^\s>»›。，,；;]{2,12}){1,5}"
)
TODAY = re.compile(rf"(?:今天是)?\s*{_DAY}\s*,?(?:星期|周)[一二三四五六日天].{{0,12}}")
DATE = re.compile(
    r"(?:(?:发布|发表|发文|成文|更新|刊发|上传|公开|印发)?(?:时间|日期)|Publish(?:ed)? ?(?:Time|Date)|Date|Time)"
    rf"\s?[:：]?\s*(?:{_DAY}{_CLOCK})?\s*"
    rf"|{_DAY}{_CLOCK}",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"(?:信息|稿件|文章)?(?:来源|出处|发布机构|发布单位|Publisher|Source)\s?[:：].{0,30}", re.IGNORECASE
)
BYLINE = re.compile(
    r"(?:作者|撰稿|文/|图/|文图|文字|供稿|通讯员|记者|特约记者|本报记者|本网记者)\s?[:：/]?.{0,90}|□.{0,30}(?:报道)?|.{0,12}(?:记者|通讯员)[\s:：].{1,30}(?:报道)"
)
CREDIT = re.compile(
    r"(?:【?我?要?纠错】?\s*)?[【\[(（]?\s*(?:责任|本文|本期|值班|执行)?(?:编辑|责编|校对|审核|编审|监制|终审|初审|复审|美编|统筹)\s?[:：/].{0,60}"
)
CAPTION = re.compile(
    r".{0,140}(?:\s|[（(/])?(?:摄影?|供图|资料图片?|资料照片)[)）]?|(?:图为|图①|上图|下图|左图|右图)[：:]?.{0,80}"
)
PHOTOGRAPHER = re.compile(r"(?:记者|通讯员|摄影|者)[\s:：/]?.{1,12}摄[)）]?$|(?:供图|资料图片?)[)）]?$|^图为")
IMAGE = re.compile(r"[^\s，。]{0,60}\.(?:jpe?g|png|gif|bmp|webp|tiff?)", re.IGNORECASE)
ABSTRACT = re.compile(r"[【\[]?(?:摘要|内容摘要|导语|核心提示|内容提要|编者按)[】\]]?[\s:：].*")
STOCK = re.compile(r"(?:股票|证券|基金)代码\s?[:：]?\s?\d{6}.{0,20}|(?:股票|证券)简称\s?[:：].{0,20}")
MEETING = re.compile(
    r"[-—]{1,3}\s?.{0,30}(?:会议|大会|会|讲话)上?(?:的?(?:讲话|报告))?|[-—]{2,3}.{0,60}上|[(（].{0,40}(?:通过|批准|印发)[)）]"
)
RELATED = re.compile(
    r"(?:相关|热门|推荐|精彩|延伸|更多|最新|往期|猜你喜欢|热点)(?:的)?(?:新闻|报道|稿件|链接|阅读|文章|资讯|推荐|信息|专题|内容|解读|文件)?\s?[:：]?|延伸阅读[:：]?"
    r"|Related (?:news|articles|links).*|上一篇[:：].*|下一篇[:：].*",
    re.IGNORECASE,
)
LISTED = re.compile(rf"[-·•◆■*]\s*.{{4,80}}|.{{6,70}}[\s\[(（]*{_DAY}[\])）]?")
CONTACT = re.compile(
    r"(?:地址|邮编|电话|传真|邮箱|联系电话|联系人|热线|客服|QQ|微信号|E-?mail|Address|Phones?|Tel|Fax|Contact(?: Us)?)"
    r"\s?[:：]?.{0,90}",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"版权声明.*|版权所有.*|免责声明.*|.{0,30}(?:ICP备|公网安备|网站标识码|未经.{0,8}授权|许可证编?号).*|.{0,6}本文仅代表作者.*|.{0,12}版权异议.*|"
    r"Copyright.*|©.*|(?:凡|如).{0,12}(?:注明|转载|侵权|版权).*|(?:主办|承办|技术支持)(?:单位)?[:：].{0,60}|声明[:：].{0,120}",
    re.IGNORECASE,
)
_TAIL_STARTS = ("related", "contact", "copyright")

DATED_SOURCE = re.compile(rf"(?:{DATE.pattern})[\s,，;；|]*(?:{SOURCE.pattern})", re.IGNORECASE)

# In this order: the first kind whose form is the whole line.
_KINDS = (
    ("date", DATED_SOURCE),
    ("navigation", NAVIGATION),
    ("date", TODAY),
    ("date", DATE),
    ("related", RELATED),
    ("image", IMAGE),
    ("stock", STOCK),
    ("abstract", ABSTRACT),
    ("copyright", COPYRIGHT),
    ("contact", CONTACT),
    ("credit", CREDIT),
    ("source", SOURCE),
    ("byline", BYLINE),
    ("meeting", MEETING),
)


def furniture(text: str) -> str | None:
    """Which kind of page furniture a whole line is (附件种类), or None."""
    for kind, form in _KINDS:
        if form.fullmatch(text):
            return kind
    if PHOTOGRAPHER.search(text) and CAPTION.fullmatch(text):
        return "caption"
    return None


def starts_tail(kind: str | None) -> bool:
    """Whether nothing of the article is expected after such a line."""
    return kind in _TAIL_STARTS
