"""The proof of one record: what the ledger says, and what every outlet shows of it right now."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.outlets.http import reader_of_request
from meetings.outlets.links import absolute
from meetings.outlets.web.resolve import Page, finish
from portal.core.addresses import localized
from portal.ledger.outlets import OUTLETS
from portal.ledger.proofs import Proof, proof_of
from portal.ledger.readers import Reader
from portal.ledger.reconciliation import expected
from portal.ledger.selectors import Head, records, version_of


@dataclass(frozen=True, slots=True)
class OutletRow:
    """What one outlet shows. `verdict` says how it compares with the ledger."""

    name: str
    version: int | None
    sha256: str
    verdict: str
    agrees: bool


def proof(request: HttpRequest, record: UUID) -> HttpResponse:
    reader = reader_of_request(request)
    head = records(reader).filter(pk=record).first()
    if head is None:
        raise Http404
    version = version_of(head)
    context = {
        "outlets": list(_rows(head, reader)),
        "url": localized(head.path),
        "json_url": f"/api/v1/records/{head.pk}",
        "content_url": absolute(f"/api/v1/records/{head.pk}/content"),
        "seq": version.seq,
        "commands": list(_commands(proof_of(version))),
    }
    return finish(request, Page("meetings/proof.html", context), version=version)


def _commands(proof: Proof) -> Iterator[tuple[str, str]]:
    """Three commands for a terminal, each with what it must print (docs/proof.md)."""
    yield _hashed(f"{proof.salt or proof.nonce}{proof.sha256}"), proof.commitment
    yield _hashed(f"{proof.nonce}{proof.facts}"), proof.digest
    yield _hashed(f"{proof.before}{proof.commitment}{proof.digest}"), proof.chain


def _hashed(text: str) -> str:
    return f"printf %s {shlex.quote(text)} | sha256sum"


def _rows(head: Head, reader: Reader) -> Iterator[OutletRow]:
    wanted = expected(head, reader)
    for outlet in OUTLETS.values():
        shown = outlet.shown(head, reader)
        name = _names().get(outlet.name, outlet.name)
        if shown is None:
            owed = outlet.carries(head, reader)
            verdict = _("visar den inte, men ska") if owed else _("visar inte poster av det slaget")
            yield OutletRow(name, None, "", verdict, agrees=not owed)
        else:
            agrees = shown == wanted
            verdict = _("samma som liggaren") if agrees else _("skiljer sig från liggaren")
            yield OutletRow(name, shown.version, shown.sha256, verdict, agrees)


def _names() -> dict[str, str]:
    return {
        "web": _("Webben"),
        "api": _("API"),
        "diary": _("Diariet"),
        "room": _("Sammanträdesrummet"),
        "feeds": _("Flödena"),
        "calendar": _("Kalendern"),
        "oparl": _("Öppna data (OParl)"),
    }
