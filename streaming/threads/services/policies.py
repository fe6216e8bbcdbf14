"""Taking rules into force: a new version each time, and the old ones stay."""

from uuid import UUID

from django.db import IntegrityError, transaction

from portal.accounts.models import User
from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.core.clock import now
from portal.core.errors import NotAllowed
from streaming.threads.errors import RulesChanged
from streaming.threads.models import CITY, ThreadPolicy
from streaming.threads.selectors.policies import may_set_rules, newest_of, policy_of
from streaming.threads.terms import SHIPPED, Terms


def take_into_force(
    *,
    terms: Terms,
    organization: UUID | None = None,
    by: User | None = None,
    after: int | None = None,
) -> ThreadPolicy:
    """From now on these rules hold in the organization, or in the city.

    `by` is who decided it (None: the machine, with the rules that it came with). `after` is the
    version that was read when these were written, 0 for none. Raises NotAllowed, RulesChanged.
    """
    if by is not None and not may_set_rules(by, organization):
        raise NotAllowed
    newest = newest_of(organization)
    version = newest.version if newest else 0
    if after is not None and after != version:
        raise RulesChanged
    policy = ThreadPolicy(
        scope=str(organization) if organization else CITY,
        version=version + 1,
        terms=terms.model_dump(mode="json"),
        in_force_from=now(),
    )
    policy.full_clean(validate_constraints=False)
    return _stored(policy, organization, by)


def policy_in_force(organization: UUID) -> ThreadPolicy:
    """The rules that a measure follows; those the portal comes with, written down when needed."""
    return policy_of(organization) or take_into_force(terms=SHIPPED)


def _stored(policy: ThreadPolicy, organization: UUID | None, by: User | None) -> ThreadPolicy:
    try:
        with transaction.atomic():
            policy.save(force_insert=True)
            if by is not None:
                record_event(
                    kind=EventKind.RULES_CHANGED,
                    actor=by.pk,
                    organization=organization,
                    subject=f"samtal/regler/{policy.scope}",
                    detail={"version": str(policy.version)},
                )
    except IntegrityError:
        raise RulesChanged from None  # another took the same number at the same moment
    return policy
