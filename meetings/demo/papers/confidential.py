"""One confidential paper, wholly invented, for members of the executive board only.

Its text holds LEAK_WORDS, which stand nowhere else: a test that finds one of them on a public
page, in a feed, an index or a file has found a leak.
"""

from datetime import date

from meetings.demo.papers.paper import Paper

LEAK_WORDS: tuple[str, ...] = ("granitlås", "kvastfyren", "saltsjönyckeln")
"""Words of our own making, in lower case; the text also writes them with a capital."""

CONFIDENTIAL = Paper(
    key="sekretess-bilaga-0606-18",
    kind="appendix",
    title="Bilaga 2: Skyddsåtgärder enligt Granitlås",
    organization="slk",
    date=date(2019, 12, 18),
    meeting="ks/2020-01-15",
    item="1",
    own_reference="0606/18",
    references=("0606/18",),
    appendix=2,
    audience="members",
    secrecy="OSL 18:8",
    head=("Bilaga 2", "Upprättad 2019-12-18", "Diarienummer 0606/18", "Sekretess: OSL 18:8"),
    sender=("Göteborgs Stad", "Stadsledningskontoret"),
    running="Sekretess, OSL 18:8. Endast för kommunstyrelsens ledamöter",
    notice="Demonstrationsmaterial. Allt innehåll är påhittat av Rådslag",
)
