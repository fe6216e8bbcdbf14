"""One address of every type of page that a reader meets."""

MEETING = "/moten/ks/2016-10-19/"
ITEM = f"{MEETING}2.2.2/"
CASE = "/arenden/1451-14/"

PAGES: dict[str, str] = {
    "start": "/",
    "start in English": "/en/",
    "meetings": "/moten/",
    "meeting": MEETING,
    "item": ITEM,
    "cases": "/arenden/",
    "case": CASE,
    "document": "/handlingar/1/",
    "organizations": "/organ/",
    "organization": "/organ/ks/",
    "people": "/personer/",
    "person": "/personer/1/",
    "decision": "/beslut/8/",
    "decisions": "/beslut/",
    "decisions of a meeting": "/moten/demonamnden/2024-04-18/beslut/",
    "vote by counts": "/beslut/8/votering-1/",
    "vote by name": "/beslut/18/votering-2/",
    "diary": "/diarium/",
    "diary search": "/diarium/?q=1451/14",
    "search": "/sok/",
    "hits": "/sok/?q=wifi",
    "hits narrowed": "/sok/?q=plan&typ=plan&organ=slk&sortering=nyast",
    "hits in English": "/en/sok/?q=wifi",
    "no hits": "/sok/?q=kvantdator",
    "registration": "/diarium/slk/1451-14-2/",
    "corrections": "/rattelser/",
    "proposals": "/forslag/",
    "api": "/api/",
    "login": "/logga-in/",
    "information": "/tillganglighet/",
    "personal data": "/integritet/",
    "cookies": "/kakor/",
    "what to save": f"{MEETING}spara/",
    "what is saved": "/sparat/",
    "no network": "/sparat/utan-nat/",
    "news": "/nyheter/",
    "list as of a day": "/moten/?per=2016-10-19",
    "meeting as of a day": f"{MEETING}?per=2016-10-20",
    "before anything": f"{MEETING}?per=1990-01-01",
    "not found": "/finns-inte/",
}
"""What stands in the demo city as it is loaded."""

ROOM: dict[str, str] = {
    "room": "/sammantradesrum/",
    "meeting in the room": "/sammantradesrum/ks/2016-10-19/",
}
"""What only members of an organization reach."""

CORRECTED = "/handlingar/18/"
WITHDRAWN = "/handlingar/17/"

MENDED: dict[str, str] = {
    "corrected document": CORRECTED,
    "older version": f"{CORRECTED}v1/",
    "tombstone": WITHDRAWN,
    "corrections with rows": "/rattelser/",
    "history": "/post/{corrected}/versioner/",
    "proof": "/post/{corrected}/bevis/",
}
"""What there is when one paper was corrected and another withdrawn (fixture `mended`)."""

STATUSES = {"not found": 404, "before anything": 404, "tombstone": 410}
"""What a type of page answers, where it is not 200."""
