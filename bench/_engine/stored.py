"""A store of Quarterdeck on PostgreSQL with the nation's areas, indicators and batches, and a reader who may ask.

Its segments are those that were generated; its log has their batches, and as rows only those that are appended.
"""

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from bench._engine.nation import Nation
from quarterdeck.core.lineage.units import POPULATION
from quarterdeck.engine.facts import EPOCH
from quarterdeck.engine.segments import manifest as manifests

if TYPE_CHECKING:
    pass

USER = "reader"


class Stored:
    """The store in `home`, whose folder `engine` has the segments. One a process: it sets up Django.

    `base` is a connection beside Django's, `plain` and `indexed` are tables like the log's without its foreign keys
    and triggers: one without indexes, one with the same.
    """

    plain, indexed = "bench_plain", "bench_indexed"

    def __init__(self, nation: Nation, address: str, home: Path) -> None:
        os.environ |= {
            "QUARTERDECK_HOME": str(home),
            "QUARTERDECK_DATABASE_URL": address,
            "QUARTERDECK_ENGINE_TAIL": "0",
        }
        os.environ["DJANGO_SETTINGS_MODULE"] = "quarterdeck.config.settings"
        os.environ["QUARTERDECK_TODAY"] = "2026-12-01"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        from quarterdeck.figures.queries.engine_log import StoredLog

        self.nation, self.base = nation, psycopg.connect(address, autocommit=True)
        self._areas()
        self._catalogue()
        self.base.execute(f"create table {self.plain} as select * from figures_observation with no data")
        self.base.execute(f"create table {self.indexed} (like figures_observation including all)")
        for table in (self.plain, self.indexed):
            self.base.execute(f"alter table {table} drop column id")
        self.base.execute("analyze")
        self.log: StoredLog = StoredLog()
        segments = home / "engine"
        held = manifests.read(segments)
        assert held is not None
        manifests.write(segments, replace(held, log=self.log.log_name(held.watermark)))

    def _areas(self) -> None:
        from quarterdeck.areas.models import Area, Succession

        named = self.nation.units
        rows = [
            Area(
                pk=number, uid=one.uid, code=one.code, level=one.level, kind=one.kind, name_vi=one.name_vi,
                name_en=one.name_en, parent_code=one.parent_code, valid_from=one.valid_from, valid_to=one.valid_to,
            )
            for number, one in enumerate(named, 1)
        ]  # fmt: skip
        Area.objects.bulk_create(rows, batch_size=1000)
        Succession.objects.bulk_create([
            Succession(
                predecessor=rows[one], successor=rows[heir], shares={POPULATION: [str(share), "exact"]}
            )
            for one, heir, share in self.nation.successions
        ])  # fmt: skip

    def _catalogue(self) -> None:
        from quarterdeck.areas.models import Area
        from quarterdeck.figures.models import Batch, Indicator, Theme
        from quarterdeck.people.models import Organisation

        theme = Theme.objects.create(code="T", name_vi="T", name_en="T")
        body = Organisation.objects.create(code="O", name_vi="O", name_en="O", kind="office", line="state",
                                           area=Area.objects.get(pk=1))  # fmt: skip
        Indicator.objects.bulk_create([
            Indicator(
                pk=number, code=one.code, name_vi=one.code, name_en=one.code, theme=theme, unit=one.unit,
                decimals=one.decimals, frequency=one.frequency, accumulation=one.accumulation, time_rule=one.time_rule,
                space_rule=one.space_rule, better=one.better, responsible=body,
            )
            for number, one in enumerate(self.nation.measures.values(), 1)
        ])  # fmt: skip
        known = self.nation.batches
        Batch.objects.bulk_create([
            Batch(pk=number, at=_moment(at), by="bench", kind="import")
            for number, at in zip(known.numbers.tolist(), known.moments.tolist(), strict=True)
        ], batch_size=1000)  # fmt: skip
        self._reader(body.pk)

    def _reader(self, body: int) -> None:
        from quarterdeck.core.rights import Role
        from quarterdeck.people.models import Membership, Post, User

        user = User.objects.create_user(USER, "reader", name=USER)
        post = Post.objects.create(code="P", organisation_id=body, name_vi="P", name_en="P", role=Role.INSPECTOR.value)
        Membership.objects.create(post=post, user=user, holder=USER, valid_from=date(2020, 1, 1))

    def cookie(self) -> str:
        """The cookie of the reader, signed in."""
        from django.test import Client

        from quarterdeck.people.models import User

        client = Client()
        client.force_login(
            User.objects.get(username=USER), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return f"sessionid={client.cookies['sessionid'].value}"

    def begin_batch(self, number: int, at: datetime) -> None:
        """A batch to which rows are then added; within a transaction of `base`."""
        self.base.execute(
            'insert into figures_batch (id, at, "by", post, kind, document, note) values (%s, %s, %s, %s, %s, %s, %s)',
            (number, at, "bench", "", "import", "", ""),
        )

    def empty(self) -> None:
        """Take back what was appended, which only a bench may."""
        self.base.execute("alter table figures_observation disable trigger user")
        self.base.execute(f"truncate figures_observation, {self.plain}, {self.indexed}")
        self.base.execute("alter table figures_observation enable trigger user")

    def close(self) -> None:
        """Let go."""
        from django.db import connections

        connections.close_all()
        self.base.close()


def _moment(micros: int) -> datetime:
    return EPOCH + timedelta(microseconds=micros)
