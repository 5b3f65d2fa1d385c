"""The samples of the walks over all pages stand beside each other, and each page of figures opens for its people."""

import pytest
from django.urls import reverse

from tests.browser.samples import lines
from tests.spec.figure_objects import figure_makers

pytestmark = pytest.mark.django_db


def test_every_page_of_figures_opens_beside_all_samples(cast, client_of):
    objects = {kind: maker(cast, cast.supervisor)[0] for kind, maker in figure_makers.items()}
    clerk, office = client_of(cast.lead_clerk), client_of(cast.statistician)

    for route, line in lines().items():
        if route.startswith("figures:") and "GET" in line["methods"]:
            address = reverse(route, kwargs=objects.get(line["object"].rstrip("*")))
            answers = {client.get(address).status_code for client in (clerk, office)}
            assert answers in ({200}, {200, 403}, {200, 404}), address
