"""Taking in a picture: through the one wall for uploads, which writes it anew."""

from portal.accounts.models import User
from portal.ledger.errors import WrongFile
from portal.ledger.files import store_file
from portal.ledger.storage import Readable
from proposals.errors import NotAPicture, PictureWithoutWords
from proposals.models import Proposal
from proposals.selectors.pictures import EXTENSIONS
from proposals.services.writing import write


def set_picture(
    *,
    proposal: Proposal,
    by: User,
    stream: Readable,
    name: str,
    words: str,
    expected_version: int | None = None,
) -> Proposal:
    """The picture and what it shows, in words. Its place, camera and time are gone.

    Raises NotAPicture, PictureWithoutWords, and what writing raises.
    """
    if not words.strip():
        raise PictureWithoutWords
    if not name.casefold().endswith((".jpg", ".jpeg", ".png")):
        raise NotAPicture
    try:
        file = store_file(stream, name)
    except WrongFile as error:
        raise NotAPicture(str(error)) from error
    if file.media_type not in EXTENSIONS:
        raise NotAPicture
    return write(
        proposal=proposal,
        by=by,
        expected_version=expected_version,
        picture=file.pk,
        picture_text=words.strip(),
    )


def take_picture_away(
    *, proposal: Proposal, by: User, expected_version: int | None = None
) -> Proposal:
    return write(
        proposal=proposal,
        by=by,
        expected_version=expected_version,
        picture="",
        picture_text="",
    )
