"""An office's own Word templates: placeholders only, a wrong one named with its place, dated, used and previewed."""

from datetime import date, timedelta
from io import BytesIO

import docx as word
import pytest
from django.urls import reverse

from bihuan.apps.units.models import Event
from bihuan.apps.work.mapping.paper_templates import KINDS, names_of, starter
from bihuan.apps.work.models import Paper, PaperNumber, PaperTemplate
from bihuan.base import files
from bihuan.definitions import paper_layout
from bihuan.engine.office.docx_text import docx_lines
from bihuan.engine.office.placeholders import check_template
from tests.support.builders import DAY
from tests.support.docx import document
from tests.support.items import make_item

pytestmark = pytest.mark.django_db
ROUND = ["{{每个 逾期事项}}{{逾期事项.标题}}", "{{逾期事项.牵头单位}}", "{{逾期事项.原因}}{{每个 完}}"]
OWN = ["{{标题}}", "第{{期}}期，共{{总数}}项，逾期{{逾期}}项。", "联系人：{{联系人}}"]
PAYLOADS = (
    *("{{7*7}}", "{{事项.__class__}}", "{{ ''.__class__ }}", "{% import os %}", "{{config}}", "${7*7}", "<%= 7*7 %>"),
    *("{{ request.user }}", "{#x#}", "{{单位|safe}}", "{{标题()}}", "{{[1,2]}}", "{{标题", "标题}}", "{{每个 无此表}}"),
    *("{{如果 标题}}", "{{每个 完}}", "{{ lipsum }}", "{{self}}", "{% for x in y %}"),
)


@pytest.fixture
def late(cast):
    make_item(cast, "in_progress", title="建成标准厂房", due_on=date(2026, 2, 27))
    return cast


@pytest.fixture
def client(late, client_of):
    return client_of(late.supervisor)


def own(*paragraphs, table=(ROUND,)):
    return document(paragraphs=list(paragraphs or OWN), table=[list(row) for row in table] or None)


def send(client, content, kind="bulletin", from_on=DAY, **said):
    form = client.get(reverse("work:paper_templates")).context["form"]
    file = BytesIO(content)
    file.name = "通报模板.docx"
    values = {"form_key": form["form_key"].value(), "kind": kind, "from_on": from_on.isoformat(), "file": file}
    return client.post(reverse("work:paper_templates"), {**values, **said})


def newest():
    return PaperTemplate.objects.unscoped("what came in").order_by("-pk").first()


def filled_form(client, kind="bulletin", **said):
    url = f"{reverse('work:paper_new')}?paper={kind}"
    form = client.get(url).context["form"]
    values = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    return url, {**values, **said}


def issue(client, kind="bulletin", **said):
    url, values = filled_form(client, kind, **said)
    return client.post(url, values)


def words(content):
    return "\n".join("|".join(cell.text for cell in line.cells) for line in docx_lines(content))


def issued():
    return Paper.objects.unscoped("what was issued").order_by("-pk").first()


def test_a_paper_is_issued_in_the_offices_own_template(client):
    send(client, own())

    issue(client, contact="张三")

    text = words(files.read_kept(issued().path))
    assert "第1期，共1项，逾期1项。" in text
    assert "建成标准厂房|区工业和信息化局|暂无" in text
    assert "联系人：张三" in text
    assert issued().snapshot["template"] == {"name": "通报模板.docx", "digest": newest().digest}


def test_the_standard_layout_stays_a_choice(client):
    send(client, own())

    issue(client, template="")

    assert "现将" in words(files.read_kept(issued().path))
    assert issued().snapshot["template"] is None


def test_a_template_holds_from_its_day_and_the_newest_wins(client):
    send(client, own("旧的{{标题}}"), from_on=DAY - timedelta(days=9))
    send(client, own("新的{{标题}}"), from_on=DAY - timedelta(days=1))
    send(client, own("将来的{{标题}}"), from_on=date(2070, 1, 1))

    issue(client)

    assert words(files.read_kept(issued().path)).startswith("新的")


def test_an_ended_template_is_used_no_more(client):
    send(client, own())
    url, values = filled_form(client)
    client.post(reverse("work:paper_template_end", args=[newest().pk]))

    answer = client.post(url, values)

    assert (answer.status_code, issued()) == (422, None)
    assert "template" not in client.get(url).context["form"].fields


def test_a_wrong_placeholder_is_named_with_its_place_and_nothing_is_kept(client):
    answer = send(client, own("{{标题}}", "致{{收件人}}："))

    text = answer.content.decode()
    assert (answer.status_code, newest()) == (422, None)
    assert "第2段" in text
    assert "没有“收件人”这一项" in text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_code_in_a_template_is_refused(client, payload):
    answer = send(client, own("{{标题}}", payload, table=()))

    assert (answer.status_code, newest()) == (422, None)


def test_what_is_no_word_file_is_refused(client):
    assert send(client, b"PK no word file").status_code == 422
    assert newest() is None


def test_what_was_typed_is_never_looked_at_again(client):
    send(client, own())

    issue(client, contact="{{标题}}{{每个 事项}}")

    assert "联系人：{{标题}}{{每个 事项}}" in words(files.read_kept(issued().path))


def test_one_upload_twice_is_one(client):
    answers = [send(client, own(), form_key="k" * 32).url for _ in range(2)]

    assert answers[0] == answers[1]
    assert PaperTemplate.objects.unscoped("all").count() == 1


def test_a_preview_shows_the_paper_and_keeps_and_counts_nothing(client):
    send(client, own())
    url, values = filled_form(client)

    answer = client.post(url.replace("new/", "new/preview/"), values)

    assert "第1期，共1项" in words(answer.content)
    assert issued() is None
    assert not PaperNumber.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_starting_file_that_is_taken_and_previewed(client, kind):
    content = client.get(f"{reverse('work:paper_template_starter')}?kind={kind}").content
    word.Document(BytesIO(content))
    assert check_template(content, names_of(kind)) == ()

    send(client, content, kind=kind)
    page = client.get(reverse("work:paper_template", args=[newest().pk]))

    assert page.status_code == 200
    assert "refused" not in page.context
    assert "{{" not in words(client.get(reverse("work:paper_template_preview", args=[newest().pk])).content)


def test_a_unit_uses_its_own_template_for_its_own_kinds(late, client, client_of):
    clerk = client_of(late.lead_clerk)
    content = starter("task_table", word="任务分解表", layout=paper_layout_of(DAY))
    send(clerk, content, kind="task_table")

    issue(clerk, "task_table", name="本单位")

    assert issued().snapshot["template"]["digest"] == newest().digest
    assert send(clerk, own(), kind="bulletin").status_code == 422
    stranger = client_of(late.stranger_clerk)
    assert stranger.get(reverse("work:paper_template", args=[newest().pk])).status_code == 404


def paper_layout_of(day):
    found = paper_layout(day)
    assert found is not None
    return found


def test_both_acts_leave_events(client):
    send(client, own())
    client.post(reverse("work:paper_template_end", args=[newest().pk]))

    kinds = [event.kind for event in Event._base_manager.order_by("-seq")[:2]]
    assert kinds == ["work.template_ended", "work.template_added"]
