"""PDF files that Typst does not make, written by hand after ISO 32000-1."""

import hashlib

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FILE_ID = b"0123456789abcdef"
PERMISSIONS = -44


def encrypted_pdf(user_password: bytes = b"hemligt") -> bytes:
    """One empty page behind a password (standard handler, revision 2, 40 bits; §7.6)."""
    owner = _rc4(
        hashlib.md5(_padded(b"agare"), usedforsecurity=False).digest()[:5], _padded(user_password)
    )
    key_input = _padded(user_password) + owner + PERMISSIONS.to_bytes(4, "little", signed=True)
    key = hashlib.md5(key_input + FILE_ID, usedforsecurity=False).digest()[:5]
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
            b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>"
            % (owner.hex().encode(), _rc4(key, PADDING).hex().encode(), PERMISSIONS),
        ],
        b"/Encrypt 4 0 R /ID [<%s> <%s>]" % ((FILE_ID.hex().encode(),) * 2),
    )


def commented_pdf(comment: str, field: str) -> bytes:
    """One page with a note (§12.5.6.4) and a filled text field (§12.7.4.3)."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Annots [4 0 R 5 0 R] >>",
            b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents %s >>" % _text(comment),
            b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (falt) /Rect [0 0 9 9] /V %s >>"
            % _text(field),
        ]
    )


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Numbered objects with their table and trailer (§7.5)."""
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + end % (size, trailer, len(out))


def _text(text: str) -> bytes:
    return b"<feff%s>" % text.encode("utf-16-be").hex().encode()


def _padded(password: bytes) -> bytes:
    return (password + PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
