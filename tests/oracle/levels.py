"""levels: what people decided, in the order in which they decided it."""

import vocab


def decisions(child, harm):
    """The child's decisions of a harm in the order in which they were made."""
    return sorted((d for d in child.decisions.values() if d.harm == harm),
                  key=lambda d: (d.decided_at, d.id))


def latest_decision(child, harm, before):
    made = [d for d in decisions(child, harm) if d.decided_at < before]
    return made[-1] if made else None


def level_number(decision):
    return 0 if decision is None else vocab.LEVELS.index(decision.level)


def moves(child, harm):
    """(decision, raised | lowered | closed) for each decision that changed the level."""
    level = 0
    for decision in decisions(child, harm):
        new = level_number(decision)
        if new > level:
            yield decision, "raised"
        elif new < level:
            yield decision, "lowered" if new else "closed"
        level = new


def born_of(child):
    """The month of birth on the child's latest episode that has one."""
    known = [e for e in child.episodes.values() if e.born is not None]
    return max(known, key=lambda e: (e.missing_since, e.id)).born if known else None
