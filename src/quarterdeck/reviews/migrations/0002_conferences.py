"""Who takes part by post, papers, assessments, notices, the screen of the hall, drafts of conclusions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0007_newest'),
        ('files', '0001_initial'),
        ('people', '0001_initial'),
        ('reviews', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('theme', models.CharField(help_text='code of a theme of the indicator catalogue', max_length=40)),
                ('kind', models.CharField(choices=[('result', 'result'), ('shortcoming', 'shortcoming'), ('cause', 'cause'), ('lesson', 'lesson')], max_length=12)),
                ('text_vi', models.TextField()),
                ('text_en', models.TextField(blank=True)),
                ('evidence', models.JSONField(default=list)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=300)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('form_key', models.CharField(blank=True, help_text='one per form', max_length=40, null=True, unique=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ('theme', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('invited', 'invited'), ('present', 'present'), ('absent', 'absent'), ('represented', 'represented')], default='invited', max_length=12)),
                ('reason', models.CharField(blank=True, help_text='why the post is absent or represented', max_length=300)),
                ('papers_at', models.DateTimeField(blank=True, help_text='when the papers were sent to it', null=True)),
                ('noted_at', models.DateTimeField()),
                ('noted_by', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(choices=[('party', 'party'), ('state', 'state'), ('other', 'other')], max_length=10)),
                ('generated_text', models.TextField(help_text='paragraphs, one per line, as generated')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=300)),
                ('number', models.CharField(blank=True, help_text='as printed on the signed notice', max_length=100)),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('signed_text', models.TextField(blank=True, help_text='paragraphs, one per line, as signed')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title_vi', models.CharField(max_length=300)),
                ('title_en', models.CharField(blank=True, max_length=300)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.CharField(max_length=300)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.AlterModelOptions(
            name='conclusion',
            options={'ordering': ('number', 'id')},
        ),
        migrations.AlterModelOptions(
            name='review',
            options={'ordering': ('-held_on', '-pk')},
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='carried_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='reviews.agendaitem'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='minutes',
            field=models.PositiveSmallIntegerField(blank=True, help_text='time set aside for it', null=True),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='postponed',
            field=models.BooleanField(default=False, help_text='carried to the next review of the same kind'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='presenter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post'),
        ),
        migrations.AddField(
            model_name='conclusion',
            name='difficulty_code',
            field=models.CharField(blank=True, help_text='the difficulty that it answers', max_length=30),
        ),
        migrations.AddField(
            model_name='conclusion',
            name='form_key',
            field=models.CharField(blank=True, help_text='one per form', max_length=40, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='conclusion',
            name='implemented_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='conclusion',
            name='line',
            field=models.CharField(choices=[('party', 'party'), ('state', 'state'), ('other', 'other')], default='state', max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='opinion',
            name='form_key',
            field=models.CharField(blank=True, help_text='one per form', max_length=40, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='opinion',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='opinion',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='convened_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='review',
            name='on_screen',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reviews.agendaitem'),
        ),
        migrations.AddField(
            model_name='review',
            name='opened_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='papers_sent_at',
            field=models.DateTimeField(blank=True, help_text='when the papers were last sent', null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='place_en',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='review',
            name='place_vi',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='review',
            name='screen',
            field=models.CharField(choices=[('item', 'item'), ('chart', 'chart'), ('table', 'table'), ('blank', 'blank')], default='blank', max_length=10),
        ),
        migrations.AddField(
            model_name='review',
            name='screen_version',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='review',
            name='secretary',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post'),
        ),
        migrations.AddField(
            model_name='review',
            name='starts_at',
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='conclusion',
            name='number',
            field=models.PositiveSmallIntegerField(blank=True, help_text='empty while it is a draft', null=True),
        ),
        migrations.AlterField(
            model_name='conclusion',
            name='state',
            field=models.CharField(choices=[('draft', 'draft'), ('recorded', 'recorded'), ('to_be_clarified', 'to_be_clarified'), ('issued', 'issued')], default='recorded', max_length=16),
        ),
        migrations.AlterField(
            model_name='review',
            name='kind',
            field=models.CharField(default='quarterly', help_text='a key of reviews.yaml of the country pack', max_length=40),
        ),
        migrations.AddConstraint(
            model_name='conclusion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', True), ('state', 'draft')), models.Q(('number__isnull', False), models.Q(('state', 'draft'), _negated=True)), _connector='OR'), name='drafts_have_no_number'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='follows',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='reviews.assessment'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='assessments', to='reviews.agendaitem'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='represented_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.post'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='notice',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='notice',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
        migrations.AddField(
            model_name='notice',
            name='generated_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.keptfile'),
        ),
        migrations.AddField(
            model_name='notice',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='notice',
            name='signed_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.keptfile'),
        ),
        migrations.AddField(
            model_name='paper',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.keptfile'),
        ),
        migrations.AddField(
            model_name='paper',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='papers', to='reviews.agendaitem'),
        ),
        migrations.AddField(
            model_name='paper',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='reviews.review'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('review', 'follows'), name='named_again_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('review', 'post'), name='attendance_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('represented_by__isnull', False), ('state', 'represented')), models.Q(('represented_by__isnull', True), models.Q(('state', 'represented'), _negated=True)), _connector='OR'), name='represented_by_a_post'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('review', 'body'), name='notice_once_per_body'),
        ),
    ]
