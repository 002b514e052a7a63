"""Writes recurrences.tsv: random rules with what python-dateutil, an independent implementation, makes of them.

    python3 recurrences.py > recurrences.tsv        (Debian: python3-dateutil)

A line holds the rule, its zone, its local start, and the first occurrences after the start in UTC. All lie before
2024, so that later decisions about time zones change none of them.
"""

import random
import warnings
from datetime import datetime, timedelta, timezone
from itertools import islice

from dateutil import rrule, tz

SEED = 5545
RULES = 1000
SHOWN = 10
END = datetime(2024, 1, 1, tzinfo=timezone.utc)
ZONES = [
    "Europe/Berlin", "Europe/London", "America/New_York", "America/Sao_Paulo", "America/Santiago",
    "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Beirut", "Pacific/Chatham", "UTC",
]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# Hours at which clocks change somewhere, more often than others.
HOURS = [0, 0, 1, 2, 2, 2, 3, 9, 12, 17, 23]

chance = random.Random(SEED)


def some(values, most):
    return sorted(chance.sample(values, chance.randint(1, most)))


def signed(limit, most):
    return some([day for day in range(-limit, limit + 1) if day], most)


def joined(values):
    return ",".join(str(value) for value in values)


def by_days(parts):
    """Days of the week, with numbers where the period allows them."""
    if parts["FREQ"] in ("DAILY", "WEEKLY") or chance.random() < 0.4:
        return joined(some(DAYS, 4))
    weeks = 5 if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts else 53
    return joined(f"{week}{chance.choice(DAYS)}" for week in signed(weeks, 3))


def random_rule():
    frequency = chance.choice(["DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY"])
    parts = {"FREQ": frequency}
    if chance.random() < 0.5:
        parts["INTERVAL"] = chance.choice([2, 2, 3, 4, 5, 6, 10, 12, 18])
    if chance.random() < (0.5 if frequency == "YEARLY" else 0.2):
        parts["BYMONTH"] = joined(some(range(1, 13), 4))
    if frequency != "WEEKLY" and chance.random() < 0.4:
        parts["BYMONTHDAY"] = joined(signed(31, 4))
    if chance.random() < (0.3 if "BYMONTHDAY" in parts else 0.6):
        parts["BYDAY"] = by_days(parts)
    if ("BYDAY" in parts or "BYMONTHDAY" in parts) and chance.random() < 0.3:
        parts["BYSETPOS"] = joined(signed(5, 2))
    if frequency == "WEEKLY" and chance.random() < 0.5:
        parts["WKST"] = chance.choice(DAYS)
    return parts


def local(text_of):
    return text_of.strftime("%Y%m%dT%H%M%S")


def utc(text_of):
    return text_of.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def text(parts):
    return ";".join(f"{name}={value}" for name, value in parts.items())


def occurrences(parts, start, until=None):
    rule = rrule.rrulestr(text(parts), dtstart=start)
    return rule.replace(until=min(until or END, END))


def on_week_start(start, parts):
    """dateutil cuts a first week off at its start before it counts positions; so begin at the week's first day."""
    first = DAYS.index(parts.get("WKST", "MO"))
    return start - timedelta(days=(start.weekday() - first) % 7)


def example():
    parts = random_rule()
    zone = chance.choice(ZONES)
    start = datetime(1995, 1, 1) + timedelta(
        days=chance.randrange(20 * 365), hours=chance.choice(HOURS), minutes=chance.choice([0, 0, 30, 45]))
    start = start.replace(tzinfo=tz.gettz(zone))
    cut_week = parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts
    if cut_week:
        start = on_week_start(start, parts)
    until = None
    ending = chance.random()
    if ending < 0.3 and not cut_week:
        # We count the start; dateutil does where it fits the rule. So begin with a day that does.
        start = next(iter(occurrences(parts, start)), None)
        parts["COUNT"] = chance.choice([1, 2, 3, 5, 8])
    elif ending < 0.5:
        until = start.astimezone(timezone.utc) + timedelta(days=chance.randrange(1, 1500))
        parts["UNTIL"] = utc(until)
    if start is None or not tz.datetime_exists(start):
        return None
    following = []
    for found in occurrences(parts, start, until):
        # A time that clocks skip is read with the offset before the gap: RFC 5545, section 3.3.5.
        found = tz.resolve_imaginary(found)
        if found > start:
            following.append(utc(found))
        if len(following) == SHOWN:
            break
    return "\t".join([text(parts), zone, local(start), *following])


warnings.simplefilter("ignore", DeprecationWarning)
for line in islice(filter(None, iter(example, "")), RULES):
    print(line)
