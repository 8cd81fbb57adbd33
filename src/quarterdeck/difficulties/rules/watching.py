"""What was done with a case of the watch list."""

from collections.abc import Mapping

from quarterdeck.core.messages import gettext_noop

WATCH_ACTS: Mapping[str, str] = {
    "watch.put_on": gettext_noop("put on the list"),
    "watch.corrected": gettext_noop("corrected"),
    "watch.passed_on": gettext_noop("passed on to the heir of a body that ended"),
    "watch.given_back": gettext_noop("given back to the body that lives on"),
    "watch.taken_off": gettext_noop("taken off by"),
}
