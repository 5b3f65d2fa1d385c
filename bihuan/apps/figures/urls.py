"""Addresses of figures."""

from django.urls import path, register_converter

from bihuan.apps.figures import views
from bihuan.engine.values import Month


class MonthConverter:
    """A month in an address, as 2026-10."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, text: str) -> Month:
        """The month that is written so."""
        return Month(int(text[:4]), int(text[5:]))

    def to_url(self, month: Month | str) -> str:
        """As an address writes it."""
        return month if isinstance(month, str) else f"{month.year}-{month.month:02}"


register_converter(MonthConverter, "figure_month")

app_name = "figures"
urlpatterns = [
    path("figures/", views.month, name="month"),
    path("figures/export/", views.month_export, name="month_export"),
    path("figures/indicators/", views.indicators, name="indicators"),
    path("figures/indicators/new/", views.indicator_new, name="indicator_new"),
    path("figures/indicators/<slug:code>/change/", views.indicator_change, name="indicator_change"),
    path("figures/fill/", views.sheets, name="sheets"),
    path("figures/fill/plan/", views.plan, name="plan"),
    path("figures/fill/plan/new/", views.plan_new, name="plan_new"),
    path("figures/fill/plan/<int:unit_id>/", views.plan_unit, name="plan_unit"),
    path("figures/fill/plan/<int:unit_id>/end/", views.plan_end, name="plan_end"),
    path("figures/fill/<int:unit_id>/<figure_month:month>/", views.sheet, name="sheet"),
    path("figures/fill/<int:unit_id>/<figure_month:month>/template/", views.template, name="template"),
    path("figures/fill/<int:unit_id>/<figure_month:month>/import/", views.receive, name="receive"),
    path("figures/import/<int:import_id>/", views.import_page, name="import_page"),
    path("figures/import/<int:import_id>/take/", views.import_take, name="import_take"),
    path("figures/remark/<int:unit_id>/<slug:code>/<figure_month:month>/", views.remark, name="remark"),
    path("figures/sheet/<int:sheet_id>/review/", views.review, name="review"),
    path("figures/sheet/<int:sheet_id>/withdraw/", views.withdraw, name="withdraw"),
    path("figures/fill/<figure_month:month>/lock/", views.lock, name="lock"),
    path("figures/targets/", views.targets, name="targets"),
    path("figures/targets/new/", views.target_new, name="target_new"),
    path("figures/targets/document/<int:document_id>/", views.said, name="said"),
    path("figures/targets/<int:target_id>/", views.target, name="target"),
    path("figures/targets/<int:target_id>/change/", views.target_change, name="target_change"),
    path("figures/targets/<int:target_id>/break-down/", views.breakdown, name="breakdown"),
    path("figures/targets/<int:target_id>/end/", views.target_end, name="target_end"),
    path("figures/targets/doublings/", views.doublings, name="doublings"),
    path("figures/targets/doublings/new/", views.doubling_new, name="doubling_new"),
    path("figures/targets/doublings/<int:doubling_id>/", views.doubling, name="doubling"),
    path("figures/letters/", views.letters, name="letters"),
    path("figures/letters/new/<int:unit_id>/<int:year>/", views.letter_new, name="letter_new"),
    path("figures/letters/<int:letter_id>/", views.letter, name="letter"),
    path("figures/letters/<int:letter_id>/sign/", views.letter_sign, name="letter_sign"),
    path("figures/letters/<int:letter_id>/in-force/", views.letter_force, name="letter_force"),
    path("figures/letters/<int:letter_id>/file/", views.letter_file, name="letter_file"),
    path("figures/letters/<int:letter_id>/check/", views.letter_check, name="letter_check"),
    path("figures/stages/", views.stages, name="stages"),
    path("figures/stages/<slug:code>/", views.stage, name="stage"),
    path("figures/measures/", views.measures, name="measures"),
    path("figures/measures/new/", views.measure_new, name="measure_new"),
    path("figures/measures/<int:measure_id>/end/", views.measure_end, name="measure_end"),
    path(
        "figures/measures/take/<int:unit_id>/<slug:code>/<figure_month:month>/",
        views.measure_take,
        name="measure_take",
    ),
    path("figures/indicator/<slug:code>/", views.indicator, name="indicator"),
    path("figures/indicator/<slug:code>/export/", views.indicator_export, name="indicator_export"),
    path("figures/cell/<int:unit_id>/<slug:code>/<figure_month:month>/", views.cell, name="cell"),
    path("figures/correct/<int:observation_id>/", views.correct, name="correct"),
    path("figures/correction/<int:correction_id>/", views.decide, name="decide"),
    path("figures/correction/<int:correction_id>/file/", views.correction_file, name="correction_file"),
]
