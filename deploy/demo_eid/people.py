"""Who one may be in the demo. Nobody: their personal numbers have a wrong check digit."""

from dataclasses import dataclass

LEVELS = "http://id.elegnamnden.se/loa/1.0/"


@dataclass(frozen=True)
class Invented:
    """`number` is twelve digits that no one can have."""

    key: str
    name: str
    number: str
    acr: str
    about: str


PEOPLE = {
    each.key: each
    for each in (
        Invented("alva", "Alva Påhittad", "199203149990", f"{LEVELS}loa3", "boende, 34 år"),
        Invented("bo", "Bo Låtsas", "195811029991", f"{LEVELS}loa3", "boende, 68 år"),
        Invented("cilla", "Cilla Exempel", "198007219990", f"{LEVELS}loa4", "högsta nivån"),
        Invented(
            "dag", "Dag Prov", "200105069990", f"{LEVELS}loa2", "för låg nivå: släpps inte in"
        ),
    )
}
