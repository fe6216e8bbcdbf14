"""Letters about steps: at least once through a cursor, and not twice.

A letter is claimed in the database before it is sent. Two runners cannot claim the same; a claim
that no sending followed (the process was killed) is taken up again after a while, and the letter
has the same Message-ID, by which a mailbox knows it again.
"""

from datetime import timedelta
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.core.clock import now
from portal.ledger.models import Record
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import history_of, records
from portal.ledger.versions import Version
from proposals.addresses import confirm_follow_path, proposal_path, stop_follow_path
from proposals.contents import ProposalContent
from proposals.follow_links import confirm_token, stop_token
from proposals.models import Follower, StepMail
from proposals.states import ProposalState, Step

TAKEN_UP_AGAIN = timedelta(minutes=10)
TOLD = frozenset(Step) - {Step.SUBMIT, Step.RETURN}


def tell_followers(record_id: UUID) -> int:
    """Send what each follower of this proposal has not been told; returns how many letters."""
    head = records(ANONYMOUS).filter(pk=record_id).first()
    behind = _behind(record_id, head)
    if head is None or not behind.exists():
        return 0
    versions = sorted(history_of(head, ANONYMOUS), key=lambda each: each.version)
    return sum(_tell(follower, versions, head) for follower in behind)


def send_confirmation(follower: Follower) -> None:
    """The link leads to a page with a button: opening it changes nothing."""
    with override(follower.language):
        link = _absolute(confirm_follow_path(confirm_token(follower.pk)), follower.language)
        title = follower.proposal.title
        text = _(
            "Hej!\n\nNågon, troligen du, vill följa förslaget ”%(title)s”. Öppna länken och tryck "
            "på knappen så får du ett brev varje gång något händer:\n\n%(link)s\n\n"
            "Var det inte du? Då behöver du inte göra något."
        ) % {"title": title, "link": link}
        _send(follower, _("Bekräfta att du vill följa förslaget"), text, {})


def _behind(record_id: UUID, head: Record | None) -> QuerySet[Follower]:
    followers = Follower.objects.filter(proposal__record_id=record_id, confirmed_at__isnull=False)
    known = head.version if head else 0
    return followers.filter(version__lt=known).select_related("proposal").order_by("pk")


def _tell(follower: Follower, versions: list[Version], head: Record) -> int:
    sent = 0
    for version in versions:
        if version.version > follower.version:
            sent += _tell_once(follower, version)
    Follower.objects.filter(pk=follower.pk, version__lt=head.version).update(version=head.version)
    return sent


def _tell_once(follower: Follower, version: Version) -> bool:
    if not _is_told(version) or not _claim(follower, version.version):
        return False
    with override(follower.language):
        _send(follower, _subject(follower), _letter(follower, version), _headers(follower, version))
    StepMail.objects.filter(follower=follower, version=version.version).update(sent_at=now())
    return True


def _is_told(version: Version) -> bool:
    content = version.content
    return not isinstance(content, ProposalContent) or content.step in TOLD


def _claim(follower: Follower, number: int) -> bool:
    at = now()
    _mail, is_new = StepMail.objects.get_or_create(
        follower=follower, version=number, defaults={"claimed_at": at}
    )
    if is_new:
        return True
    left = StepMail.objects.filter(
        follower=follower, version=number, sent_at=None, claimed_at__lte=at - TAKEN_UP_AGAIN
    )
    return left.update(claimed_at=at) == 1


def _subject(follower: Follower) -> str:
    return f"{follower.proposal.title} – {settings.CITY_NAME}"


def _letter(follower: Follower, version: Version) -> str:
    number, language = follower.proposal.number or 0, follower.language
    return _(
        "Hej!\n\nDet har hänt något med förslaget ”%(title)s”: %(what)s\n\nLäs mer:\n%(link)s\n\n"
        "Du får brevet för att du följer förslaget. Sluta följa:\n%(stop)s"
    ) % {
        "title": follower.proposal.title,
        "what": _what(version),
        "link": _absolute(proposal_path(number), language),
        "stop": _absolute(stop_follow_path(stop_token(follower.pk)), language),
    }


def _what(version: Version) -> str:
    content = version.content
    if not isinstance(content, ProposalContent):
        return _("det är borttaget.")
    state = ProposalState(content.state).label
    reason = f" {content.reason}" if content.reason else ""
    return f"{state}.{reason}"


def _headers(follower: Follower, version: Version) -> dict[str, str]:
    """RFC 8058: a mail program may end it with one POST and no page."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    stop = _absolute(stop_follow_path(stop_token(follower.pk)), follower.language)
    return {
        "Message-ID": f"<proposal-{follower.proposal_id}-{version.version}-{follower.pk}@{host}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _send(follower: Follower, subject: str, text: str, headers: dict[str, str]) -> None:
    whole = f"{text}\n\n{settings.CITY_NAME}\n{settings.SITE_URL}\n"
    EmailMessage(subject, whole, None, [follower.address], headers=headers).send()


def _absolute(path: str, language: str) -> str:
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return urljoin(settings.SITE_URL, prefix + path)
