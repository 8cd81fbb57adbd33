"""Which organisation brought a text: it changes it, the others read."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TEXTS = ("Draft", "Incoming")


def tell_offices(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Texts tell the post that brought them by its name; where one post alone is called so, its body is theirs."""
    posts: dict[str, set[int]] = {}
    for name, body in apps.get_model("people", "Post").objects.values_list("name_vi", "organisation"):
        posts.setdefault(name, set()).add(body)
    known = {name: bodies.pop() for name, bodies in posts.items() if len(bodies) == 1}
    for model in TEXTS:
        rows = apps.get_model("reports", model).objects
        for name in rows.order_by().values_list("put_by", flat=True).distinct():
            if name in known:
                rows.filter(put_by=name).update(office_id=known[name])


def office() -> models.Field:
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation",
        help_text="the organisation that brought it",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("reports", "0005_apart")]

    operations = [
        *(migrations.AddField(model.lower(), "office", office()) for model in TEXTS),
        migrations.RunPython(tell_offices, migrations.RunPython.noop),
    ]
