"""Difficulties raised by units and the answers given."""

from django.db import models

from quarterdeck.people.models import Organisation, Post


class Difficulty(models.Model):
    """What a unit cannot solve alone: the matter, what it asks for, who must answer, and the answer."""

    OPEN, ANSWERED, CONFIRMED = "open", "answered", "confirmed"
    STATES = [(state, state) for state in (OPEN, ANSWERED, CONFIRMED)]
    ASKS = [(ask, ask) for ask in ("guidance", "budget", "capital", "procedure", "watch_list")]

    code = models.CharField(max_length=30, unique=True)
    raised_by = models.ManyToManyField(Organisation, related_name="difficulties_raised")
    raised_on = models.DateField()
    matter_vi = models.TextField()
    matter_en = models.TextField(blank=True)
    asks = models.CharField(max_length=20, choices=ASKS)
    routed_to = models.ManyToManyField(Organisation, related_name="difficulties_routed")
    answer_by = models.DateField(null=True, blank=True)
    answer_vi = models.TextField(blank=True)
    answer_en = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=STATES, default=OPEN)
    indicator_code = models.CharField(max_length=40, blank=True)
    folded = models.TextField(blank=True, help_text="code and matter with and without accents, for search")
    form_key = models.CharField(max_length=40, unique=True, null=True, blank=True, help_text="one per form sent")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-raised_on", "code")

    def __str__(self) -> str:
        return self.code
