"""Addresses that are the same in every language."""

from django.urls import URLPattern, path

from proposals.outlets.feed import proposals_atom
from proposals.outlets.receipts import vote_list_text

urlpatterns: list[URLPattern] = [
    path("forslag/atom.xml", proposals_atom, name="proposals-atom"),
    path("forslag/<int:number>/roster.txt", vote_list_text, name="proposal-votes-text"),
]
