"""The control room and the member's ballot."""
