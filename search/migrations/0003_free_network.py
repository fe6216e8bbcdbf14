from django.db import migrations

SHIPPED = "fritt nätverk, fritt wifi, gratis wifi"


def ship(apps, schema_editor):
    apps.get_model("search", "SynonymGroup").objects.create(words=SHIPPED)


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0002_shipped_synonyms"),
    ]

    operations = [
        migrations.RunPython(ship, migrations.RunPython.noop),
    ]
