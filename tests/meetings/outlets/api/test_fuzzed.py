"""The API tried with what its description allows and what it forbids: it says no, and never 500."""

from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tests.meetings.outlets import factories as make

# Answered as a server answers: connections are closed after each, which no transaction outlives.
pytestmark = pytest.mark.django_db(transaction=True)

OPENAPI = "/api/v1/openapi.json"


@pytest.fixture
def described(transactional_db: None) -> Any:
    """The description of a city with a meeting, a case and a paper."""
    ks = make.organization()
    matter = make.case(ks)
    meeting = make.meeting(ks)
    make.publish(ks, matter, meeting, make.item(meeting, case=matter), make.document(17, of=ks))
    return schemathesis.openapi.from_wsgi(OPENAPI, get_wsgi_application())


FEW = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_no_question_breaks_the_api(described: Any) -> None:
    tried = []
    for found in described.get_all_operations():
        operation = found.ok()
        tried.append(operation.path)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            with suppress(Unsatisfiable):
                _try(operation.as_strategy(generation_mode=mode))
    assert "/api/v1/records" in tried


def _try(cases: Any) -> None:
    @FEW
    @given(case=cases)
    def ask(case: Any) -> None:
        response = case.call()
        assert response.status_code < 500, case.as_curl_command()
        assert response.status_code in (200, 301, 400, 404, 405, 410, 422), case.as_curl_command()

    ask()


def test_the_description_is_openapi_3_1(client: Client) -> None:
    said = client.get(OPENAPI).json()
    assert said["openapi"].startswith("3.1")
    assert "/api/v1/records" in said["paths"]
