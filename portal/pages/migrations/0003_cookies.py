"""A page about cookies beside those on accessibility and personal data.

What the first pages said of the product now stands in the statements below the city's own words; a
page that nobody has rewritten is emptied of it, so that nothing is said twice.
"""

from importlib import import_module
from uuid import uuid4

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

FIRST = import_module("portal.pages.migrations.0002_first_pages")


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Page = apps.get_model("wagtailcore", "Page")
    Information = apps.get_model("pages", "InformationPage")
    for slug, text in (("tillganglighet", FIRST.ACCESSIBILITY), ("integritet", FIRST.PRIVACY)):
        Information.objects.filter(slug=slug, body=text, latest_revision=None).update(body="")
    home = Page.objects.filter(depth=2, slug="hem").first() or Page.objects.filter(depth=2).first()
    if home is None or Page.objects.filter(depth=3, slug="kakor", path__startswith=home.path).exists():
        return
    last = Page.objects.filter(depth=3, path__startswith=home.path).order_by("path").last()
    kind = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="pages", model="informationpage"
    )[0]
    Information.objects.create(
        title="Kakor",
        draft_title="Kakor",
        slug="kakor",
        url_path=f"{home.url_path}kakor/",
        path=_next(last.path if last else f"{home.path}0000"),
        depth=3,
        content_type=kind,
        locale=home.locale,
        record_id=uuid4(),
        body="",
    )
    Page.objects.filter(pk=home.pk).update(numchild=F("numchild") + 1)


def _next(path: str) -> str:
    """The place after this one among its siblings: four digits to the base of 36."""
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    number = int(path[-4:], 36) + 1
    digits = ""
    for _place in range(4):
        number, rest = divmod(number, 36)
        digits = letters[rest] + digits
    return path[:-4] + digits


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_first_pages")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
