"""Feeds: Atom and iCalendar."""
