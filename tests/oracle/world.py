"""world: all input records folded into facts, and each child's live facts.

The order of lines matters only between copies of one revision: the first stands.
"""

from types import SimpleNamespace

import vocab
from jsontext import Reject
from record import decode


class Fact:
    """All accepted revisions of one fact; the highest is the fact as now known."""

    def __init__(self):
        self.revisions = {}

    @property
    def top(self):
        return self.revisions[max(self.revisions)]

    @property
    def live(self):
        return not self.top.retracted


class Child:
    """One child's live facts, as records of their top revisions."""

    def __init__(self, key):
        self.key = key
        self.episodes, self.interviews, self.assessments, self.decisions = {}, {}, {}, {}
        self.of = {"episode": self.episodes, "interview": self.interviews,
                   "assessment": self.assessments, "decision": self.decisions}

    @property
    def missing(self):
        return [episode for episode in self.episodes.values() if episode.kind == "missing"]

    def covered(self, interview):
        """The live episodes an interview covers, each once."""
        return [self.episodes[i] for i in sorted(set(interview.episodes))
                if i in self.episodes and covers(interview, self.episodes[i])]

    def covering(self, episode):
        return [interview for _, interview in sorted(self.interviews.items())
                if episode.id in interview.episodes and covers(interview, episode)]


def covers(interview, episode):
    return interview.outcome != "completed" or interview.completed_at >= episode.missing_since


def end_of(episode):
    """When an episode ended, or None while it is open."""
    if episode.kind == "away":
        return episode.returned_at
    return episode.found_at if episode.found_at is not None else episode.returned_at


def instant_of(interview):
    """When an interview counts: completed, else offered, else first recorded."""
    for moment in (interview.completed_at, interview.offered_at):
        if moment is not None:
            return moment
    return interview.recorded_at


class World:
    def __init__(self):
        self.facts = {}  # (sort, child, id) -> Fact
        self.accepted = []  # every accepted record, in order
        self.rejects = []  # (file, line number, code, pointer)
        self.count = SimpleNamespace(read=0, duplicate=0, rejected={})
        self.latest = None  # latest recorded_at of what passed the checks

    def read_file(self, name, data):
        lines = data.split(b"\n")
        if lines[-1] == b"":
            lines.pop()  # the newline ends the last line, it begins no other
        for number, line in enumerate(lines, 1):
            self.count.read += 1
            try:
                self.apply(decode(line))
            except Reject as reject:
                seen = self.count.rejected
                seen[reject.code] = seen.get(reject.code, 0) + 1
                self.rejects.append((name, number, reject.code, reject.pointer))

    def apply(self, record):
        if self.latest is None or record.recorded_at > self.latest:
            self.latest = record.recorded_at
        fact = self.facts.setdefault((record.sort, record.child, record.id), Fact())
        first = fact.revisions.get(record.revision)
        if first is None:
            fact.revisions[record.revision] = record
            self.accepted.append(record)
        elif first.content == record.content:
            self.count.duplicate += 1
        else:
            raise Reject("REVISION_CONFLICT", "/revision")

    def children(self):
        found = {}
        for (sort, key, fact_id), fact in sorted(self.facts.items()):
            child = found.setdefault(key, Child(key))
            if fact.live:
                child.of[sort][fact_id] = fact.top
        return list(found.values())

    def rejected_in_order(self):
        return {code: self.count.rejected[code] for code in vocab.CODES
                if code in self.count.rejected}
