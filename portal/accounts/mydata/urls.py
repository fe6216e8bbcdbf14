"""My data."""

from django.urls import path

from portal.accounts.mydata.views import my_data_file, my_data_page

urlpatterns = [
    path("konto/uppgifter/", my_data_page, name="my-data"),
    path("konto/uppgifter/uppgifter.json", my_data_file, name="my-data-file"),
]
