"""The fields as Whoosh keeps them. Texts come analysed, so no analyser of Whoosh is asked.

A table of contents holds this schema pickled; it is never read from there: the index is always
opened with `SCHEMA`.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec

Posting = tuple[bytes, int, float, bytes]


class Placed(formats.Format):  # type: ignore[misc]  # untyped
    """How often, and at which places."""

    posting_size = -1

    def decode_positions(self, value: bytes) -> "array[int]":
        return array("I", value)


class Counted(formats.Format):  # type: ignore[misc]  # untyped
    """How often, and no more."""

    posting_size = 0


class Tokens(fields.FieldType):  # type: ignore[misc]  # untyped
    """A list of tokens that were made before."""

    def __init__(self, form: formats.Format) -> None:
        super().__init__(form, analyzer=None, scorable=False)

    def index(self, value: Sequence[str], **_options: object) -> Iterator[Posting]:
        for token, count in Counter(value).items():
            yield token.encode(), count, float(count), b""


class PlacedTokens(Tokens):
    """The same, with their places."""

    def index(self, value: Sequence[str], **_options: object) -> Iterator[Posting]:
        places: dict[str, array[int]] = {}
        for place, token in enumerate(value):
            if token in places:
                places[token].append(place)
            else:
                places[token] = array("I", (place,))
        for token, at in places.items():
            yield token.encode(), len(at), float(len(at)), at.tobytes()


EXACT = ("key", "source", "kind", "audience", "organization", "party", "reference", "year")
PLACED = ("title", "text", "people")
COUNTED = ("parts", "variants", "words", "other_words")
NUMBERS = ("day", "seq", "length")

SCHEMA = fields.Schema(
    **{name: Tokens(Counted()) for name in (*EXACT, *COUNTED)},
    **{name: PlacedTokens(Placed()) for name in PLACED},
    **{name: fields.COLUMN(columns.NumericColumn("q")) for name in NUMBERS},
    weight=fields.COLUMN(columns.NumericColumn("d", default=1.0)),
    head=fields.STORED(),
    chunks=fields.STORED(),
)


class Unmeasured(W3Codec):  # type: ignore[misc]  # untyped
    """How segments are written: lengths are a column of ours, so none is looked up for each
    posting; blocks are not packed, which would cost more time than it saves room."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(compression=0)
