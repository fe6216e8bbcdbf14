"""A meeting while it is held: its events, the control room, the live page and its votes."""
