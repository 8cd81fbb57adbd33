"""What was told to which post, what each person chose, what was mailed, and the addresses of calendar feeds."""

from django.db import models

from quarterdeck.people.models import Post, User


class Message(models.Model):
    """One thing that happened, as it was told. It says no more of its subject than `rules.told` lets pass."""

    kind = models.CharField(max_length=40, help_text="a key of notices.rules.KINDS")
    about_kind = models.CharField(max_length=30)
    about = models.CharField(max_length=100)
    link = models.CharField(max_length=300, help_text="the page of the subject, within this store")
    title_vi = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    note_vi = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    withheld = models.BooleanField(default=False, help_text="its words may not leave its page")
    due = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    folded = models.TextField(blank=True, help_text="code and title with and without accents, for search")

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("about_kind", "about"), name="notice_about"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class Receipt(models.Model):
    """A post that was told. Whoever holds the post reads it; whoever holds it next finds what is still unread."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="receipts")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, default="", help_text="that of the message, so that lists need not join it")
    due = models.DateField(null=True, blank=True, help_text="that of the message")
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("message", "post"), name="told_once"),)
        indexes = (
            models.Index(fields=("post",), condition=models.Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=("post", "-id"), name="notice_of_post"),
        )

    def __str__(self) -> str:
        return f"{self.message} → {self.post}"


class Preference(models.Model):
    """When mail comes to a person."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=10, default="daily", help_text="a key of notices.rules.RHYTHMS")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.user} {self.rhythm}"


class Choice(models.Model):
    """How a person wants to be told of one kind of notices, where it is not as usual."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40, help_text="a key of notices.rules.KINDS")
    way = models.CharField(max_length=10, help_text="a key of notices.rules.WAYS")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "kind"), name="chosen_once"),)

    def __str__(self) -> str:
        return f"{self.user} {self.kind} {self.way}"


class Digest(models.Model):
    """A mail with what somebody was told since the last one."""

    SENDING, SENT, FAILED = "sending", "sent", "failed"
    STATES = [(state, state) for state in (SENDING, SENT, FAILED)]

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()
    address = models.EmailField()
    held = models.PositiveIntegerField(help_text="how many notices it holds")
    state = models.CharField(max_length=10, choices=STATES, default=SENDING)
    problem = models.TextField(blank=True, help_text="what the mail server said where it failed")

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("user", "state"), name="digest_of_user"),)

    def __str__(self) -> str:
        return f"{self.user} {self.day} {self.state}"


class Mailed(models.Model):
    """A notice that is in a digest: nobody gets the same one twice."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="mailed")
    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="holds")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "receipt"), name="mailed_once"),)

    def __str__(self) -> str:
        return f"{self.user} {self.receipt_id}"


class FeedAddress(models.Model):
    """A secret address under which a calendar program reads what somebody must do. Only its hash is kept."""

    TODOS, EVENTS = "todos", "events"
    SHAPES = [(shape, shape) for shape in (TODOS, EVENTS)]

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100, help_text="where it is used, in the person's own words")
    shape = models.CharField(max_length=10, choices=SHAPES)
    secret_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret part, in hex")
    made_at = models.DateTimeField()
    fetched_on = models.DateField(null=True, blank=True, help_text="the last day on which it was read")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.user} {self.name}"
