"""The xlsx template: out with all that is known, back with what was filled, wrong rows marked and left out."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bihuan.apps.figures.models import Observation, Remark, Sheet, SheetImport
from tests.support.builders import viewer
from tests.support.observations import ask, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast):
    ask(cast)
    return cast


def url(cast, unit=None):
    return f"/figures/fill/{(unit or cast.units.lead).pk}/2026-02/"


def filled(content: bytes, **cells) -> bytes:
    """The template with values in its two open columns, by name of the indicator."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book[book.sheetnames[0]]
    for row in sheet.iter_rows(min_row=3):
        for name, (level, growth) in cells.items():
            if row[2].value == name:
                row[6].value, row[7].value = level, growth
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def bring(client, cast, content, unit=None):
    return client.post(f"{url(cast, unit)}import/", {"file": SimpleUploadedFile("填报表.xlsx", content)})


def test_a_template_holds_my_rows_and_last_years_figures_and_comes_back_into_the_draft(asked, client_of):
    client = client_of(asked.lead_clerk)
    content = client.get(f"{url(asked)}template/").content

    answer = bring(client, asked, filled(content, 出口总额=(12.5, 5.6), 工业用电量=("三十", 3)))
    text = client.get(answer.url).content.decode()
    client.post(f"{answer.url}take/")

    draft = Sheet.objects.visible_to(viewer(asked.statistician)).get().draft
    pk = asked.units.lead.pk
    assert "“三十”不是数字" in text
    assert draft[f"{pk}-exports"] == {"level": "12.5", "growth": "5.6"}
    assert f"{pk}-industrial_electricity" not in draft
    assert not Observation.objects.visible_to(viewer(asked.statistician)).exists()


def test_a_template_of_another_unit_or_month_is_refused(asked, client_of):
    ask(asked, asked.units.stranger)
    content = client_of(asked.stranger_clerk).get(f"{url(asked, asked.units.stranger)}template/").content

    answer = bring(client_of(asked.lead_clerk), asked, content)

    assert answer.status_code == 422
    assert "请下载本单位本月的模板" in answer.content.decode()


def test_a_file_is_taken_once(asked, client_of):
    client = client_of(asked.lead_clerk)
    content = client.get(f"{url(asked)}template/").content
    page = bring(client, asked, filled(content, 出口总额=(12.5, 5.6))).url
    client.post(f"{page}take/")

    assert client.post(f"{page}take/").status_code == 409


def test_a_locked_month_takes_no_template(asked, client_of):
    client = client_of(asked.lead_clerk)
    content = client.get(f"{url(asked)}template/").content
    sheet = send(asked)
    client_of(asked.statistician).post(f"/figures/sheet/{sheet.pk}/review/", {"act": "approve", "version": 1})

    assert bring(client, asked, content).status_code == 409
    assert not SheetImport.objects.visible_to(viewer(asked.statistician)).exists()


def test_a_figure_in_the_wrong_unit_is_noted_with_what_was_meant_and_may_be_answered(asked, client_of):
    client, pk = client_of(asked.lead_clerk), asked.units.lead.pk
    for month, level in (("2025-02", "12.5"), ("2026-02", "125000")):
        values = {f"level_{pk}-exports": level, f"growth_{pk}-exports": "5.6", "act": "submit", "with_gaps": "on"}
        client.post(f"/figures/fill/{pk}/{month}/", values)

    text = client.get(url(asked)).content.decode()
    assert "核对提示" in text
    assert "12.5亿元" in text
    client.post(f"/figures/remark/{pk}/exports/2026-02/", {"note": "unit_slip", "words": "单位填错，将改报"})
    assert Remark.objects.visible_to(viewer(asked.lead_clerk)).get().words == "单位填错，将改报"


def test_notes_are_for_owner_and_reviewer_alone(asked, client_of):
    pk = asked.units.lead.pk
    for month, level in (("2025-02", "12.5"), ("2026-02", "125000")):
        values = {f"level_{pk}-exports": level, f"growth_{pk}-exports": "5.6", "act": "submit", "with_gaps": "on"}
        client_of(asked.lead_clerk).post(f"/figures/fill/{pk}/{month}/", values)

    assert "核对提示" in client_of(asked.statistician).get(url(asked)).content.decode()
    assert "核对提示" not in client_of(asked.leader).get(url(asked)).content.decode()
