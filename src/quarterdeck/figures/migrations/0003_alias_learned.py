from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('figures', '0002_append_only'),
    ]

    operations = [
        migrations.AddField(
            model_name='alias',
            name='by',
            field=models.CharField(blank=True, default='', help_text='who chose it; blank for the country pack', max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='alias',
            name='at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
