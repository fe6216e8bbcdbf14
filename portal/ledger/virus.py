"""Whether what was received may be kept: asked of the city's scanner, where it has one."""

import logging
from pathlib import Path

from django.conf import settings

from portal.core.clamd import ScannerAway, signature_in
from portal.ledger.errors import HarmfulFile, NotScanned

REFUSE, ACCEPT = "refuse", "accept"
WHEN_AWAY = (REFUSE, ACCEPT)

log = logging.getLogger(__name__)


def refuse_harmful(path: Path, name: str) -> None:
    """Raises HarmfulFile for what the scanner knows (OWASP ASVS 5.4.3), and NotScanned when it
    gives no verdict, unless VIRUS_SCANNER_AWAY says that files are taken in all the same."""
    if not settings.VIRUS_SCANNER:
        return
    try:
        signature = signature_in(path, settings.VIRUS_SCANNER)
    except ScannerAway as error:
        log.warning("the virus scanner gives no verdict: %s", error)
        if settings.VIRUS_SCANNER_AWAY == ACCEPT:
            return
        raise NotScanned(name) from error
    if signature:
        log.warning("a file was refused: %s", signature)
        raise HarmfulFile(name, signature)
