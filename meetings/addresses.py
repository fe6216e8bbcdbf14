"""The canonical path of every kind of record (CONTRACT, Addresses)."""

import datetime
import re

from portal.core.ids import slug


def organization_path(short_name: str) -> str:
    return f"/organ/{short_name}/"


def person_path(number: int) -> str:
    return f"/personer/{number}/"


def membership_path(person: int, short_name: str, valid_from: datetime.date) -> str:
    return f"/personer/{person}/{short_name}-{valid_from}/"


def meeting_path(short_name: str, date: datetime.date, ordinal: int) -> str:
    """The second meeting of a day adds `-2`."""
    suffix = f"-{ordinal}" if ordinal > 1 else ""
    return f"/moten/{short_name}/{date}{suffix}/"


def item_path(meeting: str, number: str) -> str:
    """Item numbers keep their dots: `2.2.2`."""
    return f"{meeting}{'.'.join(slug(part) for part in re.split(r'[.]', number) if part)}/"


def case_path(case_slug: str) -> str:
    return f"/arenden/{case_slug}/"


def document_path(number: int) -> str:
    return f"/handlingar/{number}/"


def version_path(document: str, version: int) -> str:
    return f"{document}v{version}/"


def file_path(document: str, version: int, name: str) -> str:
    return f"{version_path(document, version)}{name}"


def registration_path(short_name: str, number: str, serial: int) -> str:
    return f"/diarium/{short_name}/{slug(number)}-{serial}/"


def decision_path(number: int) -> str:
    return f"/beslut/{number}/"


def vote_path(decision: str, order: int) -> str:
    return f"{decision}votering-{order}/"
