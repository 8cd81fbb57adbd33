"""Keep who was asked to each review, and the line of whoever concluded."""

from datetime import datetime, time

from django.db import migrations
from django.utils import timezone


def keep(apps, editor):
    Attendance = apps.get_model("reviews", "Attendance")
    for review in apps.get_model("reviews", "Review").objects.all():
        at = timezone.make_aware(datetime.combine(review.held_on, time()))
        for post in dict.fromkeys([*review.chairs.all(), *review.attending.all()]):
            Attendance.objects.get_or_create(review=review, post=post, defaults={"noted_at": at, "noted_by": ""})
    for one in apps.get_model("reviews", "Conclusion").objects.select_related("author__organisation"):
        one.line = one.author.organisation.line
        one.save(update_fields=["line"])


def give_back(apps, editor):
    for one in apps.get_model("reviews", "Attendance").objects.select_related("review", "post"):
        one.review.attending.add(one.post)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_conferences")]
    operations = [migrations.RunPython(keep, give_back)]
