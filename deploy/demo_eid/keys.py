"""Keys of the demo: the portal's, which it proves itself by, and how a public one is told."""

import json
import os
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import ECAlgorithm


def key_at(path: Path) -> ec.EllipticCurvePrivateKey:
    """The key in this file; made there, for its owner's eyes only, when there is none."""
    if not path.exists():
        made = ec.generate_private_key(ec.SECP256R1())
        pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
    key = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def public_jwk(key: ec.EllipticCurvePublicKey, key_id: str) -> dict[str, Any]:
    """The public half as a JSON Web Key that signs."""
    said = json.loads(ECAlgorithm.to_jwk(key))
    return {**said, "kid": key_id, "use": "sig", "alg": "ES256"}
