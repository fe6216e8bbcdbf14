"""What every outlet's answer has in common; the ground floor of it stands in portal.accounts."""

from portal.accounts.http import (
    fresh,
    has_tag,
    not_modified,
    reader_of_request,
    unless_known,
    with_etag,
)

__all__ = ["fresh", "has_tag", "not_modified", "reader_of_request", "unless_known", "with_etag"]
