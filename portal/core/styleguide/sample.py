"""What the style guide's examples share."""

from typing import Final

LONG_TITLE: Final = (
    "Yttrande över remiss från stadsledningskontoret om stadsutvecklingsförvaltningens "
    "handlingsplan för tillgänglighetsanpassning av spårvagnshållplatser 2025–2031"
)
RECORD: Final = {
    "record_id": "0b6f4b0e-6a55-4c36-9a7e-54a4f4d3c001",
    "version": 2,
    "sha256": "9f2b1c7de04a6b35f8812c90ad5e47b3611f0c9d2ea7485bd3906fe1c47a8b52",
}
