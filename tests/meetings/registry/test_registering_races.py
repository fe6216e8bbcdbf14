"""Many registrars at once, on PostgreSQL: no number twice, and none passed over."""

import datetime
from itertools import count

import pytest

from meetings.models import DiaryCounter, Organization, Registration
from meetings.services.registering import Filing, Registered, register
from meetings.states import Direction
from portal.core.errors import DomainError
from portal.ledger.changes import Actor
from tests.factories import with_check_digit
from tests.ledger.test_races import at_once
from tests.meetings.registry import factories as make

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
DAY = datetime.date(2026, 3, 2)
REGISTRARS, LETTERS = 6, 8


def test_numbers_have_no_gap_and_no_twin_when_some_are_refused() -> None:
    ks = make.organization()
    user = make.keeper(ks)
    actor = Actor(role="registrar", user_id=user.pk)
    stopped = f"Om {with_check_digit('850412-999')}"

    def work(registrar: int) -> int:
        done = 0
        for letter in range(LETTERS):
            refused = (registrar + letter) % 4 == 0
            filing = Filing(
                organization=Organization.objects.get(pk=ks.pk),
                direction=Direction.IN,
                date=DAY,
                matter=stopped if refused else "Brev",
            )
            try:
                register(filing=filing, user=user, actor=actor, key=f"{registrar}-{letter}")
                done += 1
            except DomainError:
                continue
        return done

    done = sum(int(str(each)) for each in at_once(work, REGISTRARS))
    assert done == REGISTRARS * LETTERS * 3 // 4
    numbers = sorted(Registration.objects.values_list("number", flat=True))
    running = count(1)
    assert numbers == [f"{next(running):04}/26" for _each in numbers]
    assert DiaryCounter.objects.get().last == done


def test_serials_under_one_number_have_no_twin() -> None:
    ks = make.organization()
    user = make.keeper(ks)
    case = make.case(ks, "0001/26")

    def work(registrar: int) -> Registered:
        filing = Filing(organization=ks, direction=Direction.IN, date=DAY, matter="Brev", case=case)
        return register(
            filing=filing, user=user, actor=Actor(role="registrar"), key=f"brev-{registrar}"
        )

    at_once(work, REGISTRARS)
    serials = Registration.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == list(range(1, REGISTRARS + 1))


def test_one_letter_sent_twice_at_once_is_one_line() -> None:
    ks = make.organization()
    user = make.keeper(ks)

    def work(_registrar: int) -> object:
        filing = Filing(organization=ks, direction=Direction.IN, date=DAY, matter="Brev")
        return register(filing=filing, user=user, actor=Actor(role="registrar"), key="samma")

    at_once(work, REGISTRARS)
    assert list(Registration.objects.values_list("number", flat=True)) == ["0001/26"]
    assert DiaryCounter.objects.get().last == 1
