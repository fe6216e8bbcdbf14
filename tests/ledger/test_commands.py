"""The commands: what they print, where, and their exit codes."""

import json
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.services import give_role
from portal.core.clock import now
from portal.ledger.changes import Actor, Change
from portal.ledger.models import Act, Record
from portal.ledger.ports import ActRequest, publishable
from portal.ledger.readers import members_of
from portal.ledger.services import publish_act
from portal.ledger.states import Verb
from tests.append_only import lifted
from tests.factories import NoteContent, note, publish, publish_note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registrar() -> User:
    """`registrator`, who may publish; `boende` may not."""
    User.objects.create_user("boende")
    user = User.objects.create_user("registrator")
    give_role(user=user, role=Role.REGISTRAR, organization=uuid4(), valid_from=now())
    return user


def run(*words: object) -> str:
    out = StringIO()
    call_command(*(str(word) for word in words), stdout=out)
    return out.getvalue()


def answer(*words: object) -> Any:
    return json.loads(run(*words, "--json"))


def fails(*words: object) -> CommandError:
    with pytest.raises(CommandError) as caught:
        run(*words)
    return caught.value


def written(content: NoteContent, directory: Path) -> Path:
    path = directory / f"{content.id}.json"
    path.write_bytes(content.canonical())
    return path


def test_verify_says_that_all_is_well() -> None:
    publish_note()
    assert run("ledger", "verify") == "Inga avvikelser.\n"
    assert answer("ledger", "verify") == {"deviations": 0}


def test_verify_prints_each_deviation_and_fails() -> None:
    publish_note()
    with lifted():
        Act.objects.update(actor_role="chair")
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("ledger", "verify", stdout=out)
    assert out.getvalue() == "act: post 1: stämmer inte med sin akt\n"
    assert (str(caught.value), caught.value.returncode) == ("1 avvikelser.", 1)


def test_rebuild_heads_says_how_many() -> None:
    publish(note(), note())
    assert answer("ledger", "rebuild-heads") == {"heads": 2}


def test_status_tells_the_head_and_the_lag() -> None:
    publish(note(), note())
    told = answer("ledger", "status")
    assert (told["head"], told["acts"], told["records"]) == (2, 1, 2)
    behind = {each["subscriber"]: each["behind"] for each in told["subscribers"]}
    assert behind["erased-files"] == 2
    assert "head: 2\n" in run("ledger", "status")


def test_relay_once_catches_up() -> None:
    publish_note()
    assert answer("relay", "--once")["delivered"] >= 2
    assert [each["behind"] for each in answer("ledger", "status")["subscribers"]][:1] == [0]


def test_publish_from_a_file(tmp_path: Path, registrar: User) -> None:
    content = note(text="åäö")
    told = answer("act", "publish", "--content", written(content, tmp_path), "--as", "registrator")
    assert [(e["record_id"], e["version"]) for e in told["entries"]] == [(str(content.id), 1)]
    act = Act.objects.get()
    assert (act.actor_id, act.actor_role) == (registrar.pk, "registrar")
    assert Record.objects.get().sha256 == content.sha256


def test_correct_from_a_file_keeps_the_readers(tmp_path: Path) -> None:
    content, audience = note(), members_of(uuid4())
    publish(content, audience=audience)
    path = written(content.model_copy(update={"text": "rätt"}), tmp_path)
    words = ("correct", content.id, "--content", path, "--reason", "Fel ord.")
    run("act", *words, "--as", "registrator")
    head = Record.objects.get()
    assert (head.version, head.verb, head.audience) == (2, Verb.CORRECTED, audience)


def test_withdraw_by_id() -> None:
    record = publish_note()
    words = ("withdraw", record.pk, "--reason", "Fel handling.", "--ground", "OSL 21:7")
    assert run("act", *words, "--as", "registrator") == f"2: {record.pk} v2 withdrawn\n"
    entry = record.entries.get(version=2)
    assert (entry.reason, entry.ground) == ("Fel handling.", "OSL 21:7")


def test_the_same_key_is_one_act() -> None:
    record = publish_note()
    for _ in range(2):
        run("act", "withdraw", record.pk, "--reason", "Fel.", "--key", "k", "--as", "registrator")
    assert record.entries.count() == 2


@pytest.mark.parametrize("user", ["boende", "ingen"])
def test_who_may_not_publish(user: str) -> None:
    error = fails("act", "withdraw", uuid4(), "--reason", "Fel.", "--as", user)
    assert (str(error), error.returncode) == (f"{user} får inte publicera, eller finns inte.", 1)


def test_a_refusal_is_told_in_words() -> None:
    error = fails("act", "withdraw", uuid4(), "--reason", "Fel.", "--as", "registrator")
    assert "inte publicerad" in str(error)
    assert error.returncode == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("inte json", "är inte ett JSON-objekt"),
        ("[1, 2]", "är inte ett JSON-objekt"),
        ('{"kind": "okänd"}', "kind ska vara"),
        ('{"kind": "note", "id": "x"}', "id: Input should be a valid UUID"),
    ],
)
def test_a_file_that_is_no_content(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    assert words in str(fails("act", "publish", "--content", path, "--as", "registrator"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "ingen.json"
    assert "No such file" in str(fails("act", "publish", "--content", path, "--as", "registrator"))


def test_a_file_about_another_record(tmp_path: Path) -> None:
    path = written(note(), tmp_path)
    words = ("publish", uuid4(), "--content", path, "--as", "registrator")
    assert "gäller andra poster" in str(fails("act", *words))


def test_nothing_to_publish_is_wrong_usage() -> None:
    assert fails("act", "publish", "--as", "registrator").returncode == 2


def test_working_records_go_through_the_app_that_holds_them(
    monkeypatch: pytest.MonkeyPatch, registrar: User
) -> None:
    content, asked = note(), list[ActRequest]()

    def publish_draft(request: ActRequest) -> Act | None:
        asked.append(request)
        change = Change(content.id, request.verb, content)
        return publish_act(actor=request.actor, changes=[change], key=request.key)

    monkeypatch.setattr(publishable, "_answers", [publish_draft])
    run("act", "publish", content.id, "--override", "Skäl.", "--key", "k", "--as", "registrator")
    actor = Actor("registrar", registrar.pk)
    assert asked == [ActRequest(Verb.PUBLISHED, (content.id,), actor, "k", override="Skäl.")]
    assert Record.objects.get().pk == content.id


def test_a_working_record_that_no_app_holds() -> None:
    assert "Ingen arbetspost" in str(fails("act", "publish", uuid4(), "--as", "registrator"))
