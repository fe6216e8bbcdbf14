"""The picture of a proposal."""

from portal.ledger.contents import FileRef
from portal.ledger.files import file_ref
from portal.ledger.models import StoredFile
from proposals.models import Proposal

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png"}


def picture_of(proposal: Proposal) -> tuple[FileRef, ...]:
    """The picture as a content lists it; none where there is none."""
    file = stored_picture(proposal)
    return (file_ref(file, f"bild.{EXTENSIONS[file.media_type]}"),) if file else ()


def stored_picture(proposal: Proposal) -> StoredFile | None:
    if not proposal.picture:
        return None
    return StoredFile.objects.filter(pk=proposal.picture, erased_at=None).first()
