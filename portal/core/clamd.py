"""Asking a clamd, by its own socket protocol, whether a file holds something harmful.

→ zINSTREAM\\0, then blocks: length (4 bytes, big-endian) and bytes; length 0 ends the file
← stream: OK\\0   or   stream: <signature> FOUND\\0   or   <what went wrong> ERROR\\0
"""

import socket
import struct
from pathlib import Path
from urllib.parse import urlsplit

INSTREAM = b"zINSTREAM\0"
BLOCK = 64 * 1024
LONGEST_ANSWER = 4096
LONGEST_SECONDS = 60.0
"""Without a byte going either way; a large file may take longer in all."""


class ScannerAway(Exception):
    """No verdict: nobody answered, not in time, or not as a scanner does."""


def signature_in(path: Path, scanner: str, seconds: float = LONGEST_SECONDS) -> str:
    """The name of what was found in the file; empty when it is clean. Raises ScannerAway.

    `scanner` is `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`.
    """
    try:
        with _connected(scanner, seconds) as connection:
            _send(connection, path)
            answer = _answer(connection)
    except OSError as error:
        raise ScannerAway(type(error).__name__) from error
    return _verdict(answer)


def check_address(scanner: str) -> None:
    """Raises ValueError for an address that is none."""
    _place(scanner)


def _place(scanner: str) -> str | tuple[str, int]:
    parts = urlsplit(scanner)
    if parts.scheme == "unix" and parts.path:
        return parts.path
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return parts.hostname, parts.port
    raise ValueError("unix:/run/clamav/clamd.ctl or tcp://host:port")


def _connected(scanner: str, seconds: float) -> socket.socket:
    place = _place(scanner)
    if isinstance(place, tuple):
        return socket.create_connection(place, timeout=seconds)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(seconds)
    try:
        connection.connect(place)
    except OSError:
        connection.close()
        raise
    return connection


def _send(connection: socket.socket, path: Path) -> None:
    """A scanner that has had enough answers and closes; what it said is read all the same."""
    try:
        connection.sendall(INSTREAM)
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                connection.sendall(struct.pack("!L", len(block)) + block)
        connection.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        return


def _answer(connection: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.decode("utf-8", "replace").strip("\0\n ")


def _verdict(answer: str) -> str:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerAway(said[:200] or "no answer")
