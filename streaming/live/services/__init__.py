"""Commands of the control room, each one transaction with the frames that tell it."""
