"""Which of our forms stand in for allauth's (settings ACCOUNT_FORMS, MFA_FORMS)."""

_OURS = "portal.accounts.forms."

ACCOUNT_FORM_CLASSES = {
    "login": _OURS + "LoginForm",
    "signup": _OURS + "SignupForm",
    "add_email": _OURS + "AddEmailForm",
    "change_password": _OURS + "ChangePasswordForm",
    "set_password": _OURS + "SetPasswordForm",
    "reset_password": _OURS + "ResetPasswordForm",
    "reset_password_from_key": _OURS + "ResetPasswordKeyForm",
    "reauthenticate": _OURS + "ReauthenticateForm",
}
FACTOR_FORM_CLASSES = {
    "authenticate": _OURS + "CodeForm",
    "reauthenticate": _OURS + "CodeAgainForm",
    "activate_totp": _OURS + "ActivateAppForm",
    "add_webauthn": _OURS + "AddPasskeyForm",
    "edit_webauthn": _OURS + "RenamePasskeyForm",
}
