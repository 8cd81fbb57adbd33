"""What the paper registers ask, who is bound, to whom a document was passed, its paragraphs."""

import django.db.models.deletion
from django.db import migrations, models


def lift(apps, editor):
    """Tables that are changed may be written anew, and 0004 fills new columns; 0005 protects them again."""
    for table in ("documents_document", "documents_relation"):
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
        else:
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("documents", "0002_append_only"),
    ]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.AddField(
            model_name='document',
            name='archive',
            field=models.CharField(blank=True, help_text='who keeps the copy of an outgoing document', max_length=250),
        ),
        migrations.AddField(
            model_name='document',
            name='copies',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='direction',
            field=models.CharField(choices=[('incoming', 'incoming'), ('outgoing', 'outgoing')], default='incoming', max_length=10),
        ),
        migrations.AddField(
            model_name='document',
            name='first',
            field=models.ForeignKey(blank=True, help_text='entry 1 of the same document; empty in entry 1', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later_entries', to='documents.document'),
        ),
        migrations.AddField(
            model_name='document',
            name='issued_by',
            field=models.ForeignKey(blank=True, help_text='the issuer, where it is a body of this store', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='document',
            name='letters',
            field=models.CharField(blank=True, help_text='the letters of the issuer in the number', max_length=100),
        ),
        migrations.AddField(
            model_name='document',
            name='ordinal',
            field=models.PositiveIntegerField(blank=True, help_text='the integer of the number', null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='received_on',
            field=models.DateField(blank=True, help_text='the day on which an incoming document arrived', null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='recipients',
            field=models.TextField(blank=True, help_text='to whom it is addressed, as printed at its foot'),
        ),
        migrations.AddField(
            model_name='document',
            name='signer',
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.CreateModel(
            name='Passing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receiver', models.CharField(max_length=250)),
                ('passed_on', models.DateField()),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.CharField(max_length=300)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passings', to='documents.document')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Bound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bound', to='documents.document')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'organisation'), name='bound_once')],
            },
        ),
        migrations.CreateModel(
            name='Paragraph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='running number from 1')),
                ('label_vi', models.CharField(blank=True, max_length=200)),
                ('label_en', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField()),
                ('folded', models.TextField(help_text='the text in small letters with and without accents, for search')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paragraphs', to='documents.document')),
            ],
            options={
                'ordering': ('document', 'number'),
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='paragraph_once')],
            },
        ),
    ]
