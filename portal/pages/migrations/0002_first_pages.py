"""The root of the site, the list of news, and the pages that the foot of every page leads to.

Their texts are a beginning: they say what is true of the product, and where the city has to
write for itself they say that it has not.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ACCESSIBILITY = (
    "<p>Rådslag är byggt för att fungera med tangentbord, skärmläsare, 400 procents förstoring "
    "och utan skript. Målet är WCAG 2.2, nivå AA.</p>"
    "<h2>Vad vi vet om brister</h2>"
    "<p>Handlingar som har skannats kan sakna text. De är då märkta så. Innehållet i "
    "handlingarna står på svenska även på de engelska sidorna.</p>"
    "<h2>Granskning</h2><p>Stadens egen granskning: uppgift saknas.</p>"
    "<h2>Säg till om något inte fungerar</h2>"
    "<p>Skriv till registratorn hos det organ som sidan gäller. Adressen står på organets "
    "sida.</p>"
)
PRIVACY = (
    "<p>Den som läser här lämnar inga spår efter sig hos någon annan: sidorna hämtar inget från "
    "andra webbplatser och sätter inga kakor. Den som loggar in får en kaka som behövs för "
    "inloggningen.</p>"
    "<h2>Namn i handlingar</h2>"
    "<p>Förtroendevaldas namn, parti och uppdrag publiceras. Personnummer publiceras inte: de "
    "stoppas innan en handling blir offentlig.</p>"
    "<h2>Om något är fel</h2>"
    "<p>Skriv till registratorn hos organet. En uppgift som tas bort lämnar en rad som säger att "
    "den är borttagen, och varför.</p>"
)
OPEN_DATA = (
    "<p>Allt offentligt innehåll kan hämtas som data, utan nyckel och utan inloggning.</p>"
    '<h2>Hur</h2><p>Varje sida leder till samma post som JSON. <a href="/api/">Om api:et</a> '
    "står hur man frågar efter möten, ärenden och handlingar. Organ och ärenden har flöden i "
    "Atom, och organens sammanträden finns som kalender.</p>"
    "<h2>Licens</h2><p>Uppgift saknas.</p>"
)
INFORMATION = (
    ("tillganglighet", "Tillgänglighetsredogörelse", ACCESSIBILITY),
    ("integritet", "Personuppgifter", PRIVACY),
    ("oppna-data", "Öppna data", OPEN_DATA),
)


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    locale = apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code="sv")[0]
    _replace_welcome(apps)

    def page(model: str, at: str, address: str, title: str, **fields: object) -> object:
        kind = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="pages", model=model.lower()
        )[0]
        return apps.get_model("pages", model).objects.create(
            title=title,
            draft_title=title,
            slug=address.strip("/").rpartition("/")[2],
            url_path=address,
            path=at,
            depth=len(at) // 4,
            content_type=kind,
            locale=locale,
            **fields,
        )

    children = len(INFORMATION) + 1
    home = page("HomePage", "00010001", "/hem/", "Hem", numchild=children)
    page("NewsIndexPage", "000100010001", "/hem/nyheter/", "Nyheter", show_in_menus=True)
    for number, (slug, title, body) in enumerate(INFORMATION, 2):
        at = f"00010001{number:04}"
        page("InformationPage", at, f"/hem/{slug}/", title, body=body)
    apps.get_model("wagtailcore", "Site").objects.create(
        hostname="localhost", root_page_id=home.pk, is_default_site=True
    )


def _replace_welcome(apps: Apps) -> None:
    """Wagtail's own first page and site give way; its root stays."""
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    pages = apps.get_model("wagtailcore", "Page").objects
    pages.filter(path="00010001").delete()
    pages.filter(path="0001").update(numchild=1)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
