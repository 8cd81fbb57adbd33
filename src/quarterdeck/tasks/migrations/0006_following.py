"""Follow tasks: groups, sub-tasks, targets, parts, milestones, progress, overrides, rungs, mappings of sheets."""

import django.db.models.deletion
from django.db import migrations, models

from quarterdeck.audit.rules import append_only_sql

TABLES = ("tasks_override", "tasks_progress", "tasks_rung")


def refuse_changes(apps, editor):
    for table in TABLES:
        for statement in append_only_sql(editor.connection.vendor, table):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ('difficulties', '0001_initial'),
        ('documents', '0007_newest'),
        ('figures', '0003_alias_learned'),
        ('files', '0001_initial'),
        ('people', '0001_initial'),
        ('reviews', '0001_initial'),
        ('tasks', '0005_courses_required'),
    ]

    operations = [
        migrations.CreateModel(
            name='SheetMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('headings', models.JSONField(default=list, help_text='the headings in their order, as they stand in the sheet')),
                ('columns', models.JSONField(default=dict, help_text='heading → field of a task')),
                ('values', models.JSONField(default=dict, help_text='field → value in the sheet → what it stands for here')),
                ('by', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ('name',),
            },
        ),
        migrations.AddField(
            model_name='task',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='tasks.task'),
        ),
        migrations.AddField(
            model_name='task',
            name='profile',
            field=models.CharField(default='5', help_text='the clarity profile that it passed, of the pack', max_length=10),
        ),
        migrations.AddField(
            model_name='task',
            name='target_bound',
            field=models.CharField(blank=True, choices=[('at_least', 'at_least'), ('at_most', 'at_most')], max_length=10),
        ),
        migrations.AddField(
            model_name='task',
            name='target_period',
            field=models.CharField(blank=True, help_text='the period of the figure, e.g. 2025-Q3', max_length=20),
        ),
        migrations.AddField(
            model_name='task',
            name='target_unit',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='task',
            name='target_value',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.CreateModel(
            name='CooperatingPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part_vi', models.TextField(blank=True, help_text='in one language at least')),
                ('part_en', models.TextField(blank=True)),
                ('due', models.DateField(blank=True, help_text='no later than the task; empty: with the task', null=True)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('done_note', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cooperating_parts', to='people.organisation')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cooperating_parts', to='tasks.task')),
            ],
            options={
                'ordering': ('task', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='within the task, from 1')),
                ('text_vi', models.TextField(blank=True, help_text='in one language at least')),
                ('text_en', models.TextField(blank=True)),
                ('due', models.DateField()),
                ('met_on', models.DateField(blank=True, null=True)),
                ('note_vi', models.TextField(blank=True, help_text='what shows that it was met')),
                ('note_en', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='tasks.task')),
            ],
            options={
                'ordering': ('task', 'due', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('test', models.CharField(help_text='the code of the test that warned, e.g. T3', max_length=20)),
                ('reason_vi', models.TextField(blank=True)),
                ('reason_en', models.TextField(blank=True)),
                ('by', models.CharField(max_length=200)),
                ('post', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField()),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='tasks.task')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=200)),
                ('post', models.CharField(blank=True, max_length=300)),
                ('words_vi', models.TextField(blank=True, help_text='in one language at least')),
                ('words_en', models.TextField(blank=True)),
                ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                ('unit', models.CharField(blank=True, max_length=60)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.keptfile')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='tasks.task')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Rung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.CharField(help_text="a key of the ladder in the pack's tasks.yaml", max_length=30)),
                ('counted_due', models.DateField(help_text='the due date from which the rung was counted')),
                ('on', models.DateField(help_text='the day on which it was climbed')),
                ('told', models.JSONField(default=list, help_text='codes of the posts that were told')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rungs', to='tasks.task')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='TaskGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('text_vi', models.TextField(blank=True, help_text='the order as it was given to all; in one language at least')),
                ('text_en', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('conclusion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='task_groups', to='reviews.conclusion')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='task_groups', to='documents.document')),
            ],
            options={
                'ordering': ('-made_at', 'code'),
            },
        ),
        migrations.AddField(
            model_name='task',
            name='group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='tasks.taskgroup'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='no_part_of_itself'),
        ),
        migrations.AddConstraint(
            model_name='cooperatingpart',
            constraint=models.UniqueConstraint(fields=('task', 'organisation'), name='one_part_per_body'),
        ),
        migrations.AddConstraint(
            model_name='cooperatingpart',
            constraint=models.CheckConstraint(condition=models.Q(('part_en', ''), ('part_vi', ''), _negated=True), name='part_has_words'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('task', 'number'), name='milestone_number_once'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('text_en', ''), ('text_vi', ''), _negated=True), name='milestone_has_words'),
        ),
        migrations.AddConstraint(
            model_name='override',
            constraint=models.CheckConstraint(condition=models.Q(('reason_en', ''), ('reason_vi', ''), _negated=True), name='override_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='progress',
            constraint=models.CheckConstraint(condition=models.Q(('words_en', ''), ('words_vi', ''), _negated=True), name='progress_has_words'),
        ),
        migrations.AddConstraint(
            model_name='rung',
            constraint=models.UniqueConstraint(fields=('task', 'rung', 'counted_due'), name='rung_climbed_once'),
        ),
        migrations.AddConstraint(
            model_name='taskgroup',
            constraint=models.CheckConstraint(condition=models.Q(('text_en', ''), ('text_vi', ''), _negated=True), name='group_has_words'),
        ),
        migrations.RunPython(refuse_changes, migrations.RunPython.noop),
    ]
