"""civil: instants, London days, ages and periods. Instants are whole seconds since 1970, UTC."""

import calendar
import datetime
import re
import zoneinfo

LONDON = zoneinfo.ZoneInfo("Europe/London")
MINUTE, HOUR, DAY = 60, 3600, 86400
EPOCH = datetime.date(1970, 1, 1)
FIRST = (datetime.date(1990, 1, 1) - EPOCH).days * DAY
LAST = (datetime.date(2100, 1, 1) - EPOCH).days * DAY  # excluded
INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})"
    r"(?:(Z)|([+-])([0-9]{2}):([0-9]{2}))?\Z"
)
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
ANCHOR = datetime.date(2016, 1, 4)


class BadTime(Exception):
    """Its one argument is TIME or TIME_NOOFFSET."""


def instant(text):
    """Read an RFC 3339 instant with an explicit offset, or raise BadTime."""
    found = INSTANT.match(text)
    if not found:
        raise BadTime("TIME")
    year, month, day, hour, minute, second = (int(found.group(i)) for i in range(1, 7))
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        raise BadTime("TIME") from None
    if hour > 23 or minute > 59 or second > 59:
        raise BadTime("TIME")
    offset = 0
    if found.group(8):
        hours, minutes = int(found.group(9)), int(found.group(10))
        if minutes > 59 or hours * 60 + minutes > 14 * 60:
            raise BadTime("TIME")
        offset = (hours * HOUR + minutes * MINUTE) * (1 if found.group(8) == "+" else -1)
    elif not found.group(7):
        raise BadTime("TIME_NOOFFSET")
    seconds = (date - EPOCH).days * DAY + hour * HOUR + minute * MINUTE + second - offset
    if not FIRST <= seconds < LAST:
        raise BadTime("TIME")
    return seconds


def instant_text(seconds):
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def date(text):
    """Read YYYY-MM-DD of 1990 to 2099, or raise BadTime."""
    found = DATE.match(text)
    if not found:
        raise BadTime("TIME")
    try:
        day = datetime.date(*(int(part) for part in found.groups()))
    except ValueError:
        raise BadTime("TIME") from None
    if not 1990 <= day.year <= 2099:
        raise BadTime("TIME")
    return day


def london(seconds):
    """The London clock at an instant."""
    return datetime.datetime.fromtimestamp(seconds, LONDON)


def london_date(seconds):
    return london(seconds).date()


def midnight(day):
    """The instant at which a London day begins."""
    return int(datetime.datetime(day.year, day.month, day.day, tzinfo=LONDON).timestamp())


def is_midnight(seconds):
    return midnight(london_date(seconds)) == seconds


def age(born, day):
    """Whole years on `day` of a child born in the month `born` (year, month).

    The birthday is the last day of the birth month; negative before the birth.
    """
    year, month = born
    last = calendar.monthrange(day.year, month)[1]
    reached = (day.month, day.day) >= (month, last)
    return day.year - year - (0 if reached else 1)


def age_at(born, seconds):
    return age(born, london_date(seconds))


def is_night(seconds):
    return london(seconds).hour <= 4


def touches_night(start, end):
    """Whether some second t with start <= t < max(end, start + 1) has a London hour of 0 to 4.

    London's hour changes only where a UTC hour begins, and any two days hold a night.
    """
    end = max(end, start + 1)
    moments = [start] + list(range(start - start % HOUR + HOUR, min(end, start + 2 * DAY), HOUR))
    return any(is_night(moment) for moment in moments)


class BadPeriod(Exception):
    pass


def period(text, anchor=ANCHOR):
    """kind:start as (kind, first day, day after the last)."""
    kind, _, start = text.partition(":")
    try:
        first = date(start)
    except BadTime:
        raise BadPeriod(text) from None
    if kind == "week" and first.weekday() == 0:
        return kind, first, first + datetime.timedelta(7)
    if kind == "fortnight" and (first - anchor).days % 14 == 0:
        return kind, first, first + datetime.timedelta(14)
    if kind == "month" and first.day == 1:
        return kind, first, months_on(first, 1)
    if kind == "quarter" and first.day == 1 and first.month in (1, 4, 7, 10):
        return kind, first, months_on(first, 3)
    if kind == "year" and (first.month, first.day) == (4, 1):
        return kind, first, months_on(first, 12)
    raise BadPeriod(text)


def months_on(day, count):
    months = day.year * 12 + day.month - 1 + count
    return datetime.date(months // 12, months % 12 + 1, 1)
