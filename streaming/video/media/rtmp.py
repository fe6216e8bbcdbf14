"""The client's half of an RTMP conversation, read until it says under which key it publishes.

Adobe's Real Time Messaging Protocol 1.0: handshake (5.2), chunks (5.3), commands (7). Nothing
is answered here: ffmpeg does, on the other side. What is read is bounded, since whoever comes
may say anything.
"""

import struct
from dataclasses import dataclass, field

HANDSHAKE = 1 + 1536 + 1536
VERSION = 3
MOST_BYTES = 256 * 1024
"""More than any client says before it publishes."""

SET_CHUNK_SIZE, COMMAND, COMMAND_AMF3 = 1, 20, 17
HEADER_BYTES = (11, 7, 3, 0)
EXTENDED = 0xFFFFFF


class WrongRtmp(ValueError):
    """Bytes that no publisher would send."""


@dataclass
class _Message:
    """What one chunk stream is saying."""

    length: int = 0
    kind: int = 0
    is_extended: bool = False
    body: bytearray = field(default_factory=bytearray)


class PublishReader:
    """Takes bytes as they come; `key` is there once the client has asked to publish."""

    def __init__(self) -> None:
        self.key: str | None = None
        self._held = bytearray()
        self._read = 0
        self._is_greeted = False
        self._chunk_size = 128
        self._messages: dict[int, _Message] = {}

    def feed(self, data: bytes) -> None:
        """Raises WrongRtmp."""
        self._read += len(data)
        if self._read > MOST_BYTES:
            raise WrongRtmp("much was said and nothing published")
        self._held += data
        if self._held and not self._is_greeted and self._held[0] != VERSION:
            raise WrongRtmp("this is not RTMP")
        if not self._is_greeted and len(self._held) >= HANDSHAKE:
            del self._held[:HANDSHAKE]
            self._is_greeted = True
        while self._is_greeted and self.key is None and self._take_chunk():
            pass

    def _take_chunk(self) -> bool:
        """Whether a whole chunk was there."""
        parsed = self._parse_head()
        if parsed is None:
            return False
        message, at = parsed
        take = min(self._chunk_size, message.length - len(message.body))
        if len(self._held) < at + take:
            return False
        message.body += self._held[at : at + take]
        del self._held[: at + take]
        if len(message.body) >= message.length:
            self._understand(message.kind, bytes(message.body))
            message.body.clear()
        return True

    def _parse_head(self) -> tuple[_Message, int] | None:
        """The message that the next chunk continues and where its bytes begin; None: not all is
        here. Reads without consequence, so that it may be read again."""
        held = self._held
        if not held:
            return None
        form, stream, at = held[0] >> 6, held[0] & 63, 1
        if stream < 2:
            if len(held) < 2 + stream:
                return None
            stream, at = 64 + int.from_bytes(held[1 : 2 + stream], "little"), 2 + stream
        if form == 3 and stream not in self._messages:
            raise WrongRtmp("a chunk that continues nothing")
        size = HEADER_BYTES[form]
        if len(held) < at + size + 4:
            return None if form < 3 else self._bare(stream, at)
        return self._with_head(form, stream, at, size)

    def _bare(self, stream: int, at: int) -> tuple[_Message, int] | None:
        """A chunk that says nothing of itself, near the end of what is here."""
        message = self._messages[stream]
        return None if message.is_extended else (message, at)

    def _with_head(self, form: int, stream: int, at: int, size: int) -> tuple[_Message, int]:
        held, message = self._held, self._messages.setdefault(stream, _Message())
        if size:
            message.is_extended = int.from_bytes(held[at : at + 3], "big") == EXTENDED
        if form < 2:
            message.length = int.from_bytes(held[at + 3 : at + 6], "big")
            message.kind = held[at + 6]
        if message.length > MOST_BYTES:
            raise WrongRtmp("a message too long to come before publishing")
        return message, at + size + 4 * message.is_extended

    def _understand(self, kind: int, body: bytes) -> None:
        if kind == SET_CHUNK_SIZE and len(body) >= 4:
            self._chunk_size = max(1, min(struct.unpack_from(">I", body)[0], MOST_BYTES))
        elif kind in {COMMAND, COMMAND_AMF3}:
            said = _strings(body[1:] if kind == COMMAND_AMF3 else body)
            if len(said) > 1 and said[0] == "publish":
                self.key = said[1].partition("?")[0]


def _strings(body: bytes) -> list[str]:
    """The strings of a command, in AMF0: its name, and what follows number and null."""
    found, at = [], 0
    while at < len(body):
        mark = body[at]
        if mark == 0:  # number
            at += 9
        elif mark == 5:  # null
            at += 1
        elif mark == 2 and at + 3 <= len(body):
            length = int.from_bytes(body[at + 1 : at + 3], "big")
            found.append(body[at + 3 : at + 3 + length].decode("utf-8", "replace"))
            at += 3 + length
        else:  # an object: none of the commands that matter has one before its strings
            break
    return found
