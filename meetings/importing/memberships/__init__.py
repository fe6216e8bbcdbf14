"""Persons and memberships from a spreadsheet: read, told row by row, then written in one act."""
