"""The fields of OParl 1.0 and 1.1 by type (specification, chapter 3; schema of 1.1.1)."""

COMMON = frozenset({"id", "type", "license", "keyword", "created", "modified", "web", "deleted"})

OWN: dict[str, str] = {
    "System": "oparlVersion otherOparlVersions body name contactEmail contactName website vendor"
    " product",
    "Body": "system shortName name website licenseValidSince oparlSince ags rgs equivalent"
    " contactEmail contactName organization person meeting paper legislativeTerm agendaItem"
    " consultation file locationList legislativeTermList membership classification location",
    "LegislativeTerm": "body name startDate endDate",
    "Organization": "body name membership meeting consultation shortName post subOrganizationOf"
    " organizationType classification startDate endDate website location externalBody",
    "Person": "body name familyName givenName formOfAddress affix title gender phone email"
    " location locationObject status membership life lifeSource",
    "Membership": "person organization role votingRight startDate endDate onBehalfOf",
    "Meeting": "name meetingState cancelled start end location organization participant"
    " invitation resultsProtocol verbatimProtocol auxiliaryFile agendaItem",
    "AgendaItem": "meeting number order name public consultation result resolutionText"
    " resolutionFile auxiliaryFile start end",
    "Paper": "body name reference date paperType relatedPaper superordinatedPaper"
    " subordinatedPaper mainFile auxiliaryFile location originatorPerson underDirectionOf"
    " originatorOrganization consultation",
    "Consultation": "paper agendaItem meeting organization authoritative role",
    "File": "name fileName mimeType date size sha1Checksum sha512Checksum text accessUrl"
    " downloadUrl externalServiceUrl masterFile derivativeFile fileLicense meeting agendaItem"
    " paper",
    "Location": "description geojson streetAddress room postalCode subLocality locality bodies"
    " organizations persons meetings papers",
}

FIELDS = {kind: COMMON | frozenset(names.split()) for kind, names in OWN.items()}

LISTS = ("organization", "person", "paper", "meeting")
"""The lists of a Body that hold all that is imported, in the order in which it is written."""

LISTED = {
    "body": "Body",
    "organization": "Organization",
    "person": "Person",
    "paper": "Paper",
    "meeting": "Meeting",
}

WITHHELD = frozenset({"phone", "email", "gender", "life", "lifeSource", "locationObject"})
"""Of a Person: public at the source is no reason to be public here (ADR 15)."""
