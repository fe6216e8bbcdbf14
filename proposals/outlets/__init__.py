"""The ways out: what everybody reads of proposals, and where residents write and vote."""
