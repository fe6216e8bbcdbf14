"""Papers with the heads that Göteborg's forms have, by kind."""

from datetime import date

from meetings.demo.agenda import UNKNOWN
from meetings.demo.organizations import organization
from meetings.demo.papers.paper import Paper


def parties_in_brackets(parties: tuple[str, ...]) -> str:
    """("M", "L") as "(M), (L)"."""
    return ", ".join(f"({party})" for party in parties)


def _split(meeting: str) -> tuple[str, str]:
    short_name, _, day = meeting.partition("/")
    return organization(short_name).name, day


def _item_line(item: str) -> str:
    return f"Ärende {item}" if item else f"Ärendenummer: {UNKNOWN}"


def party_paper(
    key: str,
    *,
    number: str,
    parties: tuple[str, ...],
    title: str,
    meeting: str,
    item: str,
    motion: bool = False,
) -> Paper:
    """A statement ("Yttrande") or a motion ("Yrkande") by parties, dated the meeting's day.

    It belongs to the case `number` without naming it.
    """
    word = "Yrkande" if motion else "Yttrande"
    board, day = _split(meeting)
    return Paper(
        key=key,
        kind="motion" if motion else "statement",
        title=title,
        organization=meeting.partition("/")[0],
        parties=parties,
        references=(number,),
        date=date.fromisoformat(day),
        meeting=meeting,
        item=item,
        head=(f"{word} {parties_in_brackets(parties)}", board, day, _item_line(item)),
        sender=("Göteborgs Stad",),
        running=f"{board}, {word.lower()} {parties_in_brackets(parties)}",
    )


def official_report(
    key: str,
    *,
    number: str,
    title: str,
    writer: str,
    officer: str | None = None,
    unit: tuple[str, ...] = (),
    issued: date | None,
    meeting: str,
    item: str,
    cites: tuple[str, ...] = (),
) -> Paper:
    """An officers' report ("Tjänsteutlåtande") with the writer's own number.

    `unit` is what the letterhead says where it says more than the office; `cites` are numbers of
    others that the report names.
    """
    office = organization(writer).name
    named = () if officer is None else (f"Handläggare: {officer} (påhittad person)",)
    issued_line = f"Utfärdat {issued.isoformat() if issued is not None else UNKNOWN}"
    return Paper(
        key=key,
        kind="official_report",
        title=title,
        organization=writer,
        date=issued,
        meeting=meeting,
        item=item,
        own_reference=number,
        references=(number, *cites),
        head=("Tjänsteutlåtande", issued_line, f"Diarienummer {number}"),
        sender=("Göteborgs Stad", *(unit or (office,)), *named),
        running=f"Göteborgs Stad {office}, tjänsteutlåtande",
    )


def minutes_extract(
    key: str,
    *,
    number: str,
    title: str,
    meeting: str,
    item: str,
    paragraph: int | None = None,
    number_known: bool = True,
) -> Paper:
    """An extract of minutes ("Utdrag ur protokoll") of one paragraph."""
    name, day = _split(meeting)
    mark = f"§ {paragraph}" if paragraph is not None else f"§ ({UNKNOWN})"
    number_line = number if number_known else f"ärendenummer: {UNKNOWN}, hör till {number}"
    return Paper(
        key=key,
        kind="minutes_extract",
        title=title,
        organization=meeting.partition("/")[0],
        date=date.fromisoformat(day),
        meeting=meeting,
        item=item,
        own_reference=number if number_known else None,
        references=(number,),
        paragraph=paragraph,
        head=("Utdrag ur protokoll", f"Sammanträdesdatum {day}"),
        sender=("Göteborgs Stad", name),
        subheading=f"{mark}, {number_line}",
        running=f"{name}, protokollsutdrag",
    )
