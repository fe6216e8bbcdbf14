"""Logging in and out, and everything about one's own account."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as provider
from django.urls import path, re_path

from portal.accounts import session_views, views
from portal.accounts.eid import views as eid

urlpatterns = [
    path("logga-in/", account.login, name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("logga-in/ny/", account.signup, name="account_signup"),
    path("logga-in/avstangt/", account.account_inactive, name="account_inactive"),
    path("logga-in/passnyckel/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("logga-in/kod/", factors.authenticate, name="mfa_authenticate"),
    path("logga-in/igen/", account.reauthenticate, name="account_reauthenticate"),
    path("logga-in/igen/kod/", factors.reauthenticate, name="mfa_reauthenticate"),
    path(
        "logga-in/igen/passnyckel/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("logga-in/andra-faktor/", views.second_factor, name="second_factor"),
    path(
        "logga-in/bekrafta/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("logga-in/bekrafta/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("logga-in/losenord/", account.password_reset, name="account_reset_password"),
    path(
        "logga-in/losenord/skickat/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "logga-in/losenord/klart/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^logga-in/losenord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-\w]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("logga-in/e-legitimation/", eid.login, name="eid_login"),
    path("logga-in/e-legitimation/svar/", eid.callback, name="eid_callback"),
    path("logga-in/e-legitimation/konto/", provider.signup, name="socialaccount_signup"),
    path(
        "logga-in/e-legitimation/avbruten/",
        provider.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path("logga-in/e-legitimation/fel/", provider.login_error, name="socialaccount_login_error"),
    path("konto/", views.overview, name="account"),
    path("konto/namn/", views.name, name="account_name"),
    path("konto/inloggningar/", session_views.sessions, name="account_sessions"),
    path("konto/e-post/", account.email, name="account_email"),
    path("konto/losenord/", account.password_change, name="account_change_password"),
    path("konto/losenord/nytt/", account.password_set, name="account_set_password"),
    path("konto/e-legitimation/", provider.connections, name="socialaccount_connections"),
    path("konto/sakerhet/", factors.index, name="mfa_index"),
    path("konto/sakerhet/kodapp/", app.activate_totp, name="mfa_activate_totp"),
    path("konto/sakerhet/kodapp/bild.svg", views.app_picture, name="app_picture"),
    path("konto/sakerhet/kodapp/bort/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("konto/sakerhet/reservkoder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "konto/sakerhet/reservkoder/nya/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "konto/sakerhet/reservkoder/koder.txt",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("konto/sakerhet/passnycklar/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("konto/sakerhet/passnycklar/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "konto/sakerhet/passnycklar/<int:pk>/bort/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "konto/sakerhet/passnycklar/<int:pk>/namn/",
        passkeys.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
]
