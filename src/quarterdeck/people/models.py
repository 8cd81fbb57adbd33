"""Organisations, posts, memberships and accounts (names after Popolo)."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from quarterdeck.areas.models import Area
from quarterdeck.core.rights import Role

ROLE_CHOICES = [(role.value, role.value) for role in Role]


class UserManager(BaseUserManager["User"]):
    """Makes accounts."""

    def create_user(self, username: str, password: str, **fields: object) -> "User":
        """An account with a hashed password."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What it may do follows from the post it acts as, never from the account."""

    username = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="vi")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.username


class Organisation(models.Model):
    """A body of the Party, the State or another line, alive on [valid_from, valid_to)."""

    code = models.CharField(max_length=40, unique=True)
    name_vi = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    short_vi = models.CharField(max_length=100, blank=True)
    short_en = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=40)
    line = models.CharField(max_length=20, choices=[("party", "party"), ("state", "state"), ("other", "other")])
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_vi


class Post(models.Model):
    """A position in an organisation. Tasks belong to posts; the holder follows from the date."""

    code = models.CharField(max_length=60, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    name_vi = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250)
    role = models.CharField(max_length=30, choices=ROLE_CHOICES)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("organisation__code", "code")

    def __str__(self) -> str:
        return self.name_vi


class Membership(models.Model):
    """Who holds a post on the days [valid_from, valid_to); `invented` marks holders of the sample province."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    holder = models.CharField(max_length=200)
    invented = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-valid_from",)
        constraints = (models.UniqueConstraint(fields=("post", "holder", "valid_from"), name="membership_once"),)

    def __str__(self) -> str:
        return f"{self.holder} · {self.post}"
