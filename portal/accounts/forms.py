"""allauth's forms in our words, without placeholders that vanish when one types."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

NAME_LENGTH = 80

LABELS = {
    "login": _("Användarnamn eller e-post"),
    "password": _("Lösenord"),
    "remember": _("Håll mig inloggad på den här enheten"),
    "email": _("E-post"),
    "oldpassword": _("Nuvarande lösenord"),
    "password1": _("Nytt lösenord"),
    "password2": _("Nytt lösenord en gång till"),
    "code": _("Kod"),
    "name": _("Vad ska passnyckeln heta?"),
}
CHOOSE_PASSWORD = _("Minst 8 tecken. Flera ord i rad är lätta att minnas och svåra att gissa.")


class InOurWords:
    """Mixed into a form of allauth's: labels from LABELS, help of our own, no placeholders."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = CHOOSE_PASSWORD


class LoginForm(InOurWords, account.LoginForm):  # type: ignore[misc]  # allauth is untyped
    """Password; `remember` decides how long the session lives."""


class SignupForm(InOurWords, account.SignupForm):  # type: ignore[misc]
    """An address and a password, nothing else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = LABELS["password"]


class AddEmailForm(InOurWords, account.AddEmailForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class CodeForm(InOurWords, factor.AuthenticateForm):  # type: ignore[misc]
    pass


class CodeAgainForm(InOurWords, factor.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateAppForm(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class AddPasskeyForm(InOurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """Always a passkey that logs in by itself: one kind, one explanation."""

    passwordless = forms.BooleanField(initial=True, required=False, widget=forms.HiddenInput)


class RenamePasskeyForm(InOurWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    pass


class NameForm(forms.ModelForm[User]):
    """What to call the owner of the account; may be left empty."""

    first_name = forms.CharField(
        label=_("Förnamn"),
        required=False,
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Efternamn"),
        required=False,
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name")
