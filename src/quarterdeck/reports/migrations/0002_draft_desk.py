"""Findings in a table of their own with what was decided, changes of a draft, and questions to departments."""

import django.db.models.deletion
from django.db import migrations, models

# Verdicts by the harm that they do, worst first, as of this migration.
HARM = (
    "contradicts", "impossible", "differs", "revised", "older", "wording", "unreadable", "no_base", "not_in_figures",
    "rounds_to", "agrees",
)


def findings_as_rows(apps, editor):
    Draft = apps.get_model("reports", "Draft")
    DraftFinding = apps.get_model("reports", "DraftFinding")
    Draft.objects.filter(original="").update(
        original=models.F("text"), put_at=models.F("checked_at"), put_by=models.F("checked_by")
    )
    for draft in Draft.objects.only("found").iterator():
        DraftFinding.objects.bulk_create(
            (
                DraftFinding(
                    draft=draft,
                    start=one["start"],
                    end=one["end"],
                    quote=one["quote"],
                    verdict=one["verdict"],
                    harm=HARM.index(one["verdict"]),
                    reason_vi=one["reason_vi"],
                    reason_en=one["reason_en"],
                    figure=one["figure"],
                )
                for one in draft.found
            ),
            batch_size=500,
        )
    if editor.connection.vendor == "postgresql":
        # Else the table cannot be altered: the checks of the rows just written would still be pending.
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def rows_as_findings(apps, editor):
    Draft = apps.get_model("reports", "Draft")
    DraftFinding = apps.get_model("reports", "DraftFinding")
    for draft in Draft.objects.only("pk").iterator():
        fields = ("start", "end", "quote", "verdict", "reason_vi", "reason_en", "figure")
        rows = DraftFinding.objects.filter(draft=draft).order_by("start", "id")
        draft.found = [{**one, "correction": ""} for one in rows.values(*fields)]
        draft.save(update_fields=["found"])
    DraftFinding.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("reviews", "0001_initial"), ("reports", "0001_initial")]

    operations = [
        migrations.RenameField(model_name="draft", old_name="findings", new_name="found"),
        migrations.AddField(
            model_name="draft",
            name="compared",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="draft",
            name="done",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="draft",
            name="failure",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="kind",
            field=models.CharField(default="text", help_text="text, docx, pdf or html", max_length=10),
        ),
        migrations.AddField(
            model_name="draft",
            name="notes",
            field=models.JSONField(
                default=list, help_text="what was noticed while the file was read, in both languages"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="original",
            field=models.TextField(blank=True, help_text="the text as it came"),
        ),
        migrations.AddField(
            model_name="draft",
            name="put_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="put_by",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="draft",
            name="stale",
            field=models.BooleanField(default=False, help_text="changed since it was last checked as a whole"),
        ),
        migrations.AddField(
            model_name="draft",
            name="state",
            field=models.CharField(
                choices=[("checking", "checking"), ("checked", "checked"), ("failed", "failed")],
                default="checked",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="draft",
            name="review",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="reviews.review",
            ),
        ),
        migrations.AlterField(
            model_name="draft",
            name="vintage",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.CreateModel(
            name="DraftChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("old", models.TextField(blank=True)),
                ("new", models.TextField(blank=True)),
                ("because", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=300)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_by", models.CharField(blank=True, max_length=300)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="reports.draft"
                    ),
                ),
            ],
            options={
                "ordering": ("start", "id"),
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField(help_text="the claim's place in the original")),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                ("sentence", models.TextField()),
                ("verdict", models.CharField(max_length=20)),
                ("reason_vi", models.TextField()),
                ("reason_en", models.TextField()),
                ("indicator_code", models.CharField(blank=True, max_length=40)),
                ("area_code", models.CharField(blank=True, max_length=40)),
                ("period", models.CharField(blank=True, max_length=30)),
                ("question", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=300)),
                ("asked_post", models.CharField(blank=True, help_text="code of the post that asked", max_length=60)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("text_right", "text_right"),
                            ("figure_right", "figure_right"),
                            ("new_figure", "new_figure"),
                        ],
                        max_length=15,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.CharField(blank=True, max_length=300)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inquiries", to="reports.draft"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inquiries", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="DraftFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                ("verdict", models.CharField(max_length=20)),
                ("harm", models.PositiveSmallIntegerField(default=0, help_text="the order of harm, 0 the worst")),
                ("cause", models.CharField(blank=True, max_length=30)),
                ("reason_vi", models.TextField()),
                ("reason_en", models.TextField()),
                ("figure", models.JSONField(blank=True, null=True)),
                ("evidence", models.JSONField(default=list)),
                ("candidates", models.JSONField(default=list)),
                ("rules", models.JSONField(default=list)),
                ("fix", models.TextField(blank=True)),
                ("fix_start", models.PositiveIntegerField(default=0)),
                ("fix_end", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("set_aside", "set_aside"),
                            ("asked", "asked"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=300)),
                ("decided_why", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="reports.draft"
                    ),
                ),
            ],
            options={
                "ordering": ("start", "id"),
                "indexes": [models.Index(fields=["draft", "harm", "start"], name="finding_by_harm")],
            },
        ),
        migrations.RunPython(findings_as_rows, rows_as_findings),
        migrations.RemoveField(model_name="draft", name="found"),
    ]
