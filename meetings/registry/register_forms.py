"""What the registry writes when it registers a document."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.errors import NumberTaken
from meetings.models import Case, DiarySeries, Organization
from meetings.registry.act_forms import KeyedForm
from meetings.registry.forms import sign_file, unsign_file
from meetings.selectors.find import cases_like
from meetings.selectors.keepers import choosable, kept
from meetings.selectors.registrations import holders_of
from meetings.services.registering import Filing, NamedFile
from meetings.states import Audience, Direction, DocumentKind
from portal.core.clock import today
from portal.ledger.errors import WrongFile
from portal.ledger.files import file_name, store_file
from portal.ledger.models import StoredFile

NEW, KNOWN, NONE = "new", "known", "none"
SHOWN, DRAFT = "shown", "draft"
MOST_CASES = 10
LISTED = 50
"""Cases in the list that the browser suggests from."""


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; Django's own field takes one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(each) for each in given]


class RegisterForm(KeyedForm):
    """One screen, top to bottom: what came, from whom, about what, where it belongs, who reads."""

    data: Any
    organization = forms.ModelChoiceField(
        label=gettext_lazy("Myndighetens diarium"), queryset=Organization.objects.none()
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Handlingen är"),
        choices=Direction.choices,
        initial=Direction.IN,
        widget=forms.RadioSelect,
    )
    date = forms.DateField(
        label=gettext_lazy("Datum"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    counterpart = forms.CharField(
        label=gettext_lazy("Från eller till"), required=False, max_length=200
    )
    matter = forms.CharField(label=gettext_lazy("Vad det gäller, kort"), max_length=300)
    kind = forms.ChoiceField(
        label=gettext_lazy("Slag"), choices=DocumentKind.choices, initial=DocumentKind.LETTER
    )
    uploads = ManyFilesField(label=gettext_lazy("Filer"), required=False)
    stored = forms.CharField(required=False, widget=forms.MultipleHiddenInput)
    anyway = forms.BooleanField(
        label=gettext_lazy("Registrera ändå: samma fil ska stå två gånger"), required=False
    )
    belongs = forms.ChoiceField(
        label=gettext_lazy("Ärende"),
        choices=[
            (NEW, gettext_lazy("Öppna ett nytt ärende")),
            (KNOWN, gettext_lazy("Lägg till ett ärende som finns")),
            (NONE, gettext_lazy("Utan ärende")),
        ],
        initial=NEW,
        widget=forms.RadioSelect,
    )
    case = forms.CharField(
        label=gettext_lazy("Ärendets nummer eller ord ur rubriken"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "cases", "autocomplete": "off"}),
    )
    number = forms.CharField(
        label=gettext_lazy("Nummer"),
        help_text=gettext_lazy("Lämna tomt för nästa nummer i serien."),
        required=False,
        max_length=60,
    )
    series = forms.ModelChoiceField(
        label=gettext_lazy("Serie"), queryset=DiarySeries.objects.none(), required=False
    )
    addressed_to = forms.ChoiceField(
        label=gettext_lazy("Sekretess"),
        choices=[
            (Audience.PUBLIC, gettext_lazy("Öppen")),
            (Audience.MEMBERS, gettext_lazy("Sekretess: bara nummer och datum syns")),
        ],
        initial=Audience.PUBLIC,
        widget=forms.RadioSelect,
    )
    provision = forms.CharField(
        label=gettext_lazy("Bestämmelse"),
        help_text=gettext_lazy("Krävs vid sekretess, till exempel OSL 18:8."),
        required=False,
        max_length=100,
    )
    shows = forms.ChoiceField(
        label=gettext_lazy("Handlingen själv"),
        choices=[
            (DRAFT, gettext_lazy("Stannar som utkast; bara raden i diariet syns")),
            (SHOWN, gettext_lazy("Publiceras i samma akt")),
        ],
        initial=DRAFT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        mine = kept(Organization, user)
        self.fields["organization"].queryset = mine  # type: ignore[attr-defined]
        series = DiarySeries.objects.filter(organization__in=mine).select_related("organization")
        self.fields["series"].queryset = series  # type: ignore[attr-defined]
        if len(series) < 2:
            del self.fields["series"]
        self.fields["date"].initial = today()
        self.pick: Sequence[Any] = ()
        self.repeated: list[tuple[str, Any]] = []
        self.kept_files: list[NamedFile] = []

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.kept_files = self._files(cleaned)
        self._check_repeated(cleaned)
        self._check_secrecy(cleaned)
        cleaned["found_case"] = self._case(cleaned)
        return cleaned

    def filing(self) -> Filing:
        said = self.cleaned_data
        return Filing(
            organization=said["organization"],
            direction=Direction(said["direction"]),
            date=said["date"],
            matter=said["matter"],
            counterpart=said["counterpart"],
            kind=DocumentKind(said["kind"]),
            addressed_to=Audience(said["addressed_to"]),
            provision=said["provision"] if said["addressed_to"] == Audience.MEMBERS else "",
            files=self.kept_files,
            case=said["found_case"],
            opens_case=said["belongs"] == NEW,
            number=said["number"],
            series=said.get("series"),
            shows_document=said["shows"] == SHOWN,
        )

    def tokens(self) -> list[tuple[str, str]]:
        """Files that were sent already: a form shown again has them, and says so."""
        return [(sign_named(each), each.name) for each in self.kept_files]

    def known_cases(self) -> list[Any]:
        """What the browser suggests in the search field, without a script."""
        return list(choosable(Case, self.user).filter(closed=None).order_by("-opened")[:LISTED])

    def _files(self, cleaned: dict[str, Any]) -> list[NamedFile]:
        listed = self.data.getlist("stored") if hasattr(self.data, "getlist") else []
        found = [each for each in map(unsign_named, listed) if each]
        for upload in cleaned.get("uploads") or ():
            try:
                found.append(NamedFile(store_file(upload, upload.name), file_name(upload.name)))
            except WrongFile as error:
                self.add_error("uploads", str(error))
        return _once(found)

    def _check_repeated(self, cleaned: dict[str, Any]) -> None:
        owner = cleaned.get("organization")
        hashes = {each.file.pk: each.name for each in self.kept_files}
        holders = holders_of(hashes, owner) if owner and hashes else {}
        self.repeated = [(hashes[sha256], document) for sha256, document in holders.items()]
        if self.repeated and not cleaned.get("anyway"):
            self.add_error(
                "uploads", _("Filen är redan registrerad. Inget har sparats: se nedan och välj.")
            )

    def _check_secrecy(self, cleaned: dict[str, Any]) -> None:
        """law.md D6: a secrecy mark names its provision."""
        secret = cleaned.get("addressed_to") == Audience.MEMBERS
        if secret and not cleaned.get("provision", "").strip():
            self.add_error("provision", _("Ange den bestämmelse som sekretessen vilar på."))

    def _case(self, cleaned: dict[str, Any]) -> Any:
        if cleaned.get("belongs") != KNOWN:
            return None
        text = cleaned.get("case", "").strip()
        if not text:
            self.add_error("case", _("Skriv ärendets nummer, eller välj ett nytt ärende."))
            return None
        found = cases_like(text, cleaned.get("organization"), choosable(Case, self.user))
        if len(found) == 1:
            return found[0]
        self.pick = found[:MOST_CASES]
        self.add_error("case", _refused_case(text, len(found)))
        return None


def _refused_case(text: str, count: int) -> str:
    if count:
        return _("Flera ärenden passar. Skriv numret på ett av dem.")
    return _("Inget ärende har numret eller orden ”%(text)s”.") % {"text": text}


def _once(files: list[NamedFile]) -> list[NamedFile]:
    """The same bytes chosen twice are one file; two files never share a name."""
    by_hash = {each.file.pk: each for each in reversed(files)}
    taken: dict[str, NamedFile] = {}
    for each in reversed(by_hash.values()):
        name = each.name
        while name in taken:
            name = f"{each.file.pk[:6]}-{each.name}"
        taken[name] = NamedFile(each.file, name)
    return list(taken.values())


def sign_named(file: NamedFile) -> str:
    return f"{sign_file(file.file.pk)}|{file.name}"


def unsign_named(token: str) -> NamedFile | None:
    signed, _bar, name = token.partition("|")
    sha256 = unsign_file(signed)
    found = StoredFile.objects.filter(pk=sha256).first() if sha256 else None
    return NamedFile(found, file_name(name)) if found else None


def refuse(form: RegisterForm, error: Exception) -> None:
    """What the service refused, beside the field that can mend it."""
    if isinstance(error, ValidationError):
        for message in error.messages:
            form.add_error(None, message)
        return
    form.add_error("number" if isinstance(error, NumberTaken) else None, str(error))
