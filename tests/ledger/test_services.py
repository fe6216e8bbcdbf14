"""`publish_act`: what may follow what, all or nothing, once."""

from uuid import uuid4

import pytest

from portal.ledger.changes import Change
from portal.ledger.contents import Content
from portal.ledger.errors import (
    AudienceConflict,
    KeyReused,
    MissingFile,
    NothingToDo,
    PathTaken,
    TooManyEntries,
    VersionConflict,
    WrongVerb,
)
from portal.ledger.models import Act, Entry, Record
from portal.ledger.models import Content as StoredContent
from portal.ledger.readers import PUBLIC, members_of
from portal.ledger.selectors import history_of, moved_to, record_at, version_of
from portal.ledger.services import MOST_ENTRIES, next_public_number, publish_act
from portal.ledger.states import Verb
from tests.factories import (
    REGISTRAR,
    act,
    change,
    correct,
    erase,
    note,
    publish,
    publish_note,
    withdraw,
)

pytestmark = pytest.mark.django_db
MEMBERS = members_of(uuid4())


def stands_at(record: Record) -> tuple[int, str]:
    record.refresh_from_db()
    return record.version, record.verb


def test_publishing_makes_the_first_version() -> None:
    content = note(title="Kallelse", text="åäö")
    [record] = publish(content)
    version = version_of(record)
    assert stands_at(record) == (1, Verb.PUBLISHED)
    assert (version.content, version.sha256) == (content, content.sha256)
    assert StoredContent.objects.get().canonical == content.canonical().decode()


def test_correcting_replaces_and_says_why() -> None:
    content = note(text="fel")
    [record] = publish(content)
    correct(content.model_copy(update={"text": "rätt"}), reason="Fel ord.")
    record.refresh_from_db()
    version = version_of(record)
    assert (version.version, version.verb, version.reason) == (2, Verb.CORRECTED, "Fel ord.")
    assert version.content == content.model_copy(update={"text": "rätt"})


def test_withdrawing_leaves_a_tombstone_without_words() -> None:
    record = publish_note(title="Namn som inte skulle stått där")
    withdraw(record, reason="Fel handling.", ground="OSL 21:7")
    record.refresh_from_db()
    version = version_of(record)
    assert (version.content, version.reason, version.ground) == (None, "Fel handling.", "OSL 21:7")
    assert (record.title, record.sha256, record.search_text) == ("", "", "")


ALLOWED = {
    Verb.PUBLISHED: {Verb.PUBLISHED, Verb.CORRECTED, Verb.WITHDRAWN, Verb.ERASED},
    Verb.CORRECTED: {Verb.PUBLISHED, Verb.CORRECTED, Verb.WITHDRAWN, Verb.ERASED},
    Verb.WITHDRAWN: {Verb.PUBLISHED, Verb.ERASED},
    Verb.ERASED: set[Verb](),
}


@pytest.mark.parametrize("after", list(Verb))
@pytest.mark.parametrize("before", list(Verb))
def test_which_verb_may_follow_which(before: Verb, after: Verb) -> None:
    content = note()
    [record] = publish(content)
    if before != Verb.PUBLISHED:
        act(_change(content, before))
    version = Record.objects.get().version
    if after in ALLOWED[before]:
        act(_change(content, after))
        assert stands_at(record) == (version + 1, after)
    else:
        with pytest.raises(WrongVerb):
            act(_change(content, after))
        assert stands_at(record) == (version, before)


@pytest.mark.parametrize("verb", [Verb.CORRECTED, Verb.WITHDRAWN, Verb.ERASED])
def test_only_publishing_begins_a_record(verb: Verb) -> None:
    with pytest.raises(WrongVerb, match="inte publicerad"):
        act(_change(note(), verb))
    assert not Entry.objects.exists()


@pytest.mark.parametrize("verb", [Verb.CORRECTED, Verb.WITHDRAWN, Verb.ERASED])
@pytest.mark.parametrize("reason", ["", "  "])
def test_the_public_is_owed_a_reason(verb: Verb, reason: str) -> None:
    content = note()
    publish(content)
    given = content if verb == Verb.CORRECTED else None
    with pytest.raises(WrongVerb, match="anledning"):
        act(Change(content.id, verb, given, reason=reason))


