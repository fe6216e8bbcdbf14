"""What the gate saw, in a form that can be kept and shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something that the gate saw. No field holds the number itself.

    `rule` is `personal_number` or `protected_name` (both stop), `no_text` (a page or file that
    shows what no program read) or `attachments` (files inside the file, unread); an app that
    prepares an act may add doubts of its own, which stop nothing.
    """

    record: str
    title: str
    rule: str
    place: str
    around: str
    stops: bool

    def as_kept(self) -> dict[str, str]:
        """What an act keeps for ever: no word of the record, which may be erased one day."""
        return {"record": self.record, "rule": self.rule}
