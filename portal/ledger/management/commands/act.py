"""manage.py act publish | correct | withdraw | erase"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError as Invalid
from django.core.management.base import BaseCommand, CommandError
from pydantic import ValidationError

from portal.core.errors import DomainError
from portal.core.ids import new_id
from portal.ledger.changes import Actor, Change
from portal.ledger.contents import KINDS, Content, content_of
from portal.ledger.models import Act, Record
from portal.ledger.ports import ActRequest, acting_user, publishable
from portal.ledger.readers import PUBLIC
from portal.ledger.services import publish_act
from portal.ledger.states import Verb

VERBS = {
    "publish": (Verb.PUBLISHED, "publish working records, or contents from JSON files"),
    "correct": (Verb.CORRECTED, "replace what is wrong, with a reason that all can read"),
    "withdraw": (Verb.WITHDRAWN, "take a record back; a tombstone with the reason stays"),
    "erase": (Verb.ERASED, "destroy a record's words and files for ever; a tombstone stays"),
}
TAKES_BACK = frozenset({Verb.WITHDRAWN, Verb.ERASED})


class Command(BaseCommand):
    help = (
        "One act on the public record, all or nothing, by the same services as the screens. "
        "Exit code 0: done, 1: refused (the reason on stderr), 2: wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for name, (verb, text) in VERBS.items():
            action = verbs.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
            _add_common(action)
            if verb in TAKES_BACK:
                action.add_argument("records", nargs=1, type=UUID, metavar="UUID")
                _add_ground(action, required=verb == Verb.ERASED)
            else:
                _add_content(action)
            action.add_argument("--reason", default="", required=verb != Verb.PUBLISHED)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            act = _act(options)
        except DomainError as error:
            raise CommandError(str(error), returncode=1) from error
        except Invalid as error:
            raise CommandError("; ".join(error.messages), returncode=1) from error
        entries = list(act.entries.values("seq", "record_id", "version", "verb"))
        told = {"act": str(act.pk), "entries": entries, "findings": act.findings}
        lines = [f"{e['seq']}: {e['record_id']} v{e['version']} {e['verb']}" for e in entries]
        self.stdout.write(
            json.dumps(told, ensure_ascii=False, default=str)
            if options["json"]
            else "\n".join(lines)
        )


def _add_common(action: ArgumentParser) -> None:
    action.add_argument("--as", dest="user", required=True, help="user name of who acts")
    action.add_argument("--key", default="", help="the same key twice is one act")
    action.add_argument("--json", action="store_true", help="answer in JSON")


def _add_ground(action: ArgumentParser, *, required: bool) -> None:
    help_text = "the provision or decision it rests on"
    action.add_argument("--ground", default="", required=required, help=help_text)


def _add_content(action: ArgumentParser) -> None:
    action.add_argument("records", nargs="*", type=UUID, metavar="UUID")
    action.add_argument(
        "--content",
        action="append",
        default=[],
        type=Path,
        metavar="FILE.json",
        help="a content as the API shows it (- reads stdin); may be repeated; "
        "working rows are left as they are",
    )
    action.add_argument("--audience", default="", help="public, or members:<organization>")
    action.add_argument("--override", default="", help="why a finding of the gate is passed")


def _act(options: dict[str, Any]) -> Act:
    verb, _text = VERBS[options["verb"]]
    actor = _actor(options["user"])
    key = options["key"] or str(new_id())
    if options.get("content"):
        return _from_contents(verb, actor, key, options)
    if not options["records"]:
        raise CommandError("Ange UUID eller --content.", returncode=2)
    return _on_records(verb, actor, key, options)


def _actor(user: str) -> Actor:
    for actor in acting_user.ask(user):
        if actor is not None:
            return actor
    raise CommandError(f"{user} får inte publicera, eller finns inte.", returncode=1)


def _on_records(verb: Verb, actor: Actor, key: str, options: dict[str, Any]) -> Act:
    """By the app whose records they are; a record that only the ledger knows can be withdrawn."""
    ids = tuple(options["records"])
    words = {name: options.get(name, "") for name in ("reason", "ground", "override")}
    for act in publishable.ask(ActRequest(verb, ids, actor, key, **words)):
        if act is not None:
            return act
    if verb != Verb.WITHDRAWN:
        raise CommandError("Ingen arbetspost har detta id. Ange --content.", returncode=1)
    changes = [Change(record_id, verb, ground=words["ground"]) for record_id in ids]
    return publish_act(actor=actor, changes=changes, key=key, reason=words["reason"])


def _from_contents(verb: Verb, actor: Actor, key: str, options: dict[str, Any]) -> Act:
    contents = [_content(path) for path in options["content"]]
    _check_ids(options["records"], contents)
    heads = Record.objects.in_bulk([content.id for content in contents])
    changes = [
        Change(content.id, verb, content, _audience(options["audience"], heads.get(content.id)))
        for content in contents
    ]
    return publish_act(
        actor=actor,
        changes=changes,
        key=key,
        reason=options["reason"],
        override=options["override"],
    )


def _audience(asked: str, head: Record | None) -> str:
    return asked or (head.audience if head else PUBLIC)


def _check_ids(asked: list[UUID], contents: list[Content]) -> None:
    if asked and set(asked) != {content.id for content in contents}:
        raise CommandError("Filerna gäller andra poster än de UUID som angavs.", returncode=1)


def _content(path: Path) -> Content:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text()
        return content_of(dict(json.loads(text)))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", returncode=1) from error
    except LookupError as error:
        raise CommandError(f"{path}: kind ska vara {', '.join(sorted(KINDS))}") from error
    except ValidationError as error:
        faults = "; ".join(_fault(each) for each in error.errors())
        raise CommandError(f"{path}: {faults}", returncode=1) from error
    except (TypeError, ValueError) as error:
        raise CommandError(f"{path}: är inte ett JSON-objekt ({error}).", returncode=1) from error


def _fault(error: Any) -> str:
    return f"{'.'.join(map(str, error['loc']))}: {error['msg']}"
