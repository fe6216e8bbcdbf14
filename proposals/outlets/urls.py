"""Addresses of proposals for residents. The office's own stand in `proposals/registry`."""

from django.urls import URLPattern, path

from proposals.outlets.lists import proposal_list
from proposals.outlets.outcomes import outcome_page
from proposals.outlets.page import proposal_page
from proposals.outlets.pictures import draft_picture, proposal_picture
from proposals.outlets.receipts import vote_list
from proposals.outlets.voting import vote_back, vote_letter, vote_link, vote_page
from proposals.outlets.writing import (
    begin_page,
    own_page,
    picture_page,
    place_page,
    preview_page,
    similar_page,
    text_page,
    throw_page,
    title_page,
)

DRAFT = "forslag/utkast/<uuid:record>/"
urlpatterns: list[URLPattern] = [
    path("forslag/", proposal_list, name="proposals"),
    path("forslag/utfall/", outcome_page, name="proposal-outcomes"),
    path("forslag/nytt/", begin_page, name="proposal-begin"),
    path("forslag/mina/", own_page, name="own-proposals"),
    path(f"{DRAFT}rubrik/", title_page, name="draft-title"),
    path(f"{DRAFT}liknande/", similar_page, name="draft-similar"),
    path(f"{DRAFT}text/", text_page, name="draft-text"),
    path(f"{DRAFT}plats/", place_page, name="draft-place"),
    path(f"{DRAFT}bild/", picture_page, name="draft-picture"),
    path(f"{DRAFT}bild/visa/", draft_picture, name="draft-picture-shown"),
    path(f"{DRAFT}granska/", preview_page, name="draft-preview"),
    path(f"{DRAFT}kasta/", throw_page, name="draft-throw"),
    path("forslag/<int:number>/", proposal_page, name="proposal"),
    path("forslag/<int:number>/bild.<str:ending>", proposal_picture, name="proposal-picture"),
    path("forslag/<int:number>/roster/", vote_list, name="proposal-votes"),
    path("forslag/<int:number>/rosta/", vote_page, name="proposal-vote"),
    path("forslag/<int:number>/rosta/aterta/", vote_back, name="proposal-vote-back"),
    path("forslag/<int:number>/rosta/lank/", vote_letter, name="proposal-vote-letter"),
    path("forslag/<int:number>/rosta/<str:token>/", vote_link, name="proposal-vote-link"),
]
