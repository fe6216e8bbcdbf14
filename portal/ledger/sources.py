"""Where an imported record came from: part of its public content (docs/decisions/0015)."""

from pydantic import BaseModel, ConfigDict


class SourceFile(BaseModel):
    """A file that stays at the source: its description, and where its bytes are.

    `role` is the field of the source that named it; `size` is None and the texts are empty
    where the source does not say.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    role: str
    name: str = ""
    media_type: str = ""
    size: int | None = None
    date: str = ""
    url: str
    download_url: str = ""
    fields: dict[str, str] = {}


class Source(BaseModel):
    """What an imported record was where it came from.

    `id` is its address there, `url` the page for people, `language` that of its texts (BCP 47),
    `place` its place among its siblings. `fields` keeps what the source said and our content
    has no word for, each as the JSON it was, so that nothing is lost.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    url: str = ""
    language: str = ""
    created: str = ""
    modified: str = ""
    place: int | None = None
    files: tuple[SourceFile, ...] = ()
    fields: dict[str, str] = {}
