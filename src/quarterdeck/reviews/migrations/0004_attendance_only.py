"""Who takes part is kept in the rows of attendance only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_attendance_kept")]
    operations = [migrations.RemoveField("review", "attending")]
