"""Logging in and out. Second factors, passkeys and e-ID come with the accounts issue."""

from allauth.account.views import login, logout, signup
from django.urls import path

urlpatterns = [
    path("logga-in/", login, name="account_login"),
    path("logga-ut/", logout, name="account_logout"),
    path("logga-in/ny/", signup, name="account_signup"),
]
