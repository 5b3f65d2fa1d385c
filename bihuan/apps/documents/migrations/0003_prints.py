"""Prints of texts, by which papers of one event are found; those read before get theirs here."""

import django.db.models.deletion
from django.db import migrations, models

from bihuan.engine.text import prints

PRINTED = 200_000


def print_all(apps, schema_editor):
    """Prints of each document's newest reading."""
    Document = apps.get_model("documents", "Document")
    Print = apps.get_model("documents", "Print")
    for document in Document.objects.iterator(chunk_size=50):
        reading = document.readings.order_by("-version").first()
        values = prints(reading.body[:PRINTED]).values if reading else ()
        Print.objects.bulk_create([Print(document=document, value=value) for value in values], batch_size=500)
        document.print_count = len(values)
        document.save(update_fields=["print_count"])


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_reading_ways")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="print_count",
            field=models.PositiveIntegerField(default=0, verbose_name="指纹数"),
        ),
        migrations.CreateModel(
            name="Print",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField(db_index=True, verbose_name="指纹")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="prints", to="documents.document"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("document", "value"), name="a_print_stands_once"),
                ],
            },
        ),
        migrations.RunPython(print_all, migrations.RunPython.noop),
    ]
