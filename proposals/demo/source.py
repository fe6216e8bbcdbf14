"""The demo's proposals, told in days before the day on which the demo is loaded.

Everything here is invented. What a committee answers, the invented Demonämnden answers: nothing is
put in the mouth of a real organization or person.
"""

from dataclasses import dataclass, field

from proposals.states import ProposalOutcome, ProposalState, RejectionCode

S = ProposalState


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoProposal:
    """One proposal and how far it has come.

    Days are counted backwards from today: `submitted`, `published`, `reached`, `handed_over`,
    `decided`, `followed_up`; `state_day` is that of the last step where none of these tells it.
    `throwaway` of the votes are given with addresses of a throw-away domain, for the office to
    find.
    """

    key: str
    title: str
    text: str
    proposer: str
    state: ProposalState
    submitted: int
    area: str = ""
    subject: str = "other"
    address: str = ""
    easy_summary: str = ""
    published: int | None = None
    votes: int = 0
    throwaway: int = 0
    reached: int | None = None
    handed_over: int | None = None
    due: int | None = None
    decided: int | None = None
    followed_up: tuple[tuple[int, str], ...] = field(default_factory=tuple)
    outcome: ProposalOutcome | None = None
    code: RejectionCode | None = None
    reason: str = ""
    state_day: int = 0
    merged_into: str = ""
    with_help: bool = False


