"""The catalogue has what DCAT-AP-SE asks for, and every address in it is absolute and answers."""

import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from meetings.outlets.datasets.catalogue import NAMESPACES
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db

REQUIRED = {
    "dcat:Catalog": ["dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:dataset"],
    "dcat:Dataset": [
        "dcterms:title",
        "dcterms:description",
        "dcterms:publisher",
        "dcat:contactPoint",
        "dcat:theme",
        "dcterms:accessRights",
        "dcat:distribution",
    ],
    "dcat:Distribution": ["dcat:accessURL", "dcterms:license"],
    "foaf:Organization": ["foaf:name", "dcterms:type"],
    "vcard:Organization": ["vcard:fn", "vcard:hasURL"],
}
"""Mandatory and asked-for properties by class (DCAT-AP-SE 3.0, sections of the classes)."""

ABOUT = f"{{{NAMESPACES['rdf']}}}about"
RESOURCE = f"{{{NAMESPACES['rdf']}}}resource"


@pytest.fixture
def root(client: Client) -> ET.Element:
    make.publish(make.organization())
    response = client.get("/datasets/dcat")
    assert response.headers["Content-Type"].startswith("application/rdf+xml")
    return ET.fromstring(response.content)  # noqa: S314  our own words


@pytest.mark.parametrize("kind", REQUIRED)
def test_each_class_has_what_the_profile_asks_for(kind: str, root: ET.Element) -> None:
    found = root.findall(kind, NAMESPACES)
    assert found
    for node in found:
        missing = [name for name in REQUIRED[kind] if node.find(name, NAMESPACES) is None]
        assert missing == []


def test_titles_are_in_both_languages(root: ET.Element) -> None:
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for title in root.iter(f"{{{NAMESPACES['dcterms']}}}title"):
        assert title.text
        assert title.get(language) in ("sv", "en")
        assert "%(" not in title.text


def test_every_address_is_absolute(root: ET.Element) -> None:
    for node in root.iter():
        for name in (ABOUT, RESOURCE):
            if name in node.attrib:
                assert urlsplit(node.attrib[name]).scheme in ("http", "https", "mailto")


def test_what_the_catalogue_names_is_in_it(root: ET.Element) -> None:
    own = settings.SITE_URL + "/datasets/dcat#"
    named = {each for node in root.iter() if (each := node.get(RESOURCE, "")).startswith(own)}
    assert named <= {node.get(ABOUT) for node in root}


def test_every_distribution_answers(root: ET.Element, client: Client) -> None:
    for node in root.iter(f"{{{NAMESPACES['dcat']}}}accessURL"):
        address = node.attrib[RESOURCE].removeprefix(settings.SITE_URL)
        assert client.get(address).status_code == 200
