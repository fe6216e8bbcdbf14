"""What the page of every record has: head, facts, feeds, citation and version."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.outlets.web.facts import Fact
from meetings.outlets.web.linked import linked
from meetings.outlets.web.resolve import Page
from meetings.outlets.web.sources import language_of, source_view
from meetings.outlets.words import short_day_words
from portal.core.addresses import localized
from portal.core.clock import local
from portal.core.templatetags.face import short_hash
from portal.ledger.versions import Version

CITE_ID = "citera"


@dataclass(frozen=True, slots=True)
class Crumb:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Another form of the page: an Atom feed or a calendar."""

    title: str
    media_type: str
    url: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the page; `lead` is the sentence that answers why one came."""

    title: str
    kicker: str = ""
    status: str = ""
    lead: str = ""
    lead_lang: str = ""


@dataclass(frozen=True, slots=True)
class VersionFoot:
    """Which version this is and how to check it (components/version_footer.html)."""

    version: int
    sha256: str
    recorded_at: datetime
    address: str
    proof_url: str
    history_url: str = ""
    cite_id: str = CITE_ID


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """A page of one record. `parts` is what its own template shows besides."""

    template: str
    version: Version
    head: Head
    facts: Sequence[Fact]
    crumbs: Sequence[Crumb]
    cited: Sequence[str] = ()
    feeds: Sequence[Feed] = ()
    parts: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def _language(self) -> str:
        """Of the title, where it is the source's own and not ours."""
        content = self.version.content
        return language_of(content) if content and content.title == self.head.title else ""

    def as_page(self) -> Page:
        return Page(
            self.template,
            {
                "head": self.head,
                "facts": self.facts,
                "crumbs": self.crumbs,
                "feeds": self.feeds,
                "linked": linked(self.version),
                "source": source_view(self.version.content),
                "lang": self._language(),
                "json_url": f"/api/v1/records/{self.version.record.pk}",
                "citation": citation(self.version, self.cited),
                "foot": version_foot(self.version),
                "correction": self.version.reason,
                **self.parts,
            },
            self.headers,
        )


def crumb(text: object, path: str) -> Crumb:
    """A step of the breadcrumb; `path` is without language."""
    return Crumb(str(text), localized(path))


def atom(title: str, path: str) -> Feed:
    return Feed(title, "application/atom+xml", path)


def calendar(title: str, path: str) -> Feed:
    return Feed(title, "text/calendar", path)


def address_of(version: Version) -> str:
    """The absolute address, the same in every language."""
    path = version.content.path if version.content else version.record.path
    return settings.SITE_URL.rstrip("/") + path


def citation(version: Version, parts: Sequence[str]) -> str:
    """How to cite the record: city, `parts`, version with its day, address, hash."""
    edition = _("version %(version)s, publicerad %(day)s") % {
        "version": version.version,
        "day": short_day_words(local(version.recorded_at).date()),
    }
    said = ", ".join(each for each in (settings.CITY_NAME, *parts, edition) if each)
    return f"{said}. {address_of(version)} (sha256 {short_hash(version.sha256)}…)"


def version_foot(version: Version) -> VersionFoot:
    return VersionFoot(
        version=version.version,
        sha256=version.sha256,
        recorded_at=local(version.recorded_at),
        address=address_of(version),
        proof_url=localized(f"/post/{version.record.pk}/bevis/"),
        history_url=localized(f"/post/{version.record.pk}/versioner/"),
    )
