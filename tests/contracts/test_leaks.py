"""No word of a draft, of a confidential paper or of what was withdrawn reaches the public.

Words that stand nowhere else are planted in working records and in the ledger; then everything
that a reader can reach is read. The layers of the code say the same, but see neither reverse
relations nor templates.
"""

import datetime
from io import BytesIO
from urllib.parse import quote
from uuid import UUID

import pytest
from django.test import Client

from meetings import models
from meetings.services.publishing import publish, withdraw
from meetings.states import Audience
from portal.accounts.roles import Role
from portal.core.clock import parse_moment
from portal.core.ids import new_id
from portal.ledger.changes import Actor
from portal.ledger.contents import KINDS
from portal.ledger.files import file_ref, store_file
from portal.ledger.models import Entry, Record
from portal.ledger.states import Verb
from tests.contracts.addresses import public_routes
from tests.contracts.crawl import Answer, crawl, found
from tests.factories import pdf
from tests.meetings.outlets import factories as make
from tests.standing import Standing

ACTOR = Actor(role="registrar")
DAY = datetime.date(2016, 10, 19)
PLACES = ("title", "text", "filename", "party", "matter", "counterpart", "contact", "author")


def words(secret: str) -> dict[str, str]:
    """One word for each place where a document can say something: `xqdrafttitle` …"""
    return {place: f"xq{secret}{place}" for place in PLACES}


DRAFT, CONFIDENTIAL, WITHDRAWN = words("draft"), words("confidential"), words("withdrawn")
OTHERS = [
    "xqdraftorganization",
    "xqdraftperson",
    "xqdraftcase",
    "xqdraftstep",
    "xqdraftitem",
    "xqdraftproposal",
    "xqdraftplace",
    "xqeditedcase",
    "xqediteditem",
    "xqaddeditem",
]
HIDDEN = [*DRAFT.values(), *CONFIDENTIAL.values(), *WITHDRAWN.values(), *OTHERS, "xqprovision"]


@pytest.fixture
def ks(db: None, built_board: models.Organization) -> models.Organization:
    return built_board


@pytest.fixture(scope="module")
def built_board(standing: Standing) -> models.Organization:
    return standing.build(board_with_secrets)


def board_with_secrets() -> models.Organization:
    """The board with a published meeting, a published paper, and everything that must not show."""
    rules = models.RuleSet.objects.create(name="Nämnd")
    board = organization(rules, "ks", "Kommunstyrelsen")
    case = models.Case.objects.create(
        number="1451/14", title="Ärendet", organization=board, opened=datetime.date(2014, 1, 22)
    )
    paper = document(board, "9001/14", {place: f"open{place}" for place in PLACES}, case=case)
    confidential = document(
        board,
        "9002/14",
        CONFIDENTIAL,
        case=case,
        addressed_to=Audience.MEMBERS,
        provision="OSL xqprovision",
    )
    gone = document(board, "9003/14", WITHDRAWN, case=case)
    agenda = meeting(board, "2016-10-19T10:00", "Rådhuset")
    item = models.AgendaItem.objects.create(
        meeting=agenda, number="2.2.2", title="Punkten", case=case
    )
    for each in (paper, confidential, gone):
        models.ItemPaper.objects.create(item=item, document=each)
    act(board, case, paper, confidential, gone, agenda)
    withdraw(record=gone, actor=ACTOR, reason="Fel handling.", key=str(new_id()))
    plant_drafts(board, rules)
    edit(case, agenda)
    return board


def act(*records: models.WorkingRecord) -> None:
    publish(records=records, actor=ACTOR, key=str(new_id()))


def organization(rules: models.RuleSet, short_name: str, name: str) -> models.Organization:
    return models.Organization.objects.create(
        name=name,
        short_name=short_name,
        kind="executive_board",
        rule_set=rules,
        valid_from=datetime.date(2011, 1, 1),
    )


def meeting(board: models.Organization, start: str, place: str) -> models.Meeting:
    return models.Meeting.objects.create(
        organization=board, start=parse_moment(start), place=place, state="called"
    )


def document(
    board: models.Organization, number: str, said: dict[str, str], **fields: object
) -> models.Document:
    """A document that says its words in every place it has."""
    made = models.Document.objects.create(
        title=said["title"],
        parties=said["party"],
        contact=f"{said['contact']}@exempel.se",
        kind="statement",
        date=DAY,
        owner=board,
        **fields,
    )
    data = pdf(said["text"], title=said["author"], author=said["author"])
    name = f"{said['filename']}.pdf"
    file = store_file(BytesIO(data), name)
    models.DocumentFile.objects.create(document=made, file=file, name=file_ref(file, name).name)
    models.Registration.objects.create(
        document=made,
        organization=board,
        number=number,
        serial=1,
        date=DAY,
        direction="in",
        matter=said["matter"],
        counterpart=said["counterpart"],
    )
    return made


def plant_drafts(board: models.Organization, rules: models.RuleSet) -> None:
    """Working records that were never published."""
    organization(rules, "utkastorgan", "xqdraftorganization")
    models.Person.objects.create(name="xqdraftperson")
    case = models.Case.objects.create(
        number="9004/14", title="xqdraftcase", organization=board, opened=DAY
    )
    models.CaseStep.objects.create(case=case, date=DAY, text="xqdraftstep")
    paper = document(board, "9005/14", DRAFT, case=case)
    agenda = meeting(board, "2016-11-09T10:00", "xqdraftplace")
    item = models.AgendaItem.objects.create(
        meeting=agenda, number="1", title="xqdraftitem", proposal="xqdraftproposal", case=case
    )
    models.ItemPaper.objects.create(item=item, document=paper)
    for each in (case, paper, agenda):
        each.save_revision()


