"""`ledger.py verify`: the ledger command in a process that knows the tests' kind of content."""

# ruff: noqa: E402 (a process of its own sets Django up before it meets the models)

import sys

import django

django.setup()

from django.core.management import call_command

from tests import factories

assert factories.NoteContent.kind == "note"
call_command("ledger", *sys.argv[1:], "--json")
