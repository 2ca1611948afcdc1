"""interviews: return home interviews of missing episodes whose return lies in P, and issues."""

import civil
import vocab
from activity import GROUPS
from civil import DAY, HOUR
from figures import children_of, coded, nearest_rank, one_decimal

CLOCK = 72 * HOUR
OFFERED = ("completed", "declined", "refused_on_arrival", "not_present", "no_reply")
ACCEPTED = ("completed", "refused_on_arrival", "not_present")
BEST_FIRST = ("completed", "declined", "refused_on_arrival", "not_present", "no_reply",
              "pending_offered", "not_offered", "pending", "none")


def outcome_of(interview):
    if interview.outcome == "pending" and interview.offered_at is not None:
        return "pending_offered"
    return interview.outcome


def best_outcome(covering):
    return min([outcome_of(i) for i in covering] + ["none"], key=BEST_FIRST.index)


def return_of(e):
    return e.returned_at if e.returned_at is not None else e.found_at


def is_counted(e, q):
    """In P by return, and under 18 then where that is known. Whose it is, is asked elsewhere."""
    back = return_of(e)
    if back is None or not q.in_period(back):
        return False
    return e.born is None or civil.age_at(e.born, back) < 18


def group_of(e, x):
    if e.responsible == x:
        if e.status != "looked_after":
            return "home"
        return "looked_after_own_in_area" if e.authority == x else "looked_after_own_placed_out"
    if e.authority == x and e.status == "looked_after":
        return "placed_here_by_others"
    return None


class Due:
    """One due episode with the interviews that cover it."""

    def __init__(self, e, child):
        self.e, self.back = e, return_of(e)
        self.covering = child.covering(e)
        self.best = best_outcome(self.covering)

    @property
    def completing(self):
        return min((i for i in self.covering if i.outcome == "completed"),
                   key=lambda i: (i.completed_at, i.id))

    @property
    def waited(self):
        return max(0, self.completing.completed_at - self.back)

    @property
    def timing(self):
        if self.e.precision == "day":
            return "not_timed"
        return "within_72h" if self.waited <= CLOCK else "late"

    @property
    def deciding(self):
        """The latest offered of the interviews with the best outcome; ties: greatest id."""
        best = [i for i in self.covering if outcome_of(i) == self.best]
        return max(best, key=lambda i: (i.offered_at is not None, i.offered_at or 0, i.id))

    @property
    def issues(self):
        return {code for i in self.covering for code, _, _ in i.issues}

    def any(self, test):
        return any(test(i) for i in self.covering)


def due_episodes(children, q, wanted):
    return [Due(e, child) for child in children for e in child.missing
            if wanted(e) and is_counted(e, q) and return_of(e) + CLOCK <= q.as_of]


def measures(children, q):
    def by_group(group):
        return lambda e: group_of(e, q.x) == group

    result = of_some(children, q, lambda e: e.responsible == q.x)
    result["by"] = {group: of_some(children, q, by_group(group)) for group in GROUPS}
    return result


def of_some(children, q, wanted):
    all_of_them = [e for child in children for e in child.missing if wanted(e)]
    counted = [e for e in all_of_them if is_counted(e, q)]
    due = due_episodes(children, q, wanted)
    completed = [d for d in due if d.best == "completed"]
    declined = [d for d in due if d.best in ("declined", "refused_on_arrival")]
    overdue = [d for d in due if d not in completed and d not in declined]
    timed = [d.waited for d in completed if d.timing != "not_timed"]

    def hours(tenths):
        seconds = nearest_rank(timed, tenths)
        return None if seconds is None else one_decimal(seconds, HOUR)

    def with_timing(name):
        return sum(d.timing == name for d in completed)

    return {
        "due": len(due),
        "not_yet_due": len(counted) - len(due),
        "return_assumed": sum(e.returned_at is None for e in counted),
        "still_missing": sum(return_of(e) is None and e.missing_since < q.at_end - DAY
                             for e in all_of_them),
        "offered": sum(d.any(lambda i: outcome_of(i) in OFFERED + ("pending_offered",))
                       for d in due),
        "offered_in_72h": sum(d.any(lambda i: i.offered_at is not None
                                    and i.offered_at <= d.back + CLOCK) for d in due),
        "accepted": sum(d.any(lambda i: i.outcome in ACCEPTED) for d in due),
        "completed": len(completed),
        "within_72h": with_timing("within_72h"),
        "late": with_timing("late"),
        "not_timed": with_timing("not_timed"),
        "overdue": len(overdue),
        "declined": len(declined),
        "not_offered": sum(d.best == "not_offered" for d in overdue),
        "reasons": reasons(due),
        "harms": coded([(code, d.e) for d in due for i in d.covering for code in i.harms]),
        "actions": coded([(code, d.e) for d in due for i in d.covering for code in i.actions]),
        "third_party_information": sum(
            d not in completed
            and d.any(lambda i: any(source != "child" for _, source, _ in i.issues))
            for d in due),
        "independent": sum(d.completing.independent is True for d in completed),
        "hours_to_completion": {"median": hours(5), "p90": hours(9)},
    }


def reasons(due):
    declined = {code: 0 for code in vocab.DECLINE_REASONS + ("not_recorded",)}
    not_offered = {code: 0 for code in vocab.NOT_OFFERED_REASONS + ("not_recorded",)}
    for d in due:
        if d.best in ("declined", "refused_on_arrival"):
            declined[d.deciding.reason or "not_recorded"] += 1
        if d.best == "not_offered":
            not_offered[d.deciding.reason or "not_recorded"] += 1
    return {"declined": declined, "not_offered": not_offered}


def issues(children, q):
    due = due_episodes(children, q, lambda e: e.responsible == q.x)
    told = [d.e for d in due if d.issues - vocab.NOT_AN_ISSUE]
    return {
        "coverage": {
            "episodes_due": len(due),
            "episodes_with_issues": len(told),
            "episodes_none_recorded": sum(not d.issues for d in due),
            "children": len(children_of(d.e for d in due)),
            "children_with_issues": len(children_of(told)),
        },
        "codes": coded([(code, d.e) for d in due for code in d.issues]),
        "pairs": [],
    }