def test_the_reason_of_the_act_is_that_of_its_changes() -> None:
    first, second = publish(note(), note())
    act(
        Change(first.pk, Verb.WITHDRAWN),
        Change(second.pk, Verb.WITHDRAWN, reason="Eget skäl."),
        reason="Mötet är inställt.",
    )
    reasons = Entry.objects.filter(verb=Verb.WITHDRAWN).values_list("reason", flat=True)
    assert list(reasons) == ["Mötet är inställt.", "Eget skäl."]


def test_content_belongs_to_what_stands() -> None:
    content = note()
    publish(content)
    with pytest.raises(WrongVerb, match="Innehåll"):
        act(Change(content.id, Verb.WITHDRAWN, content, reason="Skäl."))
    with pytest.raises(WrongVerb, match="Innehåll"):
        act(Change(content.id, Verb.PUBLISHED))


def test_a_content_of_another_record_is_refused() -> None:
    with pytest.raises(ValueError, match="came for"):
        Change(uuid4(), Verb.PUBLISHED, note())


def test_the_same_key_is_the_same_act() -> None:
    content = note()
    first = act(change(content, expected_version=0), key="knapp-1")
    second = act(change(content, expected_version=0), key="knapp-1")
    assert (first.pk, Act.objects.count(), Entry.objects.count()) == (second.pk, 1, 1)


def test_a_key_does_not_serve_other_records() -> None:
    act(change(note()), key="knapp-1")
    with pytest.raises(KeyReused):
        act(change(note()), key="knapp-1")


def test_what_somebody_else_changed_is_a_conflict_that_says_both_versions() -> None:
    content = note(title="Kallelse")
    publish(content)
    correct(content)
    with pytest.raises(VersionConflict, match=r"”Kallelse”.* version 1.* version 2"):
        act(change(content, expected_version=1))
    with pytest.raises(VersionConflict):
        act(change(content, expected_version=0))
    act(change(content, expected_version=2))
    assert Record.objects.get().version == 3


def test_one_refused_change_stops_them_all_and_the_working_rows_too() -> None:
    content, written = note(), []

    def apply() -> None:
        publish_act(actor=REGISTRAR, changes=[change(note())], key="inuti")
        written.append("arbetsrad")

    with pytest.raises(WrongVerb):
        act(change(content), _change(note(), Verb.CORRECTED), apply=apply)
    assert written == ["arbetsrad"]
    assert (Act.objects.count(), Entry.objects.count(), Record.objects.count()) == (0, 0, 0)


def test_an_act_of_nothing_is_refused() -> None:
    with pytest.raises(NothingToDo):
        act()


def test_an_act_has_an_end() -> None:
    content = note()
    with pytest.raises(TooManyEntries, match="2001"):
        act(*[change(content)] * (MOST_ENTRIES + 1))


def test_a_content_may_not_list_a_file_that_is_not_stored() -> None:
    missing = {"name": "a.pdf", "media_type": "application/pdf", "size": 1, "file_sha256": "a" * 64}
    with pytest.raises(MissingFile):
        publish(note(files=[missing]))


def test_a_correction_keeps_its_readers() -> None:
    content = note()
    publish(content, audience=MEMBERS)
    with pytest.raises(AudienceConflict, match="Återta den först"):
        correct(content)
    assert Record.objects.get().audience == MEMBERS


def test_an_audience_may_widen_but_narrows_only_past_a_withdrawal() -> None:
    content = note()
    publish(content, audience=MEMBERS)
    publish(content)
    with pytest.raises(AudienceConflict):
        publish(content, audience=MEMBERS)
    act(Change(content.id, Verb.WITHDRAWN, reason="Skäl."), change(content, audience=MEMBERS))
    head = Record.objects.get()
    assert (head.version, head.audience) == (4, MEMBERS)
    assert list(Entry.objects.values_list("audience", flat=True)) == [
        MEMBERS,
        PUBLIC,
        PUBLIC,
        MEMBERS,
    ]


