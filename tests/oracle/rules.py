"""rules: the indications of severity high, as (rule, occurred, responsible) of one child.

Only these are needed, for `not_decided`. Rules look at the facts as now known, up to the tick.
"""

import civil
import vocab
from civil import DAY, HOUR
from levels import decisions, latest_decision, moves
from world import end_of, instant_of

NO_HARM = frozenset(("none_disclosed", "not_known"))


def names(interview, harm):
    """Whether an interview names exploitation of a harm, by issue or by harm suffered."""
    issues = {code for code, _, _ in interview.issues}
    return bool(issues & vocab.ISSUES_NAMING[harm]
                or set(interview.harms) & vocab.HARMS_NAMING[harm])


def starts_in_order(episodes):
    return sorted(episodes, key=lambda e: (e.missing_since, e.id))


def is_under_13(e):
    return e.born is not None and civil.age_at(e.born, e.missing_since) < 13


def is_elevated(child, harm, moment):
    latest = latest_decision(child, harm, moment)
    return latest is not None and latest.level in ("medium", "high")


def reached(episodes, count, days):
    """Starts at which the count is reached: again after it fell below, and the 5th, 10th, 20th."""
    ordered = starts_in_order(episodes)
    for i, e in enumerate(ordered):
        now = sum(e.missing_since - other.missing_since <= days * DAY for other in ordered[: i + 1])
        if now == count or (now > count and now in (5, 10, 20)):
            yield e


def missing_now(child, tick):
    for e in child.missing:
        if e.missing_since <= tick and (end_of(e) is None or end_of(e) > tick):
            elevated = any(is_elevated(child, harm, tick) for harm in vocab.HARMS_OF)
            if (is_under_13(e) or elevated or e.police_risk == "high"
                    or tick - e.missing_since >= DAY):
                yield e.missing_since, e.responsible


def over_24_hours(child, tick):
    for e in child.episodes.values():
        for hours in (24, 72, 7 * 24, 28 * 24):
            clock = e.missing_since + hours * HOUR
            if clock <= tick and (end_of(e) is None or end_of(e) > clock):
                yield clock, e.responsible


def three_in_30_days(child, _tick):
    for e in reached(child.missing, 3, 30):
        yield e.missing_since, e.responsible


def under_13_missing(child, _tick):
    for e in child.missing:
        if is_under_13(e):
            yield e.missing_since, e.responsible


def exploitation_named(child, _tick):
    for i in child.interviews.values():
        if any(names(i, harm) for harm in vocab.HARMS_OF):
            yield instant_of(i), i.responsible


def only_away(child, interview):
    covered = child.covered(interview)
    return bool(covered) and all(e.kind == "away" for e in covered)


def harm_while_missing(child, _tick):
    for i in child.interviews.values():
        if set(i.harms) - NO_HARM and not only_away(child, i):
            yield instant_of(i), i.responsible


def named_not_followed_up(child, tick):
    for i in child.interviews.values():
        for harm in vocab.HARMS_OF:
            named_at, clock = instant_of(i), instant_of(i) + 14 * DAY
            made = [a.assessed_at for a in child.assessments.values() if a.harm == harm]
            made += [d.decided_at for d in decisions(child, harm)]
            if (names(i, harm) and not only_away(child, i) and clock <= tick
                    and not any(named_at <= moment <= clock for moment in made)):
                yield clock, i.responsible


def harm_known_level_low(child, tick):
    for harm in vocab.HARMS_OF:
        made = [a for a in child.assessments.values() if a.harm == harm and a.assessed_at < tick]
        latest = max(made, key=lambda a: (a.assessed_at, a.id)) if made else None
        if latest and latest.harm_status == "known" and not is_elevated(child, harm, tick):
            yield latest.assessed_at, latest.responsible


def repeat_missing_unassessed(child, _tick):
    for harm in vocab.HARMS_OF:
        for e in reached(child.missing, 3, 90):
            if not any(a.harm == harm and 0 <= e.missing_since - a.assessed_at <= 180 * DAY
                       for a in child.assessments.values()):
                yield e.missing_since, e.responsible


def missing_while_elevated(child, _tick):
    for harm in vocab.HARMS_OF:
        made = decisions(child, harm)
        for decision, following in zip(made, made[1:] + [None]):
            starts = [e for e in starts_in_order(child.episodes.values())
                      if e.missing_since > decision.decided_at
                      and (following is None or e.missing_since <= following.decided_at)]
            if decision.level in ("medium", "high") and starts:
                yield starts[0].missing_since, starts[0].responsible


def lowered_then_missing(child, _tick):
    for harm in vocab.HARMS_OF:
        triggers = [(e.missing_since, e.responsible) for e in child.episodes.values()]
        triggers += [(instant_of(i), i.responsible) for i in child.interviews.values()
                     if names(i, harm)]
        for decision, move in moves(child, harm):
            for moment, responsible in triggers:
                if move != "raised" and 0 <= moment - decision.decided_at <= 90 * DAY:
                    yield moment, responsible


def lowered_against_evidence(child, _tick):
    for harm in vocab.HARMS_OF:
        named_at = [instant_of(i) for i in child.interviews.values() if names(i, harm)]
        for decision, move in moves(child, harm):
            if move != "raised" and any(0 <= decision.decided_at - t <= 14 * DAY for t in named_at):
                yield decision.decided_at, decision.responsible


HIGH = (missing_now, over_24_hours, three_in_30_days, under_13_missing, exploitation_named,
        harm_while_missing, named_not_followed_up, harm_known_level_low,
        repeat_missing_unassessed, missing_while_elevated, lowered_then_missing,
        lowered_against_evidence)


def high_indications(child, tick):
    for rule in HIGH:
        for occurred, responsible in rule(child, tick):
            if occurred < tick:
                yield rule.__name__, occurred, responsible


def is_not_decided(child, q):
    """Some high indication of X's in P with no decision of any harm since, before T."""
    made = [d.decided_at for d in child.decisions.values()]
    return any(responsible == q.x and q.start <= occurred
               and not any(occurred <= moment < q.at_end for moment in made)
               for _, occurred, responsible in high_indications(child, q.at_end))
