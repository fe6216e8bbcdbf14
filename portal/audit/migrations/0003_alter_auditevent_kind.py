from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_alter_auditevent_kind"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "öppnade"),
                    ("acted", "akt"),
                    ("role_given", "behörighet gavs"),
                    ("role_ended", "behörighet upphörde"),
                    ("login_changed", "inloggning ändrades"),
                    ("name_protected", "namn skyddades"),
                    ("data_exported", "uppgifter lämnades ut"),
                    ("data_erased", "uppgifter raderades"),
                    ("video_changed", "video ändrades"),
                    ("rules_changed", "regler ändrades"),
                    ("log_exported", "loggen hämtades"),
                ],
                max_length=20,
            ),
        ),
    ]
