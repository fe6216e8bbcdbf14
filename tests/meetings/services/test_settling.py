"""A record is changed since publication when an act would change something, not when saved."""

import pytest

from meetings.errors import NothingToPublish
from meetings.models import Case, Organization
from meetings.selectors.drafts import newest_of
from meetings.selectors.publication import Standing, standing_of
from meetings.services.drafting import store_draft
from meetings.services.publishing import publish
from tests.meetings.registry import factories as make
from tests.meetings.registry.posting import save, shown_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    ks = make.organization()
    made = make.case(ks)
    make.put_live(ks, made)
    return made


def drafted(case: Case, **fields: str) -> Standing:
    draft = newest_of(case)
    for name, value in fields.items():
        setattr(draft, name, value)
    store_draft(draft, None)
    case.refresh_from_db()
    return standing_of(case)


def test_a_change_and_its_undoing(case: Case) -> None:
    assert drafted(case, title="Annan rubrik") == Standing.CHANGED
    assert drafted(case, title="Ärende 1451/14") == Standing.PUBLISHED


def test_what_is_never_published_is_kept_without_an_act(case: Case) -> None:
    assert drafted(case, number_reason="Gammal serie") == Standing.PUBLISHED
    assert Case.objects.get().number_reason == "Gammal serie"


def test_an_act_with_nothing_to_do_leaves_the_list_right(case: Case) -> None:
    Case.objects.update(has_unpublished_changes=True)
    with pytest.raises(NothingToPublish):
        publish(records=[case], actor=make.REGISTRAR, key="intet")
    case.refresh_from_db()
    assert standing_of(case) == Standing.PUBLISHED


def test_saving_the_form_untouched_changes_nothing(case: Case) -> None:
    client = make.client_of(make.keeper(Organization.objects.get()))
    response = save(client, case, shown_form(client, case) | {"action-publish-act": "1"})
    assert response.status_code == 302
    case.refresh_from_db()
    assert standing_of(case) == Standing.PUBLISHED


def test_a_draft_that_cannot_be_published_is_still_a_change(case: Case) -> None:
    assert drafted(case, title="") == Standing.CHANGED
