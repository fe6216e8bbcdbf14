"""The panels of a decision: what was decided, its rounds in order, who took part."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, ObjectList

from meetings.registry.decision_forms import BallotForm, DecisionForm, VoteForm
from meetings.registry.panels import RowsPanel, field, record_panels, select


def decision_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel([field("item", required_on_save=True), field("paragraph")]),
        field("title", required_on_save=True),
        field("sentence"),
        FieldRowPanel([field("outcome"), field("method"), select("forwarded_to")]),
        RowsPanel(
            "clauses",
            [field("text")],
            heading=_("Beslutet ord för ord"),
            label=_("att-sats"),
        ),
        _votes(),
        RowsPanel(
            "reservations",
            [FieldRowPanel([field("parties"), field("names")]), field("text")],
            heading=_("Reservationer"),
            label=_("reservation"),
        ),
        RowsPanel(
            "notes",
            [FieldRowPanel([field("kind"), field("parties"), field("names")]), field("text")],
            heading=_("Till protokollet"),
            label=_("anteckning eller yttrande"),
        ),
        RowsPanel(
            "participants",
            [FieldRowPanel([field("person"), field("served_for")], classname="r-ballot")],
            heading=_("De som deltog i beslutet"),
            label=_("deltagare"),
        ),
        field("preliminary"),
        form=DecisionForm,
    )


def _votes() -> RowsPanel:
    return RowsPanel(
        "votes",
        [
            field("about"),
            FieldRowPanel([field("purpose"), field("detail"), field("secret")]),
            FieldRowPanel([field("yes_means"), field("no_means")]),
            FieldRowPanel([field(name) for name in ("yes", "no", "abstained")]),
            FieldRowPanel([field(name) for name in ("absent", "not_taking_part", "conflict")]),
            FieldRowPanel([field("won"), field("casting_vote"), field("by_lot")]),
            field("prose"),
            RowsPanel(
                "parties",
                [
                    FieldRowPanel([field(name) for name in ("party", "yes", "no", "abstained")]),
                    FieldRowPanel([field(name) for name in ("absent", "not_taking_part")]),
                ],
                heading=_("Röster parti för parti"),
                label=_("parti"),
            ),
            RowsPanel(
                "ballots",
                [
                    FieldRowPanel(
                        [field("person"), field("choice"), field("served_for")],
                        classname="r-ballot",
                    )
                ],
                heading=_("Röster namn för namn"),
                label=_("röst"),
                row_form=BallotForm,
            ),
        ],
        heading=_("Omröstningar, i den ordning de hölls"),
        label=_("omröstning"),
        row_form=VoteForm,
    )
