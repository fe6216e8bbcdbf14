"""Swedish text without meaning and without end, the same for the same number.

Every sentence is put together from our own word lists; half of the nouns are compounds, as
in real papers.
"""

import random

ACTORS = (
    "Förvaltningen", "Nämnden", "Stadsledningskontoret", "Kommunstyrelsen", "Utskottet",
    "Beredningsgruppen", "Bolaget", "Trafikkontoret", "Skolförvaltningen",
)  # fmt: skip
VERBS = (
    "föreslår", "redovisar", "utreder", "samordnar", "följer upp", "planerar", "prövar",
    "förordar", "återrapporterar", "beskriver",
)  # fmt: skip
FIRST = (
    "avgifts", "vatten", "skol", "cykel", "trafik", "bostads", "klimat", "kultur", "hamn",
    "fritids", "upphandlings", "budget", "lokal", "miljö", "äldre", "park",
)  # fmt: skip
SECOND = (
    "modellen", "planen", "frågan", "utbyggnaden", "strategin", "taxan", "programmet",
    "budgeten", "utredningen", "satsningen", "riktlinjen", "försörjningen",
)  # fmt: skip
PLACES = (
    "i centrum", "på Hisingen", "i Angered", "längs älven", "i Majorna", "i Frölunda",
    "i hela staden", "vid hamnen", "i Örgryte",
)  # fmt: skip
ENDINGS = (
    "och återkommer med kostnader i nästa budget",
    "tillsammans med berörda nämnder",
    "efter samråd med boende och föreningar",
    "utan att kostnaderna ökar under året",
    "med början nästa vår",
    "så att barn och äldre får det lättare",
)


def matter(number: int) -> str:
    """A title, for example of a case."""
    chance = random.Random(number)
    return f"{chance.choice(FIRST).capitalize()}{chance.choice(SECOND)} {chance.choice(PLACES)}"


def paper(number: int, size: int = 2_000) -> str:
    """A paper of at least `size` characters, in paragraphs."""
    chance = random.Random(number)
    paragraphs = [matter(number)]
    while sum(map(len, paragraphs)) < size:
        paragraphs.append(" ".join(_sentence(chance) for _ in range(4)))
    return "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random) -> str:
    subject, verb = chance.choice(ACTORS), chance.choice(VERBS)
    thing = chance.choice(FIRST) + chance.choice(SECOND)
    return f"{subject} {verb} {thing} {chance.choice(PLACES)} {chance.choice(ENDINGS)}."
