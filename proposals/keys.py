"""The secret key of each proposal: a file of its own, outside the database and its backups.

Without the key a row of votes says nothing about anybody; with the key gone for good, nobody can
ever ask. A store that does not answer pauses voting and loses nothing.
"""

import os
import secrets
from pathlib import Path
from uuid import UUID

from django.conf import settings

from proposals.errors import KeysAway

LENGTH = 32


def make_key(record_id: UUID) -> None:
    """A key for a proposal that is about to collect votes; one that is there stays."""
    path = _path(record_id)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        _sync(path.parent)
    except FileExistsError:
        return
    except OSError as error:
        raise KeysAway from error


def key_of(record_id: UUID) -> bytes:
    """The proposal's key. Raises KeysAway where it cannot be read or is none."""
    try:
        key = _path(record_id).read_bytes()
    except OSError as error:
        raise KeysAway from error
    if len(key) != LENGTH:
        raise KeysAway
    return key


def destroy_key(record_id: UUID) -> None:
    """Overwrite and remove it. Harmless to repeat; raises KeysAway where it cannot be done.

    A store that is away holds its keys all the same: only one that is there can lack a key.
    """
    path = _path(record_id)
    if not path.parent.is_dir():
        raise KeysAway
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        _sync(path.parent)
    except FileNotFoundError:
        return
    except OSError as error:
        raise KeysAway from error


def _path(record_id: UUID) -> Path:
    return Path(settings.VOTE_KEYS_DIR) / record_id.hex


def _sync(folder: Path) -> None:
    """A name is durable when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
