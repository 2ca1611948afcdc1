"""figures: counting and rounding, exactly, and the question a summary answers."""

import civil


class Question:
    """X is the authority, [start, end) the period, `at_end` min(end, as_of)."""

    def __init__(self, authority, period, as_of, anchor=civil.ANCHOR):
        self.x = authority
        self.kind, self.first_day, self.day_after = civil.period(period, anchor)
        self.start, self.end = civil.midnight(self.first_day), civil.midnight(self.day_after)
        self.as_of = as_of
        self.at_end = min(self.end, as_of)

    def in_period(self, moment):
        return self.start <= moment < self.end


def half_up(top, bottom):
    """top / bottom to the nearest whole number, halves up; top >= 0, bottom > 0."""
    return (2 * top + bottom) // (2 * bottom)


def one_decimal(top, bottom):
    tenths = half_up(10 * top, bottom)
    return f"{tenths // 10}.{tenths % 10}"


def percent(part, whole):
    return half_up(100 * part, whole) if whole else None


def nearest_rank(values, tenths):
    """The ceil(p*n)-th smallest value, p in tenths; None of nothing."""
    if not values:
        return None
    rank = -(-tenths * len(values) // 10)
    return sorted(values)[rank - 1]


def children_of(episodes):
    return {episode.child for episode in episodes}


def episodes_and_children(episodes):
    return {"episodes": len(episodes), "children": len(children_of(episodes))}


def coded(pairs):
    """[{code, episodes, children}] of (code, episode) pairs, most children first."""
    by_code = {}
    for code, episode in pairs:
        by_code.setdefault(code, {})[episode.child, episode.id] = episode
    rows = [{"code": code, **episodes_and_children(list(episodes.values()))}
            for code, episodes in by_code.items()]
    return sorted(rows, key=lambda row: (-row["children"], -row["episodes"], row["code"]))
