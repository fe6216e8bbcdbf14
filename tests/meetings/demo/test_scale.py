"""The large city: the same every time, and a larger one only adds."""

from collections import Counter, defaultdict

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from meetings.contents import DocumentContent
from meetings.demo.scale import plan, rows
from meetings.demo.scale.load import MOST, load_scale
from meetings.demo.scale.text import paper
from meetings.errors import NothingToPublish
from meetings.models import Meeting
from meetings.services.publishing import publish_agenda
from portal.core.errors import DomainError
from portal.ledger.changes import Actor
from portal.ledger.files import open_file, store_texts
from portal.ledger.models import Record, StoredFile
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import records, version_of
from portal.ledger.verification import verify

REGISTRAR = Actor(role="registrar")


def _silent(step: str, done: int, total: int) -> None:
    return None


def _kinds() -> Counter[str]:
    return Counter(Record.objects.values_list("kind", flat=True))


def test_no_organization_meets_twice_on_a_day() -> None:
    days = [(plan.organization_of(n), plan.meeting_day(n)) for n in range(2_000)]
    assert len(set(days)) == len(days)


def test_all_meet_on_workdays() -> None:
    assert {plan.meeting_day(n).weekday() for n in range(2_000)} == {0, 1, 2, 3, 4}


def test_a_case_wanders_through_five_organizations() -> None:
    where = defaultdict(set)
    for number in range(40):
        for item in plan.items_of(number):
            where[item.case].add(plan.organization_of(number).short_name)
    assert {len(where[case]) for case in plan.new_cases(20)} == {5}


def test_no_case_comes_up_before_it_begins() -> None:
    assert all(item.case.first <= n for n in range(40) for item in plan.items_of(n))


def test_a_paper_has_two_kilobytes_and_is_the_same_every_time() -> None:
    assert 2_000 <= len(paper(7)) <= 3_000
    assert paper(7) == paper(7)
    assert paper(7) != paper(8)


@pytest.mark.django_db
class TestLoading:
    def test_each_meeting_has_25_items_and_50_papers_in_the_diary(self) -> None:
        assert load_scale(2, progress=_silent) == 2
        assert _kinds() == {
            "organization": 8,
            "case": 10,
            "meeting": 2,
            "agenda-item": 50,
            "document": 100,
            "registration": 100,
        }

    def test_a_second_time_changes_nothing(self) -> None:
        load_scale(2, progress=_silent)
        before = set(Record.objects.values_list("pk", "seq"))
        assert load_scale(2, progress=_silent) == 0
        assert set(Record.objects.values_list("pk", "seq")) == before

    def test_a_larger_city_only_adds(self) -> None:
        load_scale(2, progress=_silent)
        before = set(Record.objects.values_list("pk", "seq", "sha256"))
        assert load_scale(5, progress=_silent) == 3
        assert before < set(Record.objects.values_list("pk", "seq", "sha256"))
        assert _kinds()["meeting"] == 5

    def test_the_ledger_and_its_files_verify(self) -> None:
        load_scale(4, progress=_silent)
        assert list(verify()) == []

    def test_the_working_rows_say_what_is_published(self) -> None:
        load_scale(1, progress=_silent)
        meeting = Meeting.objects.get(record_id=rows.meeting_id(0))
        with pytest.raises(NothingToPublish):
            publish_agenda(meeting=meeting, actor=REGISTRAR, key="again")

    def test_a_stranger_reads_the_papers(self) -> None:
        load_scale(1, progress=_silent)
        head = records(ANONYMOUS).filter(kind="document").order_by("public_number")[0]
        content = version_of(head).content
        assert isinstance(content, DocumentContent)
        with open_file(content.files[0].file_sha256) as file:
            assert file.read().decode() == paper(0)

    def test_progress_is_told_after_every_act(self) -> None:
        told: list[tuple[int, int]] = []
        load_scale(4, progress=lambda step, done, total: told.append((done, total)))
        assert told == [(3, 4), (4, 4)]

    @pytest.mark.parametrize("count", [0, -1, MOST + 1])
    def test_a_number_out_of_bounds_is_refused(self, count: int) -> None:
        with pytest.raises(DomainError, match="mellan 1 och"):
            load_scale(count, progress=_silent)
        assert not Record.objects.exists()


@pytest.mark.django_db
class TestManyTexts:
    def test_the_same_text_is_kept_once(self) -> None:
        first, second, again = store_texts(["Ett\n", "Två\n", "Ett\n"])
        assert first.pk == again.pk
        assert set(StoredFile.objects.values_list("pk", flat=True)) == {first.pk, second.pk}

    def test_texts_that_are_kept_already_are_let_be(self) -> None:
        [before] = store_texts(["Ett\n"])
        [after] = store_texts(["Ett\n"])
        assert before.pk == after.pk
        assert StoredFile.objects.get().page_texts.get().text == "Ett\n"

    @pytest.mark.parametrize("text", ["", "klockan \x07 ringer"])
    def test_what_is_no_text_is_refused_and_nothing_is_kept(self, text: str) -> None:
        with pytest.raises(ValueError, match="control characters"):
            store_texts(["Ett\n", text])
        assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_the_large_city_is_loaded_in_a_demo_only(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo", scale=1)