def test_two_records_may_swap_addresses_in_one_act() -> None:
    first, second = note(path="/moten/ks/1/"), note(path="/moten/ks/2/")
    publish(first, second)
    swapped = first.model_copy(update={"path": second.path})
    act(change(swapped), change(second.model_copy(update={"path": first.path})))
    assert _id_at("/moten/ks/1/") == second.id
    assert _id_at("/moten/ks/2/") == first.id


def test_a_former_address_leads_on_for_ever() -> None:
    content = note(path="/moten/ks/1/")
    publish(content)
    for path in ("/moten/ks/2/", "/moten/ks/3/"):
        publish(content.model_copy(update={"path": path}))
    assert record_at("/moten/ks/1/", frozenset()) is None
    assert moved_to("/moten/ks/1/", frozenset()) == "/moten/ks/3/"
    assert moved_to("/moten/ks/2/", frozenset()) == "/moten/ks/3/"


def test_a_former_address_of_what_one_may_not_read_leads_nowhere() -> None:
    content = note(path="/moten/ks/1/")
    publish(content, audience=MEMBERS)
    publish(content.model_copy(update={"path": "/moten/ks/2/"}), audience=MEMBERS)
    assert moved_to("/moten/ks/1/", frozenset()) is None


def test_an_address_in_use_is_refused_with_both_titles() -> None:
    publish(note(path="/moten/ks/1/", title="Ena"))
    with pytest.raises(PathTaken, match=r"”Andra”.*/moten/ks/1/.*”Ena”"):
        publish(note(path="/moten/ks/1/", title="Andra"))
    with pytest.raises(PathTaken):
        publish(note(path="/moten/ks/2/"), note(path="/moten/ks/2/"))


def test_a_tombstone_gives_its_address_to_the_one_that_moves_up() -> None:
    dropped, next_one = note(path="/moten/ks/5/"), note(path="/moten/ks/6/")
    publish(dropped, next_one)
    act(
        Change(dropped.id, Verb.WITHDRAWN, reason="Utgår."),
        change(next_one.model_copy(update={"path": "/moten/ks/5/"})),
    )
    assert _id_at("/moten/ks/5/") == next_one.id
    assert _id_at(f"/post/{dropped.id}/") == dropped.id
    publish(dropped.model_copy(update={"path": "/moten/ks/6/"}))
    assert _id_at("/moten/ks/6/") == dropped.id


def test_an_earlier_tombstone_gives_way_too() -> None:
    gone = publish_note(path="/moten/ks/5/")
    withdraw(gone)
    other = publish_note(path="/moten/ks/5/")
    assert _id_at("/moten/ks/5/") == other.pk
    assert _id_at(f"/post/{gone.pk}/") == gone.pk


def test_a_record_keeps_its_kind() -> None:
    content = note()
    publish(content)
    Record.objects.update(kind="case")
    with pytest.raises(ValueError, match="cannot become"):
        publish(content)


def test_erasing_destroys_every_content() -> None:
    content = note(text="hemligt")
    [record] = publish(content)
    correct(content)
    erase(record)
    assert not StoredContent.objects.exists()
    assert [version.content for version in history_of(_fresh(record), frozenset())] == [None] * 3


def test_public_numbers_have_no_doubles_and_a_series_a_kind() -> None:
    assert [next_public_number("document") for _ in range(3)] == [1, 2, 3]
    assert next_public_number("decision") == 1


def _change(content: Content, verb: Verb) -> Change:
    given = content if verb in {Verb.PUBLISHED, Verb.CORRECTED} else None
    return Change(content.id, verb, given, reason="" if verb == Verb.PUBLISHED else "Skäl.")


def _id_at(path: str) -> object:
    record = record_at(path, frozenset())
    return record.pk if record else None


def _fresh(record: Record) -> Record:
    return Record.objects.get(pk=record.pk)
