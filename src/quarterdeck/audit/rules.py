"""What makes a table append-only, in the words of each database, and the words for what a line of the record tells."""

from collections.abc import Iterator, Mapping

from quarterdeck.core.messages import gettext_noop

REFUSAL = "rows of {table} are never changed or deleted"


def append_only_sql(vendor: str, table: str) -> tuple[str, ...]:
    """Statements that make `table` refuse UPDATE and DELETE. `vendor` is "sqlite" or "postgresql"."""
    refusal = REFUSAL.format(table=table)
    if vendor == "sqlite":
        return tuple(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            for verb in ("UPDATE", "DELETE")
        )
    return (
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()",
    )


# What an act is about.
KINDS: Mapping[str, str] = {
    "account": gettext_noop("account"),
    "area": gettext_noop("unit"),
    "area_event": gettext_noop("change of units"),
    "batch": gettext_noop("batch of figures"),
    "call": gettext_noop("call for difficulties"),
    "catalogue": gettext_noop("catalogue of indicators"),
    "conclusion": gettext_noop("conclusion"),
    "difficulty": gettext_noop("difficulty"),
    "document": gettext_noop("the document"),
    "draft": gettext_noop("draft"),
    "file": gettext_noop("file"),
    "handbook": gettext_noop("entry of the handbook"),
    "incoming": gettext_noop("text that came in"),
    "indicator": gettext_noop("indicator"),
    "notices": gettext_noop("notices"),
    "organisation": gettext_noop("organisation"),
    "post": gettext_noop("post"),
    "review": gettext_noop("review"),
    "sheet_mapping": gettext_noop("mapping of a sheet"),
    "source": gettext_noop("source"),
    "task": gettext_noop("task"),
    "task_group": gettext_noop("collective order"),
    "template": gettext_noop("template"),
    "vintage": gettext_noop("frozen figures"),
    "watch": gettext_noop("case on the watch list"),
}
# What else a line tells.
FIELDS: Mapping[str, str] = {
    "account": gettext_noop("account"),
    "added": gettext_noop("added"),
    "amount": gettext_noop("amount"),
    "answer_en": gettext_noop("answer in English"),
    "answer_vi": gettext_noop("answer in Vietnamese"),
    "area": gettext_noop("unit"),
    "asked": gettext_noop("who was asked"),
    "assessment": gettext_noop("assessment"),
    "before": gettext_noop("before"),
    "body": gettext_noop("body"),
    "call": gettext_noop("call"),
    "changes": gettext_noop("changes"),
    "claims": gettext_noop("statements"),
    "columns": gettext_noop("columns"),
    "day": gettext_noop("day"),
    "difficulties": gettext_noop("difficulties"),
    "difficulty": gettext_noop("difficulty"),
    "document": gettext_noop("the document"),
    "documents": gettext_noop("documents"),
    "draft": gettext_noop("draft"),
    "due": gettext_noop("due"),
    "entries": gettext_noop("entries"),
    "entry": gettext_noop("entry"),
    "event": gettext_noop("event"),
    "file": gettext_noop("file"),
    "from": gettext_noop("from"),
    "given_back": gettext_noop("given back"),
    "heir": gettext_noop("heir"),
    "held": gettext_noop("held by"),
    "holder": gettext_noop("holder"),
    "indicator": gettext_noop("indicator"),
    "indicators": gettext_noop("indicators"),
    "interim_en": gettext_noop("interim answer in English"),
    "interim_vi": gettext_noop("interim answer in Vietnamese"),
    "item": gettext_noop("item"),
    "kind": gettext_noop("kind"),
    "language": gettext_noop("language"),
    "last_batch": gettext_noop("last batch"),
    "lead": gettext_noop("lead"),
    "leads": gettext_noop("leads"),
    "matter": gettext_noop("the matter"),
    "minutes": gettext_noop("minutes planned"),
    "name": gettext_noop("name"),
    "new": gettext_noop("new"),
    "notice": gettext_noop("notice"),
    "number": gettext_noop("number"),
    "old": gettext_noop("old"),
    "organisation": gettext_noop("organisation"),
    "origin": gettext_noop("passed on by"),
    "outcome": gettext_noop("outcome"),
    "owner": gettext_noop("owner"),
    "paper": gettext_noop("paper"),
    "papers": gettext_noop("papers"),
    "paragraph": gettext_noop("paragraph"),
    "place": gettext_noop("place"),
    "post": gettext_noop("post"),
    "posts": gettext_noop("posts"),
    "presenter": gettext_noop("presented by"),
    "proposals": gettext_noop("proposals"),
    "quote": gettext_noop("quotation"),
    "raised_by": gettext_noop("raised by"),
    "receiver": gettext_noop("receiver"),
    "refused": gettext_noop("rows refused"),
    "relations": gettext_noop("relations to other documents"),
    "rhythm": gettext_noop("rhythm"),
    "role": gettext_noop("role"),
    "routed_to": gettext_noop("who answers"),
    "rows": gettext_noop("rows"),
    "screen": gettext_noop("screen"),
    "sheet": gettext_noop("sheet"),
    "speaker": gettext_noop("speaker"),
    "spoken_for": gettext_noop("in the name of"),
    "successions": gettext_noop("successions"),
    "tasks": gettext_noop("tasks"),
    "terms": gettext_noop("terms"),
    "text": gettext_noop("text"),
    "theme": gettext_noop("theme"),
    "tiles": gettext_noop("tiles"),
    "title": gettext_noop("title"),
    "to": gettext_noop("to"),
    "told": gettext_noop("how it was told"),
    "transfers": gettext_noop("transfers"),
    "unit": gettext_noop("unit"),
    "units": gettext_noop("units"),
    "verdict": gettext_noop("verdict"),
    "version": gettext_noop("version"),
    "vintage": gettext_noop("frozen figures"),
    "warned": gettext_noop("warned of"),
    "why": gettext_noop("why"),
    "words": gettext_noop("words"),
}


def told(detail: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What a line tells besides, each with its label; what is empty is left out. A label that is not known is the name
    of the field in words.

    >>> list(told({"raised_by": ["STC", "SXD"], "told": ""}))
    [('raised by', 'STC; SXD')]
    """
    for name, value in detail.items():
        if said := _said(value):
            yield FIELDS.get(name, name.replace("_", " ")), said


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_said(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_said(one) for one in value)
    return "" if value is None or value == "" else str(value)
