"""The samples of the walks over all pages stand beside each other, and each page of figures opens for its people."""

import pytest
from django.urls import reverse

from tests.browser.samples import lines
from tests.spec.figure_objects import figure_makers
from tests.spec.objects import makers

pytestmark = pytest.mark.django_db


def test_every_page_of_figures_opens_beside_all_samples(cast, client_of):
    objects = {kind: makers[kind](cast, cast.supervisor)[0] for kind in (*figure_makers, "document")}
    people = [client_of(person) for person in (cast.lead_clerk, cast.statistician, cast.supervisor)]

    for route, line in lines().items():
        if route.startswith("figures:") and "GET" in line["methods"]:
            address = reverse(route, kwargs=objects.get(line["object"].rstrip("*")))
            answers = {client.get(address).status_code for client in people}
            assert answers & {200, 302}, address
            assert answers <= {200, 302, 403, 404}, address
