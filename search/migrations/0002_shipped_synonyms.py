from django.db import migrations

SHIPPED = (
    "KS, kommunstyrelsen",
    "KF, kommunfullmäktige",
    "wifi, wi-fi, trådlöst nätverk",
    "dnr, diarienummer",
)


def ship(apps, schema_editor):
    groups = apps.get_model("search", "SynonymGroup")
    groups.objects.bulk_create(groups(words=words) for words in SHIPPED)


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(ship, migrations.RunPython.noop),
    ]
