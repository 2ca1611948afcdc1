"""quality: the whole input read: accounting, flags, sources, completeness."""

import civil
import interviews
import scoring
import vocab
from activity import counted
from civil import DAY, HOUR, instant_text
from figures import percent
from world import end_of

FOREVER = float("inf")


def measures(world, children, q, known_tools, config):
    rejected = world.rejected_in_order()
    accepted = len(world.accepted)
    facts = list(world.facts.values())
    return {
        "read": world.count.read,
        "accepted": accepted,
        "duplicate": world.count.duplicate,
        "rejected": rejected,
        "tombstone": 0,
        "erased": 0,
        "unknown_fields": sum(record.unknown_fields for record in world.accepted),
        "late": sum(is_late(record) for record in world.accepted),
        "revised": sum(len(fact.revisions) >= 2 and fact.live for fact in facts),
        "retracted": sum(not fact.live for fact in facts),
        "orphans": sum(orphans(child) for child in children),
        "flags": flags(facts, children, known_tools),
        "unlinked": None,
        "sources": sources(world.accepted, q, config),
        "completeness": completeness(children, q),
    }


def is_late(record):
    if record.revision != 1 or record.retracted:
        return False
    if record.sort == "episode":
        three = (record.missing_since, record.found_at, record.returned_at)
        moment = max(one for one in three if one is not None)
    elif record.sort == "interview":
        moment = record.completed_at if record.completed_at is not None else record.offered_at
    else:
        moment = record.assessed_at if record.sort == "assessment" else record.decided_at
    return moment is not None and record.recorded_at - moment > 7 * DAY


def orphans(child):
    lost_interviews = sum(len(child.covered(i)) < len(set(i.episodes))
                          for i in child.interviews.values())
    lost_decisions = sum(d.assessment_id is not None and d.assessment_id not in child.assessments
                         for d in child.decisions.values())
    return lost_interviews + lost_decisions


def flags(facts, children, known_tools):
    live = [fact for fact in facts if fact.live]
    episodes = [fact.top for fact in live if fact.top.sort == "episode"]
    born = [e for e in episodes if e.born is not None]
    return {
        "zero_duration": sum(end_of(e) == e.missing_since and e.precision == "minute"
                             for e in episodes),
        "clock_skew": sum(any(moment > fact.top.recorded_at for _, moment in fact.top.instants)
                          for fact in live),
        "overlap": sum(overlapping(child) for child in children),
        "infant": sum(civil.age_at(e.born, e.missing_since) < 5 for e in born),
        "born_after_start": sum(is_born_after_start(e) for e in born),
        "possible_duplicate": sum(possible_duplicates(child) for child in children),
        "missing_to_away": sum(fact.top.kind == "away"
                               and any(r.kind == "missing" for r in fact.revisions.values())
                               for fact in live if fact.top.sort == "episode"),
        "unknown_tool": sum(scoring.tool_of(known_tools, fact.top) is None
                            for fact in live if fact.top.sort == "assessment"),
    }


def is_born_after_start(e):
    day = civil.london_date(e.missing_since)
    return e.born > (day.year, day.month)


def interval(e):
    return e.missing_since, FOREVER if end_of(e) is None else end_of(e)


def overlap(one, other):
    """Half-open intervals; one of no length overlaps only strictly inside another."""
    (start, end), (other_start, other_end) = interval(one), interval(other)
    if start == end and other_start == other_end:
        return False
    if start == end:
        return other_start < start < other_end
    if other_start == other_end:
        return start < other_start < end
    return start < other_end and other_start < end


def overlapping(child):
    episodes = list(child.episodes.values())
    return sum(any(overlap(e, other) for other in episodes if other is not e) for e in episodes)


def possible_duplicates(child):
    episodes = list(child.episodes.values())
    return sum(any(abs(e.missing_since - other.missing_since) <= HOUR and e.source != other.source
                   for other in episodes if other is not e) for e in episodes)


def sources(accepted, q, config):
    """All that sent something, and all that should: one that never did is silent however long."""
    rows = []
    for name in sorted({record.source for record in accepted} | config.expected_hours.keys()):
        records = [record for record in accepted if record.source == name]
        last = max((record.recorded_at for record in records), default=None)
        hours = config.expected_hours.get(name)
        overdue = hours is not None and (last is None or q.at_end - last > hours * HOUR)
        rows.append({
            "source": name,
            "kinds": [kind for kind in vocab.KINDS if any(r.sort == kind for r in records)],
            "records": len(records),
            "last_recorded_at": None if last is None else instant_text(last),
            "expected_within_hours": hours,
            "silent": overdue and config.silence_is_told,
        })
    return rows


def completeness(children, q):
    episodes = counted(children, q)
    due = interviews.due_episodes(children, q, lambda e: e.responsible == q.x)
    completed = [d for d in due if d.best == "completed"]

    def having(field):
        return percent(sum(getattr(e, field) is not None for e in episodes), len(episodes))

    return {
        **{field: having(field)
           for field in ("returned_at", "area", "found_area", "born", "ethnicity")},
        "interview": percent(sum(bool(d.covering) for d in due), len(due)),
        "issue": percent(sum(bool(d.issues - vocab.NOT_AN_ISSUE) for d in completed),
                         len(completed)),
    }
