"""A large city for measuring: the same every time, invented throughout."""