PROPOSALS: tuple[DemoProposal, ...] = (
    DemoProposal(
        key="benches",
        title="Bänkar med ryggstöd längs Demonstrationsstråket",
        text="Många som går med rollator eller barnvagn behöver vila ofta. Ställ en bänk med "
        "ryggstöd och armstöd minst var hundrade meter längs stråket.\n\nBörja med backen upp mot "
        "parken: där finns ingen plats att sitta alls.",
        easy_summary="Jag vill ha fler bänkar att vila på. De ska ha ryggstöd.",
        proposer="Berit Demo-Lund",
        state=S.FOLLOWED_UP,
        area="Centrum",
        subject="streets",
        address="Demonstrationsstråket (påhittat)",
        submitted=420,
        published=413,
        votes=247,
        reached=352,
        handed_over=318,
        due=138,
        decided=190,
        outcome=ProposalOutcome.PARTLY,
        reason="Åtta bänkar ställs ut i backen. Resten av stråket får vänta till ombyggnaden.",
        followed_up=(
            (120, "Förvaltningen har beställt åtta bänkar."),
            (35, "Sex av åtta bänkar står på plats. De två sista kommer när marken har tinat."),
        ),
        with_help=True,
    ),
    DemoProposal(
        key="pumps",
        title="En cykelpump utanför varje bibliotek",
        text="Det är långt mellan pumparna i ytterstadsdelarna. Biblioteken ligger där folk bor, "
        "och där finns någon som kan säga till när pumpen går sönder.",
        easy_summary="Jag vill kunna pumpa min cykel vid biblioteket.",
        proposer="Omar Demo-Haddad",
        state=S.COLLECTING,
        area="Hisingen",
        subject="streets",
        submitted=84,
        published=79,
        votes=187,
        throwaway=9,
    ),
    DemoProposal(
        key="lights",
        title="Ljus på gångvägen mellan spårvagnen och simhallen",
        text="På vintern är det mörkt när träningen slutar. Sätt lampor längs gångvägen, gärna "
        "sådana som lyser svagare när ingen går där.",
        proposer="Elsa Demo-Wik",
        state=S.COLLECTING,
        area="Nordost",
        subject="streets",
        submitted=58,
        published=50,
        votes=64,
    ),
    DemoProposal(
        key="bins",
        title="Fler papperskorgar vid hållplatserna",
        text="Vid de stora hållplatserna är korgarna fulla redan på lördagen. Ställ ut fler, och "
        "töm dem två gånger om dagen på helgen.",
        proposer="Ture Demo-Alm",
        state=S.COLLECTING,
        area="Sydväst",
        subject="climate",
        submitted=92,
        published=88,
        votes=31,
    ),
    DemoProposal(
        key="library",
        title="Håll skolbiblioteken öppna på loven",
        text="Alla har inte böcker, dator och lugn hemma. Låt varje område ha ett skolbibliotek "
        "som är öppet mitt på dagen under loven.",
        easy_summary="Skolans bibliotek ska vara öppet också när det är lov.",
        proposer="Amina Demo-Yusuf",
        state=S.REACHED,
        area="Nordost",
        subject="culture",
        submitted=77,
        published=70,
        votes=231,
        reached=6,
    ),
    DemoProposal(
        key="water",
        title="Dricksvatten vid alla stora lekplatser",
        text="Det finns kranar på några lekplatser men inte på alla. En enkel kran räcker, så att "
        "barn kan dricka och fylla sin flaska.",
        proposer="Signe Demo-Falk",
        state=S.REACHED,
        area="Centrum",
        subject="parks",
        submitted=106,
        published=98,
        votes=209,
        reached=21,
        state_day=8,
    ),
    DemoProposal(
        key="crossing",
        title="Ett säkert övergångsställe vid Demoskolan",
        text="Bilarna kommer fort i kurvan och ser inte barnen. Höj upp övergångsstället, och "
        "flytta parkeringen som skymmer sikten.",
        proposer="Jonas Demo-Ek",
        state=S.HANDED_OVER,
        area="Hisingen",
        subject="streets",
        address="Demoskolan (påhittad)",
        submitted=330,
        published=322,
        votes=318,
        reached=301,
        handed_over=228,
        due=48,
    ),
    DemoProposal(
        key="gardens",
        title="Odlingslådor att låna på torget",
        text="Ställ ut lådor på torget om våren och låt den som vill låna en låda över sommaren. "
        "Det kostar lite och gör torget grönt.",
        proposer="Mirja Demo-Salo",
        state=S.ON_AGENDA,
        area="Sydväst",
        subject="parks",
        submitted=214,
        published=206,
        votes=204,
        reached=124,
        handed_over=110,
        due=-70,
        state_day=12,
    ),
    DemoProposal(
        key="gym",
        title="Utegym under tak",
        text="Bygg ett tak över utegymmet så att det går att använda när det regnar. Det regnar "
        "ofta här.",
        proposer="Kaj Demo-Brandt",
        state=S.DECIDED,
        area="Centrum",
        subject="sport",
        submitted=368,
        published=360,
        votes=266,
        reached=333,
        handed_over=266,
        due=86,
        decided=162,
        outcome=ProposalOutcome.DECLINED,
        reason="Nämnden säger nej: taket kostar mer än själva utegymmet. Ett vindskydd prövas.",
    ),
    DemoProposal(
        key="dogs",
        title="Hundrastgård med ljus dygnet runt",
        text="Den som arbetar natt behöver också kunna rasta sin hund. Sätt strålkastare med "
        "rörelsevakt i rastgården.",
        proposer="Sune Demo-Grip",
        state=S.EXPIRED,
        area="Hisingen",
        subject="parks",
        submitted=160,
        published=151,
        votes=41,
    ),
    DemoProposal(
        key="seats",
        title="Ställ fler bänkar vid hållplatserna",
        text="Det finns hållplatser helt utan bänk. Börja med dem där äldre bor.",
        proposer="Rut Demo-Sandin",
        state=S.MERGED,
        area="Sydväst",
        subject="streets",
        submitted=64,
        published=60,
        votes=18,
        merged_into="bins",
        state_day=40,
        reason="Båda handlar om hur hållplatserna är utrustade och kan få ett svar tillsammans.",
    ),
    DemoProposal(
        key="trains",
        title="Gör alla tåg i landet gratis",
        text="Gratis tåg skulle få fler att låta bilen stå.",
        proposer="Love Demo-Rydh",
        state=S.REJECTED,
        subject="other",
        submitted=44,
        state_day=41,
        code=RejectionCode.NOT_THE_CITY,
        reason="Staden bestämmer inte över tågen i landet. Det gör staten och regionerna.",
    ),
    DemoProposal(
        key="neighbour",
        title="Min granne ska flytta sin bil",
        text="Grannen i huset bredvid ställer alltid sin bil framför min port.",
        proposer="Pål Demo-Sten",
        state=S.REJECTED,
        subject="other",
        submitted=25,
        state_day=23,
        code=RejectionCode.ABOUT_A_PERSON,
        reason="Förslaget handlar om en enskild person. Vänd dig till den som äger huset.",
    ),
    DemoProposal(
        key="chess",
        title="Schackbord i parken",
        text="Två bord av sten med rutor räcker. Pjäser tar man med sig.",
        proposer="Ida Demo-Kvist",
        state=S.WITHDRAWN,
        area="Centrum",
        subject="parks",
        submitted=120,
        published=113,
        votes=12,
        state_day=90,
        reason="Det visade sig att borden redan är beställda.",
    ),
    DemoProposal(
        key="shelter",
        title="Väderskydd där bussen väntar längst",
        text="Vid ändhållplatsen väntar man ofta en kvart. Ett enkelt tak skulle göra skillnad.",
        proposer="Nils Demo-Ahl",
        state=S.SUBMITTED,
        area="Nordost",
        subject="streets",
        submitted=16,
    ),
    DemoProposal(
        key="swim",
        title="Badtider bara för nybörjare",
        text="Vi som lär oss simma som vuxna behöver en timme i veckan utan banor fulla av folk.",
        easy_summary="Vuxna som lär sig simma ska få en egen tid i simhallen.",
        proposer="Zahra Demo-Karimi",
        state=S.SUBMITTED,
        area="Hisingen",
        subject="sport",
        submitted=2,
    ),
    DemoProposal(
        key="art",
        title="Mer konst",
        text="Det borde finnas mer konst.",
        proposer="Vide Demo-Roos",
        state=S.RETURNED,
        subject="culture",
        submitted=9,
        state_day=5,
        reason="Skriv var konsten ska finnas, så att andra vet vad de röstar på.",
    ),
)