def edit(case: models.Case, agenda: models.Meeting) -> None:
    """Newer drafts of what stands published."""
    case.refresh_from_db()
    case.title = "xqeditedcase"
    case.save_revision()
    agenda = models.Meeting.objects.get(pk=agenda.pk)
    [item] = agenda.items.all()
    item.title = "xqediteditem"
    agenda.items = [item, models.AgendaItem(number="2.2.3", title="xqaddeditem")]
    agenda.save_revision()


def seeds() -> list[str]:
    """Every address that asks for nothing, every record's own, and every question about words."""
    plain = [f"/{route}" for route in public_routes() if not set("<^") & set(route)]
    records = Record.objects.values_list("pk", "path")
    own = [path for _pk, path in records]
    api = [f"/api/v1/records/{pk}" for pk, _path in records]
    kinds = [f"/api/v1/records?kind={kind}" for kind in KINDS]
    schemas = [f"/api/v1/schemas/{kind}.json" for kind in KINDS]
    others = [*drafts(), *questions(), "/sitemap.xml", "/robots.txt"]
    return [*plain, *own, *as_of(own), *api, *kinds, *schemas, *others]


def as_of(paths: list[str]) -> list[str]:
    """The same pages as of the moment before the first withdrawal."""
    fall = Entry.objects.filter(verb=Verb.WITHDRAWN).earliest("seq")
    before = Entry.objects.get(seq=fall.seq - 1).recorded_at
    return [f"{path}?per={quote(before.isoformat())}" for path in [*paths, "/diarium/", "/moten/"]]


def drafts() -> list[str]:
    """Where the drafts would stand, and their files."""
    papers = [each.to_record() for each in models.Document.objects.all()]
    files = [f"{each.path}v1/{file.name}" for each in papers for file in each.files]
    versions = [f"{each.path}v1/" for each in papers]
    others = [
        each.to_record().path
        for model in (models.Case, models.Meeting, models.Person, models.Organization)
        for each in model.objects.all()
    ]
    return [*(each.path for each in papers), *versions, *files, *others]


def questions() -> list[str]:
    """Searches for the hidden; only the number is asked for, since a page repeats the question."""
    numbers = [f"900{each}/14" for each in range(1, 6)]
    return [
        address
        for number in numbers
        for address in (
            f"/diarium/?q={number}",
            f"/sok/?q={number}",
            f"/api/v1/records?reference={number}",
        )
    ]


def reached(client: Client) -> list[Answer]:
    """Everything, and a proof that it is something."""
    answers = crawl(client, seeds())
    read = {each.address for each in answers if each.status == 200}
    assert {"/", "/moten/ks/2016-10-19/", "/arenden/1451-14/", "/en/moten/ks/2016-10-19/"} <= read
    assert [each.address for each in answers if each.status >= 500] == []
    return answers


def login(where: UUID, *roles: Role) -> Client:
    client = Client()
    for role in roles:
        client.force_login(make.user_in(make.organization("plats", id=where), role))
    return client


@pytest.mark.slow
def test_the_public_reaches_every_published_word_and_no_hidden_one(ks: models.Organization) -> None:
    answers = reached(Client())
    said = [f"open{place}" for place in PLACES]
    assert {word for word, _address in found(answers, said)} == set(said)
    assert found(answers, HIDDEN) == []


@pytest.mark.slow
def test_another_organization_reaches_no_hidden_word(ks: models.Organization) -> None:
    assert found(reached(login(new_id(), Role.MEMBER, Role.REGISTRAR)), HIDDEN) == []


@pytest.mark.slow
def test_a_member_reaches_the_confidential_words_and_no_draft(ks: models.Organization) -> None:
    answers = reached(login(ks.record_id, Role.MEMBER))
    shown = {word for word, _address in found(answers, CONFIDENTIAL.values())}
    assert {CONFIDENTIAL[place] for place in ("title", "text", "filename", "party")} <= shown
    assert found(answers, [*DRAFT.values(), *WITHDRAWN.values(), *OTHERS]) == []


@pytest.mark.slow
def test_what_became_secret_is_found_nowhere(ks: models.Organization) -> None:
    """Nor in the older versions of its line in the diary, which stands in public again."""
    paper = document(ks, "9006/14", DRAFT)
    act(paper)
    withdraw(record=paper, actor=ACTOR, reason="Sekretess.", key=str(new_id()))
    paper.refresh_from_db()
    paper.addressed_to, paper.provision = Audience.MEMBERS, "OSL 18:8"
    paper.save()
    act(paper)
    line = paper.registrations.get()
    older = [f"/api/v1/records/{line.record_id}?version={version}" for version in (1, 2, 3)]
    assert found(crawl(Client(), [*older, *seeds()]), DRAFT.values()) == []


@pytest.mark.slow
def test_a_leak_is_found_wherever_it_is(ks: models.Organization) -> None:
    """A published document that says a hidden word in each of its places, in its file too."""
    act(document(ks, "9006/14", DRAFT))
    leaked = {word for word, _address in found(crawl(Client(), seeds()), HIDDEN)}
    assert leaked == set(DRAFT.values())
