"""The page where a redacted copy takes the place of its original."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from meetings.models import Document
from meetings.registry.act_forms import RedactForm
from meetings.registry.acts import ActPage, actor_of
from meetings.services.redaction import replace_by_redacted
from meetings.services.registering import NamedFile
from portal.core.errors import DomainError
from portal.ledger.files import file_name, store_file


class RedactPage(ActPage):
    """Takes the redacted file, and does everything else in one act."""

    form_class = RedactForm
    template_name = "registry/redact.html"
    page_title = _("Byt mot en maskad kopia")
    header_icon = "copy"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **{**kwargs, "model": "document"})

    def form_valid(self, form: RedactForm) -> HttpResponse:
        said = form.cleaned_data
        try:
            upload = said["file"]
            file = NamedFile(store_file(upload, upload.name), file_name(upload.name))
            act, _copy = replace_by_redacted(
                original=cast(Document, self.record),
                file=file,
                reason=said["reason"],
                provision=said["provision"],
                user=self.user,
                actor=actor_of(self.user, self.record),
                key=said["key"],
            )
        except (DomainError, ValidationError) as error:
            return self.refuse(form, error)
        return self.done(act)
