"""Addresses of units, people, rights, audit and rules."""

from django.urls import path

from bihuan.apps.units.views import audit, office, people, roles, rules, signing_in, tree

app_name = "units"
urlpatterns = [
    path("login/", signing_in.sign_in, name="sign_in"),
    path("logout/", signing_in.sign_out, name="sign_out"),
    path("password/", signing_in.password, name="password"),
    path("units/", tree.units, name="units"),
    path("units/new/", tree.unit_new, name="unit_new"),
    path("units/<int:unit_id>/", tree.unit, name="unit"),
    path("units/<int:unit_id>/rename/", tree.rename, name="unit_rename"),
    path("units/<int:unit_id>/end/", tree.end, name="unit_end"),
    path("units/<int:unit_id>/duties/", tree.duty_add, name="duty_add"),
    path("units/<int:unit_id>/duties/<int:duty_id>/remove/", tree.duty_remove, name="duty_remove"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/reset/", people.reset, name="person_reset"),
    path("people/<int:person_id>/stop/", people.stop, name="person_stop"),
    path("people/<int:person_id>/rights/", people.propose, name="right_propose"),
    path("rights/", people.grants, name="grants"),
    path("rights/decide/", people.decide, name="grants_decide"),
    path("rights/<slug:kind>/<int:right_id>/end/", people.end_right, name="right_end"),
    path("audit/", audit.events, name="audit"),
    path("office/", office.upload, name="office"),
    path("office/template/", office.template, name="office_template"),
    path("office/confirm/", office.confirm, name="office_confirm"),
    path("office/passwords/", office.passwords, name="office_passwords"),
    path("rules/", rules.rules, name="rules"),
    path("rules/change/", rules.change, name="rule_change"),
    path("help/roles/", roles.roles, name="roles"),
]
