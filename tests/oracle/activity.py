"""activity: volume, duration, people, when, where and split: missing episodes started in P."""

import civil
import vocab
from civil import DAY, HOUR
from figures import children_of, coded, episodes_and_children, one_decimal
from world import end_of

BANDS = (("under_6h", 6 * HOUR), ("h6_24", DAY), ("h24_48", 2 * DAY), ("d2_7", 7 * DAY),
         ("d7_30", 30 * DAY), ("over_30d", None))
DAY_BANDS = (("d0", 1), ("d1", 2), ("d2", 3), ("d3_7", 8), ("d8_30", 31), ("over_30", None))
AGE_BANDS = (("under_10", 10), ("10_12", 13), ("13_15", 16), ("16_17", None))


def band_of(bands, value):
    """Lower border in, upper border out."""
    return next(name for name, upper in bands if upper is None or value < upper)


def counted(children, q):
    """The missing episodes of volume.missing."""
    return [e for child in children for e in child.missing
            if e.authority == q.x and q.in_period(e.missing_since)]


def three_in_90_days(children, q):
    return [child for child in children if reaches(child, q, 3, 90)]


def reaches(child, q, count, days):
    """Whether a start s in P at X has `count` of the child's starts in [s - days, s]."""
    starts = [e.missing_since for e in child.missing]
    return any(sum(e.missing_since - days * DAY <= s <= e.missing_since for s in starts) >= count
               for e in counted([child], q))


def is_first_time(child, q):
    here = [e.missing_since for e in counted([child], q)]
    return bool(here) and not any(min(here) - 365 * DAY <= e.missing_since < min(here)
                                  for e in child.missing)


def volume(children, q, population):
    episodes = counted(children, q)
    away = [e for child in children for e in child.episodes.values()
            if e.kind == "away" and e.authority == q.x and q.in_period(e.missing_since)]
    still_open = [e for child in children for e in child.missing
                  if e.authority == q.x and e.missing_since < q.at_end
                  and (end_of(e) is None or end_of(e) > q.at_end)]
    per_child = sorted((len(counted([child], q)) for child in children), reverse=True)

    def how_many(count, days):
        return sum(reaches(child, q, count, days) for child in children)

    def rate(number):
        return one_decimal(number * 10000, population) if population else None

    return {
        "missing": episodes_and_children(episodes),
        "away": episodes_and_children(away),
        "open_at_end": len(still_open),
        "first_time_children": sum(is_first_time(child, q) for child in children),
        "repeat": {
            "two_in_period": sum(number >= 2 for number in per_child),
            "three_in_30_days": how_many(3, 30),
            "three_in_90_days": how_many(3, 90),
            "ten_in_365_days": how_many(10, 365),
        },
        "concentration": {"top_ten_children_episodes": sum(per_child[:10])},
        "rate_per_10000": {"episodes": rate(len(episodes)),
                           "children": rate(len(children_of(episodes)))},
    }


def duration(children, q):
    bands = {name: 0 for name, _ in BANDS}
    day_bands = {name: 0 for name, _ in DAY_BANDS}
    still_open = overnight = 0
    for e in counted(children, q):
        end = end_of(e)
        if end is None:
            still_open += 1
        elif e.precision == "minute":
            bands[band_of(BANDS, end - e.missing_since)] += 1
        else:
            days = (civil.london_date(end) - civil.london_date(e.missing_since)).days
            day_bands[band_of(DAY_BANDS, days)] += 1
        if e.precision == "minute":
            until = q.at_end if end is None else end
            overnight += civil.touches_night(e.missing_since, until)
    return {**bands, "open": still_open, "day_precision": day_bands, "overnight": overnight}


def people(children, q):
    ages = {name: 0 for name, _ in AGE_BANDS} | {"not_recorded": 0}
    sexes = {sex: 0 for sex in vocab.SEXES}
    ethnicities = {"not_recorded": 0}
    for child in children:
        here = counted([child], q)
        if not here:
            continue
        first = min(here, key=lambda e: (e.missing_since, e.id))
        if first.born is None:
            ages["not_recorded"] += 1
        else:
            ages[band_of(AGE_BANDS, civil.age_at(first.born, first.missing_since))] += 1
        sexes[first.sex or "not_recorded"] += 1
        ethnicity = first.ethnicity or "not_recorded"
        ethnicities[ethnicity] = ethnicities.get(ethnicity, 0) + 1
    return {"age": ages, "sex": sexes, "ethnicity": ethnicities}


def when(children, q):
    hours, weekdays = [0] * 24, [0] * 7
    for e in counted(children, q):
        if e.precision == "minute":
            clock = civil.london(e.missing_since)
            hours[clock.hour] += 1
            weekdays[clock.weekday()] += 1
    return {"hour": hours, "weekday": weekdays}


def where(children, q):
    episodes = counted(children, q)

    def by(field):
        return coded([(getattr(e, field), e) for e in episodes if getattr(e, field) is not None])

    return {"from": by("area"), "found": by("found_area"), "establishments": by("establishment")}


def group_of(e, x):
    """The group of the split that an episode belongs to, or None."""
    looked_after = e.status == "looked_after"
    if e.authority == x and not looked_after:
        return "home"
    if e.authority == x:
        return "looked_after_own_in_area" if e.responsible == x else "placed_here_by_others"
    if e.responsible == x and looked_after:
        return "looked_after_own_placed_out"
    return None


GROUPS = ("home", "looked_after_own_in_area", "looked_after_own_placed_out",
          "placed_here_by_others")


def split(children, q):
    episodes = [e for child in children for e in child.missing if q.in_period(e.missing_since)]
    return {group: episodes_and_children([e for e in episodes if group_of(e, q.x) == group])
            for group in GROUPS}
