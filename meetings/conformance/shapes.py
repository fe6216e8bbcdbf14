"""What OParl 1.1 says of each type: its fields, their form, and which must be there.

Written as `name:form`. A form is `text`, `url`, `date`, `moment`, `whole`, `flag`, `object`, the
name of a type that is embedded, and any of them with `*` for a list.
"""

COMMON = (
    "id:url type:text created:moment modified:moment license:text keyword:text* web:url"
    " deleted:flag"
)

OWN = {
    "System": "oparlVersion:text otherOparlVersions:url* license:url body:url name:text"
    " contactEmail:text contactName:text website:url vendor:url product:url",
    "Body": "system:url shortName:text name:text website:url license:url"
    " licenseValidSince:moment oparlSince:moment ags:text rgs:text equivalent:url*"
    " contactEmail:text contactName:text organization:url person:url meeting:url paper:url"
    " legislativeTerm:LegislativeTerm* agendaItem:url consultation:url file:url"
    " locationList:url legislativeTermList:url membership:url classification:text"
    " location:Location",
    "LegislativeTerm": "body:url name:text startDate:date endDate:date",
    "Organization": "body:url name:text membership:url* meeting:url consultation:url"
    " shortName:text post:text* subOrganizationOf:url organizationType:text"
    " classification:text startDate:date endDate:date website:url location:Location"
    " externalBody:url",
    "Person": "body:url name:text familyName:text givenName:text formOfAddress:text affix:text"
    " title:text* gender:text phone:text* email:text* location:url locationObject:Location"
    " status:text* membership:Membership* life:text lifeSource:text",
    "Membership": "person:url organization:url role:text votingRight:flag startDate:date"
    " endDate:date onBehalfOf:url",
    "Meeting": "name:text meetingState:text cancelled:flag start:moment end:moment"
    " location:Location organization:url* participant:url* invitation:File"
    " resultsProtocol:File verbatimProtocol:File auxiliaryFile:File* agendaItem:AgendaItem*",
    "AgendaItem": "meeting:url number:text order:whole name:text public:flag consultation:url"
    " result:text resolutionText:text resolutionFile:File auxiliaryFile:File* start:moment"
    " end:moment",
    "Paper": "body:url name:text reference:text date:date paperType:text relatedPaper:url*"
    " superordinatedPaper:url* subordinatedPaper:url* mainFile:File auxiliaryFile:File*"
    " location:Location* originatorPerson:url* underDirectionOf:url*"
    " originatorOrganization:url* consultation:Consultation*",
    "Consultation": "paper:url agendaItem:url meeting:url organization:url* authoritative:flag"
    " role:text",
    "File": "name:text fileName:text mimeType:text date:date size:whole sha1Checksum:text"
    " sha512Checksum:text text:text accessUrl:url downloadUrl:url externalServiceUrl:url"
    " masterFile:url derivativeFile:url* fileLicense:url meeting:url* agendaItem:url*"
    " paper:url*",
    "Location": "description:text geojson:object streetAddress:text room:text postalCode:text"
    " subLocality:text locality:text bodies:url* organizations:url* persons:url*"
    " meetings:url* papers:url*",
}

FIELDS: dict[str, dict[str, str]] = {
    kind: dict(each.split(":") for each in f"{COMMON} {own}".split()) for kind, own in OWN.items()
}

MANDATORY: dict[str, tuple[str, ...]] = {
    "System": ("oparlVersion", "body"),
    "Body": (
        "name",
        "organization",
        "person",
        "meeting",
        "paper",
        "legislativeTerm",
        "agendaItem",
        "consultation",
        "file",
        "locationList",
        "legislativeTermList",
        "membership",
    ),
    "AgendaItem": ("order",),
    "File": ("accessUrl",),
}

LISTS = {
    "organization": "Organization",
    "person": "Person",
    "meeting": "Meeting",
    "paper": "Paper",
    "agendaItem": "AgendaItem",
    "consultation": "Consultation",
    "file": "File",
    "locationList": "Location",
    "legislativeTermList": "LegislativeTerm",
    "membership": "Membership",
}
"""The lists of a Body, and the type of what stands in each."""
