"""What makes a table append-only, in the words of each database."""

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
