"""Proposals and voters for a measurement, in a process of its own. Prints one JSON object.

python -m bench.voting fill VOTES VOTERS NEEDED   a proposal with so many votes, and voters
python -m bench.voting insert COUNT               inserts a second, ours and the bare driver's
python -m bench.voting found NUMBER LAST          what is there; the stream is told up to LAST
"""

import json
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median
from uuid import UUID

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402  needs the apps
from django.contrib.auth import (  # noqa: E402
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.db import connection  # noqa: E402

from portal.accounts.models import Session, User  # noqa: E402
from portal.accounts.session_store import BEGUN, SessionStore  # noqa: E402
from portal.accounts.states import AssuranceLevel  # noqa: E402
from portal.core.clock import now  # noqa: E402
from portal.core.ids import new_id  # noqa: E402
from proposals.models import Proposal, ProposalVote  # noqa: E402
from proposals.services.counting import count_votes  # noqa: E402
from proposals.services.handling import publish_proposal  # noqa: E402
from proposals.services.policies import take_into_force  # noqa: E402
from proposals.services.voting import INSERT, _insert  # noqa: E402
from proposals.services.writing import begin, submit, write  # noqa: E402
from proposals.terms import GOTEBORGSFORSLAGET  # noqa: E402
from streaming.hub.selectors import snapshot_of  # noqa: E402
from streaming.hub.services import post, stream_id  # noqa: E402

CSRF = "a" * 32
ROUNDS = 5


def fill(votes: int, voters: int, needed: int) -> dict[str, object]:
    proposal = _collecting(needed)
    hour = now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)
    ProposalVote.objects.bulk_create(
        (
            ProposalVote(
                proposal=proposal,
                tag=secrets.token_bytes(32),
                assurance=AssuranceLevel.EMAIL,
                hour=hour,
            )
            for _each in range(votes)
        ),
        batch_size=2_000,
    )
    proposal.shown_count.__class__.objects.filter(pk=proposal.pk).update(laid_to=now())
    count_votes()
    stands = snapshot_of(stream_id(proposal.record_id, "votes"))
    return {
        "number": proposal.number,
        "events": f"/api/v1/streams/{stands.stream}/events?e={stands.epoch}&s={stands.seq}",
        "seq": stands.seq,
        "csrf": CSRF,
        "sessions": list(_logins(voters)),
    }


def _collecting(needed: int) -> Proposal:
    office = User.objects.create(username=f"kansli{needed}")
    proposer = next(_people(f"forslagsstallare{needed}-", 1))
    terms = GOTEBORGSFORSLAGET.model_copy(update={"votes": needed})
    rules = take_into_force(slug="matning", terms=terms, office=new_id())
    made = begin(policy=rules, proposer=proposer, title="Bänkar vid vattnet")
    made = write(proposal=made, by=proposer, text="Ställ fyra bänkar där.")
    made = submit(proposal=made, by=proposer)
    return publish_proposal(proposal=made, by=office, role="moderator")


def _people(name: str, count: int) -> Iterator[User]:
    """Accounts with a confirmed address."""
    made = [
        User(
            username=f"{name}{each}",
            email=f"{name}{each}@example.org",
            counts_as=f"{name}{each}@example.org",
            password="!",
        )
        for each in range(count)
    ]
    User.objects.bulk_create(made, batch_size=1_000)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=each, email=each.email, verified=True, primary=True) for each in made],
        batch_size=1_000,
    )
    return iter(made)


def _logins(count: int) -> Iterator[str]:
    """Keys of sessions, each of another person who has just logged in."""
    store, ends, begun = SessionStore(), now() + timedelta(days=1), {"at": now().isoformat()}
    rows = [
        Session(
            session_key=secrets.token_hex(16),
            session_data=store.encode(
                {
                    SESSION_KEY: str(user.pk),
                    BACKEND_SESSION_KEY: "portal.accounts.backends.PasswordBackend",
                    HASH_SESSION_KEY: user.get_session_auth_hash(),
                    BEGUN: begun,
                }
            ),
            expire_date=ends,
            user=user,
        )
        for user in _people("valjare", count)
    ]
    Session.objects.bulk_create(rows, batch_size=1_000)
    return (row.session_key for row in rows)


def insert(count: int) -> dict[str, float]:
    """One connection, one row a commit, by turns; the median of the rounds, in rows a second."""
    proposal, hour = _collecting(1_000_000), now().replace(minute=0, second=0, microsecond=0)

    def ours() -> None:
        _insert(proposal.pk, secrets.token_bytes(32), "email", hour)

    with connection.cursor() as cursor:
        statement = INSERT if connection.vendor == "postgresql" else INSERT.replace("%s", "?")
        stored = ProposalVote._meta.get_field("hour").get_db_prep_value(hour, connection)
        bare = cursor.connection if connection.vendor == "postgresql" else connection.connection

        def raw() -> None:
            bare.execute(statement, (proposal.pk, secrets.token_bytes(32), "email", stored))

        turns = [(_rate(raw, count), _rate(ours, count)) for _round in range(ROUNDS + 1)][1:]
    return {
        "raw": median(raw for raw, _ours in turns),
        "ours": median(ours for _raw, ours in turns),
    }


def _rate(work: Callable[[], None], count: int) -> float:
    began = time.perf_counter()
    for _each in range(count):
        work()
    return count / (time.perf_counter() - began)


def found(number: int, last: int) -> dict[str, object]:
    proposal = Proposal.objects.get(number=number)
    stream = stream_id(proposal.record_id, "votes")
    _tell_up_to(stream, last)
    return {
        "votes": ProposalVote.objects.filter(proposal=proposal).count(),
        "shown": proposal.shown_count.total,
        "reached": proposal.events.filter(step="reach").count(),
        "state": proposal.state,
    }


def _tell_up_to(stream: UUID, last: int) -> None:
    """So that every reader knows when it has everything."""
    while snapshot_of(stream).seq < last:
        post(stream=stream, kind="counted", sections={})


def main(what: str, *given: str) -> None:
    work: dict[str, Callable[..., dict[str, object] | dict[str, float]]]
    work = {"fill": fill, "insert": insert, "found": found}
    print(json.dumps(work[what](*map(int, given))))


if __name__ == "__main__":
    main(*sys.argv[1:])
