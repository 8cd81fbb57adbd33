"""Fixtures shared by all rooms: the cast, and a client signed in as one of it."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import translation

from quarterdeck.areas.queries import forget
from tests import world as cast


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What touches the database is run on both stores."""
    for item in items:
        if "db" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.store)


@pytest.fixture(autouse=True)
def clean_surroundings() -> Iterator[None]:
    """Hash passwords the quick way: the tests are not about hashing.

    Also forget what other tests left behind: failed sign-ins, units of areas, the country pack, the language.
    """
    cache.clear()
    forget()
    translation.deactivate()
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], PACK="vn"):
        yield


@pytest.fixture
def world(db: None) -> cast.World:
    """The cast, stored."""
    return cast.build()


@pytest.fixture
def signed_in(world: cast.World) -> Callable[..., Client]:
    """`signed_in("specialist", language="en")`: a client of that person."""

    def sign_in(name: str, language: str = "vi") -> Client:
        client = Client(headers={"accept-language": language})
        client.cookies["django_language"] = language
        client.force_login(world.users[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
