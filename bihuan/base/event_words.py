"""What events and their objects are called, in the one place from which they are shown (事件名称)."""

EVENTS = {
    "access.refused": "越权访问被拒",
    "audit.anchored": "固定审计链首",
    "audit.sealed": "封存审计记录",
    "audit.verified": "核验审计链",
    "candidate.accepted": "条目立项",
    "candidate.edited": "修改条目",
    "candidate.merged": "合并条目",
    "candidate.rejected": "舍弃条目",
    "candidate.reopened": "恢复条目",
    "candidate.split": "拆分条目",
    "definition.changed": "更改规则",
    "demo.made": "生成演示数据",
    "desk.answered": "答复意见建议",
    "desk.suggested": "提意见建议",
    "document.corrected": "更正文件信息",
    "document.encoding_chosen": "选定文字编码",
    "document.put_back": "放回移除内容",
    "document.taken_out": "移除内容",
    "document.uploaded": "上传文件",
    "office.imported": "导入单位人员",
    "person.added": "建账号",
    "person.changed": "更正人员信息",
    "person.password_changed": "修改口令",
    "person.password_reset": "重置口令",
    "person.restarted": "恢复账号",
    "person.sign_in_failed": "登录失败",
    "person.signed_in": "登录",
    "person.signed_out": "退出",
    "person.stopped": "停用账号",
    "right.ended": "收回权限",
    "right.granted": "授权生效",
    "right.proposed": "提出授权",
    "right.refused": "不同意授权",
    "unit.added": "设立单位",
    "unit.duty_added": "登记职责",
    "unit.duty_removed": "移出职责",
    "unit.ended": "撤销单位",
    "unit.merged": "合并单位",
    "unit.renamed": "单位更名",
    "work.amended": "更正",
    "work.campaign_changed": "更改专项行动",
    "work.campaign_made": "建专项行动",
    "work.campaign_set": "归入专项行动",
    "work.copied": "抄送",
    "work.copy_read": "阅知",
    "work.drafted": "拟办",
    "work.exported": "导出台账",
    "work.moved": "办理",
    "work.opened": "打开办理",
    "work.paper_issued": "出具公文",
    "work.taken_over": "承办单位更替",
    "work.view_dropped": "删除视图",
    "work.view_saved": "保存视图",
}
OBJECTS = {
    "audit": "审计链",
    "candidate": "条目",
    "definition": "规则",
    "desk.suggestion": "意见建议",
    "district": "全区",
    "document": "文件",
    "office": "全区单位人员",
    "person": "人员",
    "unit": "单位",
    "units.person": "人员",
    "work.campaign": "专项行动",
    "work.item": "事项",
    "work.ledger": "台账",
    "work.paper": "公文",
    "work.view": "视图",
}


def event_word(kind: str) -> str:
    """The word of an event; its code where it has none yet."""
    return EVENTS.get(kind, kind)


def object_word(kind: str) -> str:
    """The word of what an event is about; an address refused is named as such."""
    return OBJECTS.get(kind) or OBJECTS.get(kind.replace(":", ".")) or ("页面" if ":" in kind else kind)
