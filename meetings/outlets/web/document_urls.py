"""What stands below a document: its versions, their files, the pictures of their pages."""

from django.urls import URLPattern, URLResolver, path

from meetings.outlets.files import document_file, page_picture
from meetings.outlets.web.documents import document_version

urlpatterns: list[URLPattern | URLResolver] = [
    path("", document_version, name="document-version"),
    path("sida/<int:page>.png", page_picture, name="page-picture"),
    path("<str:name>", document_file, name="document-file"),
]
