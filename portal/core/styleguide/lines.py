"""The style guide's lines: a branch, a short one, a finished one, a proposal, 25 items."""

from datetime import date
from typing import Final

from portal.core.line import Line, Stop, StopState
from portal.core.styleguide.sample import LONG_TITLE


def _stop(
    day: tuple[int, int, int],
    organization: str,
    title: str,
    state: StopState = StopState.PASSED,
    detail: str = "",
    track: int = 0,
) -> Stop:
    return Stop(
        title,
        state,
        detail=detail,
        date=date(*day),
        organization=organization,
        url="#stopp" if state in (StopState.PASSED, StopState.PRESENT) else "",
        track=track,
    )


SHORT_LINE: Final = Line(
    "Ärendets väg",
    (
        _stop((2016, 9, 5), "Stadsledningskontoret", "Tjänsteutlåtande klart"),
        _stop(
            (2016, 10, 19),
            "Kommunstyrelsen",
            "Ska beslutas, punkt 2.2.2",
            state=StopState.PRESENT,
            detail="Yttranden från (M)(L)(KD) och (SD) är inlämnade.",
        ),
        Stop("Återrapport", StopState.FUTURE, organization="Kommunstyrelsen"),
    ),
    continues=True,
)
BRANCH_LINE: Final = Line(
    "Ärendets väg, med remiss",
    (
        _stop(
            (2014, 1, 22),
            "Kommunstyrelsen",
            "Uppdrag att ta fram program och planer",
            detail="Stadsledningskontoret får uppdraget.",
        ),
        _stop((2014, 9, 4), "Kommunfullmäktige", "Programmet antas, gäller till 2020"),
        _stop((2015, 11, 10), "Stadsledningskontoret", "Handlingsplan version 0.1"),
        _stop((2015, 12, 1), "Intraservice", "Rapport till nämnden", track=1),
        _stop((2015, 12, 15), "Nämnden för intraservice", "Tillstyrker förslaget, § 136", track=1),
        _stop(
            (2016, 3, 16),
            "Kommunstyrelsen",
            "Sammanträdet ställdes in",
            track=0,
            state=StopState.CANCELLED,
        ),
        _stop((2016, 9, 5), "Stadsledningskontoret", LONG_TITLE),
        _stop(
            (2016, 10, 19),
            "Kommunstyrelsen",
            "Beslutar i dag, punkt 2.2.2",
            state=StopState.PRESENT,
            detail="Sammanträdet börjar kl. 13.00 och sänds.",
        ),
        _stop((2016, 11, 24), "Kommunfullmäktige", "Beslutar", state=StopState.FUTURE),
        _stop((2017, 12, 31), "Stadsledningskontoret", "Återrapport", state=StopState.FUTURE),
    ),
)
PROPOSAL_LINE: Final = Line(
    "Förslagets väg",
    (
        _stop((2024, 2, 1), "", "Inlämnat"),
        _stop((2024, 2, 4), "", "Publicerat"),
        _stop((2024, 3, 28), "", "200 röster"),
        _stop((2024, 5, 14), "Stadsmiljönämnden", "Hos nämnden", state=StopState.PRESENT),
        Stop("Beslut", StopState.FUTURE, detail="Senast 14 november."),
        Stop("Genomfört", StopState.FUTURE),
    ),
)
DONE_LINE: Final = Line(
    "Avslutat ärende",
    (
        _stop((2020, 1, 15), "Kommunstyrelsen", "Bordlagt"),
        _stop((2020, 2, 5), "Kommunstyrelsen", "Tillstyrkt, 7–6"),
        _stop((2020, 2, 20), "Kommunfullmäktige", "Antaget"),
    ),
)
_ITEMS: Final = (
    "Sammanträdets öppnande",
    "Val av justerare",
    "Fastställande av dagordning",
    "Information från stadsdirektören",
    "Årsredovisning",
    "Riktlinje för skyddssäkerhet",
    "Lokalförsörjningsprogram",
    "Kulturhyror",
    "Avfallstaxa",
    "Detaljplan för Olof Asplunds gata",
    "Anslutning till borgmästaravtal",
    "Avgift för uthyrning av elsparkcyklar på offentlig plats",
    "Handlingsplan för e-samhället 2017",
    "Valdistrikt",
    "Taxa för vatten och avlopp",
    "Doftpolicy",
    "Svar på motion om trädplantering",
    "Svar på motion om cykelparkering",
    "Göteborgsförslag om bänkar längs Säveån",
    "Samverkan med regionen",
    "Delegationsbeslut",
    "Anmälningsärenden",
    "Kurser och konferenser",
    "Övriga frågor",
    "Sammanträdets avslutande",
)
AGENDA_LINE: Final = Line(
    "Sammanträdet just nu",
    tuple(
        Stop(
            title,
            StopState.PASSED if at < 12 else StopState.PRESENT if at == 12 else StopState.FUTURE,
            mark=f"{at // 10 + 1}.{at % 10 + 1}",
            url="#stopp",
        )
        for at, title in enumerate(_ITEMS)
    ),
)
