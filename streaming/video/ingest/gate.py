"""The door for encoders: one port for every meeting, and the key decides.

ffmpeg answers RTMP but takes anybody in, whatever the key. So nobody reaches it alone: what a
client says goes through here, is read until it asks to publish, and goes on only under a key
that fits. Nothing of what came before is kept.
"""

import contextlib
import logging
import socket
import subprocess
import time
from threading import BoundedSemaphore, Event, Thread, current_thread
from typing import BinaryIO, cast

from django.db import DatabaseError, close_old_connections

from portal.core.errors import DomainError
from streaming.video.ingest import ffmpeg
from streaming.video.ingest.packager import Packager
from streaming.video.media.boxes import WrongBoxes
from streaming.video.media.rtmp import PublishReader, WrongRtmp
from streaming.video.models import Session
from streaming.video.services.sessions import begin_session, end_session
from streaming.video.showing import show

CHUNK = 64 * 1024
MOST_CLIENTS = 16
INTRODUCTION_SECONDS = 10
"""A client that has not said its key by then is shown out."""
SILENCE_SECONDS = 20
"""An encoder that sends nothing for so long is gone."""

log = logging.getLogger(__name__)


class Gate:
    """Listens until `close`. Every client has threads of its own; there are never many."""

    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_server((host, port))
        self._socket.settimeout(0.5)
        self._room = BoundedSemaphore(MOST_CLIENTS)
        self._closing = Event()
        self._visits: set[Thread] = set()
        self.address: tuple[str, int] = self._socket.getsockname()[:2]

    def serve(self) -> None:
        """Take clients in until the gate is closed."""
        while not self._closing.is_set():
            with contextlib.suppress(TimeoutError):
                client, _address = self._socket.accept()
                self._receive(client)
        self._socket.close()

    def close(self) -> None:
        """Let nobody else in, and send those who are here away."""
        self._closing.set()

    def leave(self) -> None:
        """Close, and wait until what came is on disk."""
        self.close()
        for thread in list(self._visits):
            thread.join(timeout=30)

    def _receive(self, client: socket.socket) -> None:
        if not self._room.acquire(blocking=False):
            client.close()
            return
        thread = Thread(target=self._attend, args=(client,), daemon=True)
        self._visits.add(thread)
        thread.start()

    def _attend(self, client: socket.socket) -> None:
        try:
            Visit(client, self._closing).run()
        except (DomainError, WrongRtmp, WrongBoxes) as error:
            log.warning("an encoder was refused: %s", error)
        except OSError as error:
            log.info("an encoder went: %s", error)
        except DatabaseError:
            log.exception("the database is away")
        finally:
            client.close()
            close_old_connections()
            self._room.release()
            self._visits.discard(current_thread())


class Visit:
    """One client from its first byte to its last."""

    def __init__(self, client: socket.socket, closing: Event) -> None:
        self._client, self._closing = client, closing
        self._session: Session | None = None
        self._reader: Thread | None = None
        self._began = time.monotonic()

    def run(self) -> None:
        """Raises DomainError, WrongRtmp, OSError."""
        self._client.settimeout(INTRODUCTION_SECONDS)
        greeting = self._client.recv(CHUNK)
        if not greeting:
            return
        said = PublishReader()
        said.feed(greeting)
        port = ffmpeg.free_port()
        process = ffmpeg.receiver(port)
        try:
            with ffmpeg.connected(port, process) as server:
                self._converse(said, greeting, server, process)
        finally:
            self._part(process)

    def _converse(
        self,
        said: PublishReader,
        data: bytes,
        server: socket.socket,
        process: "subprocess.Popen[bytes]",
    ) -> None:
        Thread(target=_pump, args=(server, self._client), daemon=True).start()
        while data and not self._closing.is_set():
            if self._session is None:
                self._hear(said, process)
            server.sendall(data)
            if self._reader is not None and not self._reader.is_alive():
                return
            data = self._client.recv(CHUNK)
            if self._session is None:
                said.feed(data)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)  # closing alone waits for the pump to let go

    def _hear(self, said: PublishReader, process: "subprocess.Popen[bytes]") -> None:
        """Before the bytes go on: a wrong key never reaches ffmpeg."""
        if time.monotonic() - self._began > INTRODUCTION_SECONDS:
            raise WrongRtmp("nothing was published in time")
        if said.key is not None:
            self._session = begin_session(key=said.key)
            self._client.settimeout(SILENCE_SECONDS)
            self._reader = Thread(target=self._package, args=(process,), daemon=True)
            self._reader.start()

    def _package(self, process: "subprocess.Popen[bytes]") -> None:
        assert self._session is not None
        try:
            Packager(self._session).run(cast(BinaryIO, process.stdout))
        except (WrongBoxes, OSError, DatabaseError) as error:
            log.error("%s: %s", self._session.recording_id, error)
        finally:
            with contextlib.suppress(OSError):
                self._client.shutdown(socket.SHUT_RDWR)
            close_old_connections()

    def _part(self, process: "subprocess.Popen[bytes]") -> None:
        """ffmpeg writes what it has when its client is gone. Once all of it is in view the session
        ends."""
        if self._reader is not None:
            self._reader.join(timeout=20)
        ffmpeg.end(process)
        if self._session is not None:
            try:
                show(self._session.recording_id)
            finally:
                end_session(session=self._session)


def _pump(source: socket.socket, target: socket.socket) -> None:
    """What ffmpeg answers goes back to the encoder."""
    with contextlib.suppress(OSError):
        while data := source.recv(CHUNK):
            target.sendall(data)
