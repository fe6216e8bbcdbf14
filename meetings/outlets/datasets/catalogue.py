"""The catalogue in DCAT-AP-SE 3, as RDF/XML with absolute addresses.

Each class has what the profile asks for: the catalogue, its datasets, their distributions,
the publisher and the point of contact.
"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.outlets.links import absolute
from portal.core.clock import local_iso
from portal.ledger.selectors import head_entry

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority/"
MEDIA = "http://www.iana.org/assignments/media-types/"
LANGUAGES = {"sv": f"{EU}language/SWE", "en": f"{EU}language/ENG"}
CATALOGUE, PUBLISHER, CONTACT = "/datasets/dcat", "/datasets/dcat#publisher", "#contact"


@dataclass(frozen=True)
class Distribution:
    """A form in which a dataset can be had: where it begins, and its media type."""

    slug: str
    title: str | Promise
    path: str
    media_type: str
    is_download: bool = False
    standard: str = ""


@dataclass(frozen=True)
class Dataset:
    slug: str
    title: str | Promise
    description: str | Promise
    keyword: str | Promise
    page: str
    distributions: tuple[Distribution, ...]


DATASETS = (
    Dataset(
        "record",
        _("Möten, ärenden, handlingar och beslut"),
        _("Allt som kommunens organ har publicerat, med versioner, rättelser och återtaganden."),
        _("protokoll"),
        "/api/",
        (
            Distribution(
                "oparl", _("OParl 1.1"), "/oparl/v1.1/system", "application/json",
                standard="https://schema.oparl.org/1.1/",
            ),
            Distribution("api", _("JSON-API"), "/api/v1/records", "application/json"),
        ),
    ),
    Dataset(
        "votes",
        _("Voteringar"),
        _(
            "En rad per mandat och omröstning: kontrapropositioner, huvudvoteringar och beslut med "
            "acklamation. Det som bara är känt som antal står som antal."
        ),
        _("votering"),
        "/api/",
        (
            Distribution("csv", "CSV", "/api/v1/votes.csv", "text/csv", True),
            Distribution("json", "JSON", "/api/v1/votes.json", "application/json", True),
        ),
    ),
)  # fmt: skip


def catalogue() -> bytes:
    """The whole catalogue."""
    for prefix, uri in NAMESPACES.items():
        ET.register_namespace(prefix, uri)
    root = ET.Element(_name("rdf:RDF"))
    _catalogue(root)
    for dataset in DATASETS:
        _dataset(root, dataset)
        for distribution in dataset.distributions:
            _distribution(root, dataset, distribution)
    _publisher(root)
    _contact(root)
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _catalogue(root: ET.Element) -> None:
    node = _node(root, "dcat:Catalog", absolute(CATALOGUE))
    _text(node, "dcterms:title", _("Öppna data från %(city)s"))
    _text(
        node, "dcterms:description", _("Det som kommunens organ har beslutat och på vilka papper.")
    )
    _link(node, "dcterms:publisher", absolute(PUBLISHER))
    _link(node, "dcterms:license", settings.DATA_LICENSE)
    _link(node, "foaf:homepage", absolute("/"))
    for language in LANGUAGES.values():
        _link(node, "dcterms:language", language)
    _modified(node)
    for dataset in DATASETS:
        _link(node, "dcat:dataset", _dataset_id(dataset))


def _dataset(root: ET.Element, dataset: Dataset) -> None:
    node = _node(root, "dcat:Dataset", _dataset_id(dataset))
    _text(node, "dcterms:title", dataset.title)
    _text(node, "dcterms:description", dataset.description)
    _text(node, "dcat:keyword", dataset.keyword)
    _link(node, "dcterms:publisher", absolute(PUBLISHER))
    _link(node, "dcat:contactPoint", absolute(CATALOGUE + CONTACT))
    _link(node, "dcat:theme", f"{EU}data-theme/GOVE")
    _link(node, "dcterms:accessRights", f"{EU}access-right/PUBLIC")
    _link(node, "dcterms:accrualPeriodicity", f"{EU}frequency/CONT")
    _link(node, "dcterms:language", LANGUAGES["sv"])
    _link(node, "dcat:landingPage", absolute(dataset.page))
    _modified(node)
    for distribution in dataset.distributions:
        _link(node, "dcat:distribution", _distribution_id(dataset, distribution))


def _distribution(root: ET.Element, dataset: Dataset, distribution: Distribution) -> None:
    node = _node(root, "dcat:Distribution", _distribution_id(dataset, distribution))
    _text(node, "dcterms:title", distribution.title)
    _link(node, "dcat:accessURL", absolute(distribution.path))
    if distribution.is_download:
        _link(node, "dcat:downloadURL", absolute(distribution.path))
    _link(node, "dcat:mediaType", f"{MEDIA}{distribution.media_type}")
    _link(node, "dcterms:license", settings.DATA_LICENSE)
    _link(node, "dcterms:conformsTo", distribution.standard)


def _publisher(root: ET.Element) -> None:
    node = _node(root, "foaf:Organization", absolute(PUBLISHER))
    ET.SubElement(node, _name("foaf:name")).text = settings.CITY_NAME
    _link(node, "foaf:homepage", absolute("/"))
    _link(node, "dcterms:type", "http://purl.org/adms/publishertype/LocalAuthority")


def _contact(root: ET.Element) -> None:
    node = _node(root, "vcard:Organization", absolute(CATALOGUE + CONTACT))
    ET.SubElement(node, _name("vcard:fn")).text = settings.CITY_NAME
    if "@" in settings.CITY_CONTACT:
        _link(node, "vcard:hasEmail", f"mailto:{settings.CITY_CONTACT}")
    _link(node, "vcard:hasURL", absolute("/"))


def _modified(node: ET.Element) -> None:
    entry = head_entry()
    if entry is not None:
        made = ET.SubElement(node, _name("dcterms:modified"))
        made.set(_name("rdf:datatype"), f"{NAMESPACES['xsd']}dateTime")
        made.text = local_iso(entry.recorded_at)


def _node(root: ET.Element, name: str, about: str) -> ET.Element:
    return ET.SubElement(root, _name(name), {_name("rdf:about"): about})


def _link(node: ET.Element, name: str, address: str) -> None:
    if address:
        ET.SubElement(node, _name(name), {_name("rdf:resource"): address})


def _text(node: ET.Element, name: str, words: str | Promise) -> None:
    """In both languages; where the words need no translation they stand once for each."""
    for language in LANGUAGES:
        with translation.override(language):
            said = str(words)
        made = ET.SubElement(node, _name(name))
        made.set("{http://www.w3.org/XML/1998/namespace}lang", language)
        made.text = said % {"city": settings.CITY_NAME} if "%(city)s" in said else said


def _name(prefixed: str) -> str:
    prefix, _colon, name = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


def _dataset_id(dataset: Dataset) -> str:
    return absolute(f"{CATALOGUE}#{dataset.slug}")


def _distribution_id(dataset: Dataset, distribution: Distribution) -> str:
    return absolute(f"{CATALOGUE}#{dataset.slug}-{distribution.slug}")
