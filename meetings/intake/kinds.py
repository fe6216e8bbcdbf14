"""The kinds of paper that a bundle for a meeting can hold."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """What a paper is. The Swedish word of the registry office stands beside each value."""

    OFFICIAL_REPORT = "official_report"  # tjänsteutlåtande, tjänsteskrivelse
    STATEMENT = "statement"  # yttrande, särskilt yttrande, reservation, protokollsanteckning
    MOTION = "motion"  # yrkande, tilläggsyrkande, motion
    APPENDIX = "appendix"  # bilaga
    PLAN = "plan"  # plan, program, strategi
    MINUTES_EXTRACT = "minutes_extract"  # protokollsutdrag, utdrag ur protokoll
    SUMMONS = "summons"  # kallelse, föredragningslista
    MINUTES = "minutes"  # protokoll, sammanträdesprotokoll
    CONSULTATION_RESPONSE = "consultation_response"  # remissvar
    DECISION_PAPER = "decision_paper"  # beslutsunderlag, beslutsförslag, delegationsbeslut
    LETTER = "letter"  # skrivelse, missiv, medborgarförslag
    OTHER = "other"  # övrigt


PARTY_KINDS = frozenset({DocumentKind.STATEMENT, DocumentKind.MOTION})
MINUTES_KINDS = frozenset({DocumentKind.MINUTES, DocumentKind.MINUTES_EXTRACT})
