"""risk: decided levels, their moves and reviews, and what assessments and interviews say."""

import datetime

import civil
import rules
import scoring
import vocab
from activity import counted, three_in_90_days
from civil import DAY
from levels import born_of, decisions, latest_decision, level_number, moves
from world import instant_of

CELLS = ("none", "low", "medium", "high", "raised", "lowered", "closed", "reviews_overdue",
         "indicated_above_level")
MAYBE_UNKNOWN = ("none", "low", "medium", "high", "reviews_overdue")


def is_adult(child, moment):
    return born_of(child) is not None and civil.age_at(born_of(child), moment) >= 18


def review_due_at(decision):
    """The midnight that ends the day the review is due."""
    day = decision.review_due
    if day is None:
        day = civil.london_date(decision.decided_at) + datetime.timedelta(14)
    return civil.midnight(day + datetime.timedelta(1))


def latest_assessment(child, harm, q, days=None):
    """The latest before T, or that of the days to T: 0 < T - assessed_at <= days."""
    made = [a for a in child.assessments.values() if a.harm == harm and a.assessed_at < q.at_end
            and (days is None or q.at_end - a.assessed_at <= days * DAY)]
    return max(made, key=lambda a: (a.assessed_at, a.id)) if made else None


def of_harm(children, harm, q, known_tools):
    cells = {name: 0 for name in CELLS}
    for child in children:
        latest = latest_decision(child, harm, q.at_end)
        if latest is not None and latest.responsible == q.x:
            if not is_adult(child, q.at_end):
                cells[latest.level] += 1
                if latest.level in ("medium", "high") and q.at_end >= review_due_at(latest):
                    cells["reviews_overdue"] += 1
        for name in {name for d, name in moves(child, harm)
                     if d.responsible == q.x and q.in_period(d.decided_at)}:
            cells[name] += 1
        cells["indicated_above_level"] += is_indicated_above(child, harm, q, latest, known_tools)
    if not any(d.responsible == q.x and d.decided_at < q.at_end
               for child in children for d in decisions(child, harm)):
        for name in MAYBE_UNKNOWN:
            cells[name] = None
    return cells


def is_indicated_above(child, harm, q, latest, known_tools):
    assessment = latest_assessment(child, harm, q, 180)
    if assessment is None:
        return False
    indicated = scoring.level(known_tools, assessment, born_of(child))
    whose = assessment if latest is None else latest
    return whose.responsible == q.x and indicated is not None and indicated > level_number(latest)


def is_of(child, interview, x):
    """An episode the interview covers is X's; one that covers none speaks for itself."""
    covered = child.covered(interview)
    if not covered:
        return interview.responsible == x
    return any(episode.responsible == x for episode in covered)


def naming(child, harm, q):
    """Instants in P at which an interview of an episode of X's named the harm."""
    return [instant_of(i) for i in child.interviews.values()
            if rules.names(i, harm) and q.in_period(instant_of(i)) and is_of(child, i, q.x)]


def named(children, harm, q):
    """A child is not followed up when any one naming was not."""
    found = {"children": 0, "assessed_in_14d": 0, "decided_in_14d": 0, "not_yet_due": 0,
             "not_followed_up": 0}
    for child in children:
        assessed = [a.assessed_at for a in child.assessments.values() if a.harm == harm]
        decided = [d.decided_at for d in decisions(child, harm)]
        answers = set()
        for named_at in naming(child, harm, q):
            answers.add("children")
            follows = {name for name, made in (("assessed_in_14d", assessed),
                                               ("decided_in_14d", decided))
                       if any(0 <= moment - named_at <= 14 * DAY for moment in made)}
            running = named_at + 14 * DAY > q.as_of
            answers |= follows or {"not_yet_due" if running else "not_followed_up"}
        if "not_followed_up" in answers:
            answers.discard("not_yet_due")
        for name in answers:
            found[name] += 1
    return found


def harm_status(children, harm, q):
    found = {name: 0 for name in vocab.HARM_STATUSES + ("not_assessed",)}
    for child in children:
        if counted([child], q):
            latest = latest_assessment(child, harm, q)
            found["not_assessed" if latest is None else latest.harm_status] += 1
    return found


def repeat_missing_unassessed(children, q):
    found = {"neither": 0, "cse": 0, "cce": 0}
    for child in three_in_90_days(children, q):
        unassessed = {harm: latest_assessment(child, harm, q, 180) is None
                      for harm in vocab.HARMS_OF}
        for harm in vocab.HARMS_OF:
            found[harm] += unassessed[harm]
        found["neither"] += all(unassessed.values())
    return found


def is_lowered_then_missing(child, q):
    for harm in vocab.HARMS_OF:
        triggers = [e.missing_since for e in child.missing]
        triggers += [instant_of(i) for i in child.interviews.values()
                     if {code for code, _, _ in i.issues} & vocab.ISSUES_NAMING[harm]]
        for decision, move in moves(child, harm):
            if move in ("lowered", "closed") and decision.responsible == q.x:
                if any(q.in_period(t) and 0 <= t - decision.decided_at <= 90 * DAY
                       for t in triggers):
                    return True
    return False


def measures(children, q, known_tools):
    return {
        **{harm: of_harm(children, harm, q, known_tools) for harm in vocab.HARMS_OF},
        "named": {harm: named(children, harm, q) for harm in vocab.HARMS_OF},
        "harm_status": {harm: harm_status(children, harm, q) for harm in vocab.HARMS_OF},
        "not_decided": sum(rules.is_not_decided(child, q) for child in children),
        "repeat_missing_unassessed": repeat_missing_unassessed(children, q),
        "lowered_then_missing": sum(is_lowered_then_missing(child, q) for child in children),
    }
