"""What the apps above tell threads. What a meeting is at they learn from `meetings.moments`."""

from datetime import datetime
from uuid import UUID

from portal.core.ports import Port

picture_second: Port[[UUID, datetime], int | None] = Port()
"""(the meeting's record, a moment) -> the second of its recording at that moment, counted from the
beginning of the picture; None where there is no picture. A comment remembers it, and the
recording replays it then."""
