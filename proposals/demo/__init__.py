"""Invented proposals of the demo city: persons, texts and votes are made up, and say so."""
