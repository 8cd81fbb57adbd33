"""The full-text index of each store, and what the new columns say of documents that were registered before."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import migrations

from quarterdeck.documents.rules import parse

SQLITE = (
    "CREATE VIRTUAL TABLE documents_search USING fts5("
    "head, head_folded, body, body_folded, tokenize = 'unicode61 remove_diacritics 0')"
)
POSTGRES = (
    "CREATE TABLE documents_search (document_id bigint PRIMARY KEY, vector tsvector NOT NULL)",
    "CREATE INDEX documents_search_vector ON documents_search USING gin (vector)",
)


def make_index(apps, editor):
    for statement in (SQLITE,) if editor.connection.vendor == "sqlite" else POSTGRES:
        editor.execute(statement)


def drop_index(apps, editor):
    editor.execute("DROP TABLE documents_search")


def fill(apps, editor):
    models = {name: apps.get_model(*name.split(".")) for name in ("documents.Document", "documents.Relation")}
    bodies = {one.name_vi: one for one in apps.get_model("people", "Organisation").objects.all()}
    zone = ZoneInfo(settings.TIME_ZONE)
    for one in models["documents.Document"].objects.order_by("pk"):
        from quarterdeck.documents.actions.words import index

        read = parse(one.number)
        one.ordinal, one.letters = (read.number, read.issuer) if read else (None, "")
        one.issued_by = bodies.get(one.issuer_vi)
        one.received_on = one.registered_at.astimezone(zone).date()
        one.first = _first(models["documents.Relation"], one)
        one.save()
        index(one, "")


def _first(relations, one):
    if one.entry == 1:
        return None
    link = relations.objects.filter(document=one, kind="corrects", target__key=one.key).first()
    return (link.target.first or link.target) if link else None


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_registers")]
    operations = [
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
