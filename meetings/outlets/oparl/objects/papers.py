"""Papers, their files, and the consultations that bring them to an agenda."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from meetings.contents import DocumentContent
from meetings.outlets.links import file_link
from meetings.outlets.oparl.addresses import (
    body_url,
    consultation_url,
    download_url,
    file_url,
    object_url,
)
from meetings.outlets.oparl.objects.fields import (
    Json,
    common,
    gone,
    of_record,
    said,
    tombstone,
    word,
)
from meetings.selectors.oparl.consultations import Consultation
from meetings.selectors.oparl.files import Known, PaperFile
from meetings.selectors.oparl.records import Published
from meetings.states import DocumentKind, ItemKind
from portal.core.links import absolute
from portal.ledger.contents import FileRef


def paper(
    record: Published,
    known: Mapping[tuple[UUID, str], Known],
    consultations: Iterable[Consultation],
) -> Json:
    identity = object_url("paper", record.id)
    content = record.content
    if not isinstance(content, DocumentContent):
        return tombstone(identity, "Paper", record)
    files = [file(each, is_embedded=True) for each in files_of(record, content, known)]
    return of_record(identity, "Paper", record) | said(
        {
            "body": body_url(),
            "name": content.title,
            "reference": content.references[0] if content.references else "",
            "date": str(content.date or ""),
            "paperType": word(DocumentKind, content.document_kind),
            "mainFile": files[0] if files else None,
            "auxiliaryFile": files[1:],
            "originatorOrganization": _organizations(content),
            "consultation": [consultation(each, is_embedded=True) for each in consultations],
            **_own_fields(content),
        }
    )


def files_of(
    record: Published, content: DocumentContent, known: Mapping[tuple[UUID, str], Known]
) -> list[PaperFile]:
    """The files of a standing paper in its order, each hash once."""
    by_hash: dict[str, FileRef] = {}
    for ref in content.files:
        by_hash.setdefault(ref.file_sha256, ref)
    return [
        PaperFile(
            document=record.id,
            sha256=sha256,
            created=known[record.id, sha256].created,
            modified=record.modified,
            sha512=known[record.id, sha256].sha512,
            version=record.version,
            paper=content,
            ref=ref,
        )
        for sha256, ref in by_hash.items()
    ]


def file(found: PaperFile, *, is_embedded: bool = False) -> Json:
    """Inside its paper it does not name it again."""
    identity = file_url(found.document, found.sha256)
    if found.ref is None or found.paper is None:
        return gone(identity, "File", found.created, found.modified)
    name, ref = found.ref.name, found.ref
    return common(identity, "File", found.created, found.modified) | said(
        {
            "name": name.rpartition(".")[0] or name,
            "fileName": name,
            "mimeType": ref.media_type,
            "date": str(found.paper.date or ""),
            "size": ref.size,
            "sha512Checksum": found.sha512,
            "accessUrl": absolute(file_link(found.paper.path, found.version, name)),
            "downloadUrl": download_url(found.document, found.sha256),
            "paper": [] if is_embedded else [object_url("paper", found.document)],
            "radslag:sha256": ref.file_sha256,
        }
    )


def consultation(found: Consultation, *, is_embedded: bool = False) -> Json:
    """Inside its paper it does not name it again."""
    identity = consultation_url(found.item, found.paper)
    item = found.content
    if item is None:
        return gone(identity, "Consultation", found.created, found.modified)
    organization = [object_url("organization", item.organization)] if item.organization else []
    return common(identity, "Consultation", found.created, found.modified) | said(
        {
            "paper": "" if is_embedded else object_url("paper", found.paper),
            "agendaItem": object_url("agendaitem", found.item),
            "meeting": object_url("meeting", item.meeting),
            "organization": organization,
            "authoritative": item.item_kind == ItemKind.DECISION,
            "role": word(ItemKind, item.item_kind),
        }
    )


def _own_fields(content: DocumentContent) -> Json:
    return {
        "radslag:paperType": content.document_kind,
        "radslag:references": list(content.references),
        "radslag:parties": list(content.parties),
        "radslag:appendix": content.appendix,
        "radslag:paragraph": content.paragraph,
        "radslag:versionLabel": content.version_label,
        "radslag:versionDate": str(content.version_date or ""),
        "radslag:secrecyGround": content.provision,
        "radslag:case": absolute(f"/api/v1/records/{content.case}") if content.case else "",
        "radslag:registrations": [
            {
                "organization": object_url("organization", each.organization),
                "number": each.number,
                "serial": each.serial,
                "record": absolute(f"/api/v1/records/{each.registration}"),
            }
            for each in content.registrations
        ],
    }


def _organizations(content: DocumentContent) -> list[str]:
    return [object_url("organization", content.organization)] if content.organization else []
