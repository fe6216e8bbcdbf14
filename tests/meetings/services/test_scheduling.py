"""Publishing at a moment: done then, as it was decided, once; or stopped with a reason."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from meetings.errors import WrongMoment
from meetings.models import Meeting, ScheduledAct
from meetings.models.scheduled import ScheduledState
from meetings.services.drafting import store_draft
from meetings.services.publishing import agenda_records
from meetings.services.scheduling import cancel, run_due, schedule
from meetings.states import MeetingState
from portal.core.clock import now
from portal.ledger.models import Act, Record
from portal.ledger.runner import do_due_work
from tests.meetings.registry.factories import item, meeting, organization, put_live

pytestmark = pytest.mark.django_db
SOON = datetime.timedelta(hours=1)


@pytest.fixture
def agenda() -> Meeting:
    ks = organization("ks")
    put_live(ks)
    made = meeting(ks)
    item(made, "1", "Budget")
    return made


def scheduled(agenda: Meeting) -> ScheduledAct:
    return schedule(records=agenda_records(agenda), due=now() + SOON, role="registrar", user=None)


def falls_due(act: ScheduledAct) -> ScheduledAct:
    """The moment comes: the row is as it will be an hour from now."""
    ScheduledAct.objects.filter(pk=act.pk).update(due=now() - SOON)
    run_due()
    return ScheduledAct.objects.get(pk=act.pk)


def is_public(agenda: Meeting) -> bool:
    return Record.objects.filter(pk=agenda.record_id).exists()


def test_nothing_is_public_before_the_moment(agenda: Meeting) -> None:
    act = scheduled(agenda)
    assert run_due() == 0
    assert (is_public(agenda), ScheduledAct.objects.get(pk=act.pk).state) == (False, "waiting")


def test_at_the_moment_it_is_public(agenda: Meeting) -> None:
    act = falls_due(scheduled(agenda))
    assert (is_public(agenda), act.state) == (True, ScheduledState.DONE)


def test_it_is_done_once_however_many_run_it(agenda: Meeting) -> None:
    act = falls_due(scheduled(agenda))
    run_due()
    assert Act.objects.filter(key=str(act.pk)).count() == 1


def test_a_runner_killed_after_the_act_is_made_good_by_the_next(agenda: Meeting) -> None:
    act = falls_due(scheduled(agenda))
    ScheduledAct.objects.filter(pk=act.pk).update(state=ScheduledState.WAITING)
    run_due()
    act.refresh_from_db()
    assert (act.state, Act.objects.filter(key=str(act.pk)).count()) == (ScheduledState.DONE, 1)


def test_a_draft_changed_in_between_stops_it(agenda: Meeting) -> None:
    act = scheduled(agenda)
    agenda.place = "En annan sal"
    store_draft(agenda, None)
    act = falls_due(act)
    assert (is_public(agenda), act.state) == (False, ScheduledState.FAILED)
    assert "har ändrats sedan" in act.failure


def test_a_meeting_cancelled_in_between_stops_it(agenda: Meeting) -> None:
    act = scheduled(agenda)
    agenda.state = MeetingState.CANCELLED
    store_draft(agenda, None)
    act = falls_due(act)
    assert (is_public(agenda), act.state) == (False, ScheduledState.FAILED)
    assert "Sammanträdet är inställt" in act.failure


def test_what_was_called_off_is_not_done(agenda: Meeting) -> None:
    act = scheduled(agenda)
    assert cancel(act)
    assert (falls_due(act).state, is_public(agenda)) == (ScheduledState.CANCELLED, False)


def test_what_is_done_cannot_be_called_off(agenda: Meeting) -> None:
    act = falls_due(scheduled(agenda))
    assert not cancel(act)


def test_a_moment_that_has_been_is_refused(agenda: Meeting) -> None:
    with pytest.raises(WrongMoment):
        schedule(records=agenda_records(agenda), due=now() - SOON, role="registrar", user=None)


def test_a_draft_that_cannot_be_published_is_refused_at_once(agenda: Meeting) -> None:
    item(agenda, "2", "")
    with pytest.raises(ValidationError):
        scheduled(agenda)


def test_the_relay_does_what_is_due(agenda: Meeting) -> None:
    act = scheduled(agenda)
    ScheduledAct.objects.filter(pk=act.pk).update(due=now() - SOON)
    assert do_due_work() == 1
    assert is_public(agenda)
