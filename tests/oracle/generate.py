#!/usr/bin/env python3
"""generate: small, nasty sets of records from a seed: few children and ids, and many borders.

Instants are made from each other by the distances that measures ask about (72 h, 30 d, ...), give
or take a second, so that what lies exactly on a border is common and not a stroke of luck.
"""

import argparse
import json
import pathlib
import random

import civil
import spoil
import vocab
from civil import DAY, HOUR

PERIODS = (
    "week:2016-03-21", "week:2016-10-24", "fortnight:2016-03-14", "fortnight:2016-10-24",
    "month:2016-02-01", "month:2016-03-01", "month:2016-10-01", "quarter:2016-01-01",
    "quarter:2016-10-01", "year:2016-04-01", "year:2015-04-01", "month:1995-10-01",
)
AUTHORITIES = ("E06000047", "E06000001", "E08000037")
AREAS = ("E05000001", "E05000002", "E01020634")
SOURCES = ("police", "home-1", "council")
NEVER_HEARD_FROM = ("youth-justice", "Hospital", "home-10")
CLOCK_CHANGES = ("1995-10-22T01:00:00Z", "2016-03-27T01:00:00Z", "2016-10-30T01:00:00Z",
                 "2017-03-26T01:00:00Z", "2015-10-25T01:00:00Z")
STEPS = (0, HOUR, 5 * HOUR, 6 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY,
         180 * DAY, 365 * DAY)


class Case:
    """One set of records and the question to ask of it."""

    def __init__(self, seed, tools):
        self.random = random.Random(seed)
        self.tools = tools  # the risk tools known, by (id, version, harm)
        pick = self.random.choice
        self.authority = pick(AUTHORITIES)
        self.period = pick(PERIODS)
        _, first, after = civil.period(self.period)
        self.start, self.end = civil.midnight(first), civil.midnight(after)
        self.population = pick((None, None, 1, 3, 16384, 99999))
        self.config = self.configuration()
        self.rules = None
        if self.chance(0.1):
            silence = {"on": self.chance(0.3), "severity": "medium"}
            self.rules = {"schema": "homeward.rules/1", "rules": {"source_silent": silence}}
        self.moments = [self.start, self.end, self.end]
        self.moments += [civil.instant(text) for text in CLOCK_CHANGES
                         if self.start <= civil.instant(text) < self.end]
        self.children = ["k1.child" + str(i) for i in range(pick((1, 1, 2, 4)))]
        if self.chance(0.05):
            self.children.append("sim.child")
        self.of_child = {}  # instants of a child's facts, to be met again
        self.facts = []  # latest record made of each fact
        self.lines = []
        for _ in range(pick((4, 8, 15, 30, 60, 120))):
            self.add()
        self.as_of = None
        if self.chance(0.8):
            self.as_of = self.question_time()
        self.files = self.split()

    def chance(self, part):
        return self.random.random() < part

    def question_time(self):
        """An as_of: about the end of the period, or where a clock of some record runs out."""
        pick = self.random.choice
        if self.chance(0.5):
            return self.near(pick((self.end, self.end + 10 * DAY, self.moment())),
                             (0, HOUR, DAY, 3 * DAY, 14 * DAY, 17 * DAY, 30 * DAY))
        field = pick(("recorded_at", "returned_at", "completed_at", "offered_at", "missing_since"))
        told = [r[field] for r in self.facts if r.get(field)]
        begun = civil.instant(pick(told)) if told else self.end
        return begun + pick((0, HOUR, DAY, 3 * DAY, 3 * DAY, 14 * DAY, 14 * DAY, 30 * DAY))

    def configuration(self):
        """The main configuration, or None for the default one."""
        if self.chance(0.5):
            return None
        authorities = [{"code": code} for code in AUTHORITIES]
        for authority in authorities:
            if self.chance(0.7):
                authority["population_0_17"] = self.random.randint(1, 2000)
        sources = [{"source": source, "expected_within_hours": self.random.choice((1, 24, 720))}
                   for source in SOURCES + NEVER_HEARD_FROM
                   if self.chance(0.7 if source in SOURCES else 0.2)]
        self.random.shuffle(sources)
        return {"schema": "homeward.config/1", "authorities": authorities, "sources": sources}

    def near(self, moment, steps=STEPS):
        """A moment one of the steps away from another, often exactly."""
        away = self.random.choice(steps) * self.random.choice((1, 1, 1, -1))
        away += self.random.choice((0, 0, 0, -1, 1, self.random.randrange(-20 * HOUR, 20 * HOUR)))
        return moment + away

    def inside(self):
        return self.random.randrange(self.start, self.end)

    def moment(self, child=None):
        """Some instant: inside the period, or near one that was used before, best the child's."""
        moment = self.inside()
        if child in self.of_child and self.chance(0.5):
            moment = self.near(self.random.choice(self.of_child[child]))
            if self.chance(0.2):
                days = self.random.choice((14, 30, 90, 90, 365, 365))
                moment = self.random.choice(self.of_child[child]) + days * DAY
        elif self.chance(0.6):
            moment = self.near(self.random.choice(self.moments))
        return self.used(moment, child)

    def used(self, moment, child=None):
        """Remember a moment, unless it leads too far away."""
        if self.start - 400 * DAY <= moment < self.end + 100 * DAY:
            (self.of_child.setdefault(child, []) if child else self.moments).append(moment)
        return moment

    def after(self, moment):
        """At or after a moment, mostly by a step; now and then before it."""
        later = self.near(moment, STEPS if self.chance(0.2) else STEPS[:8])
        if later < moment and not self.chance(0.03):
            later = 2 * moment - later
        return later

    def say(self, moment):
        """An instant as text, with one of many offsets."""
        offset = self.random.choice((0, 0, 0, 60, 60, -300, 330, 359, 840, -840))
        text = civil.instant_text(moment + offset * 60)
        if offset == 0:
            return self.random.choice((text, text[:-1] + "+00:00", text[:-1] + "-00:00"))
        sign = "+" if offset > 0 else "-"
        return f"{text[:-1]}{sign}{abs(offset) // 60:02}:{abs(offset) % 60:02}"

    def maybe(self, record, name, value, part=0.5):
        if self.chance(part):
            record[name] = value
        elif self.chance(0.1):
            record[name] = None

    def some(self, codes, most):
        return self.random.sample(codes, self.random.randint(0, min(most, len(codes))))

    def add(self):
        """One more line: a new fact, a new revision, or a copy, now and then spoilt."""
        if self.facts and self.chance(0.08):
            record = self.copy(self.random.choice(self.facts))
        elif self.facts and self.chance(0.25):
            record = self.revise(self.random.choice(self.facts))
        else:
            record = self.new_fact()
        line = self.write(record)
        if self.chance(0.06):
            line = spoil.line(self.random, record, line)
        self.lines.append(line)

    def write(self, record):
        names = list(record)
        if self.chance(0.3):
            self.random.shuffle(names)
        value = {name: record[name] for name in names}
        tight = (",", ":") if self.chance(0.5) else None
        return json.dumps(value, separators=tight, ensure_ascii=self.chance(0.5)).encode()

    def new_fact(self):
        makers = (self.episode, self.episode, self.episode, self.interview, self.interview,
                  self.interview, self.assessment, self.decision)
        record = self.random.choice(makers)(self.random.choice(self.children))
        self.facts.append(record)
        return record

    def an_id(self, letter):
        """Mostly a new one; now and then one that another child or record may have."""
        number = self.random.randrange(1, 6) if self.chance(0.1) else len(self.lines) + 6
        return letter + str(number)

    def envelope(self, sort, child, latest, fact_id):
        recorded = latest + self.random.choice(
            (0, 1, -1, HOUR, DAY, 7 * DAY, 7 * DAY + 1, -DAY, 30 * DAY))
        if self.chance(0.01):
            recorded = latest - DAY - 1
        return {
            "schema": f"homeward.{sort}/1",
            "event_id": f"ev{self.random.randrange(10**6)}",
            "source": self.random.choice(SOURCES),
            "recorded_at": self.say(recorded),
            "revision": self.random.choice((1, 1, 1, 1, 2, 3)),
            "child": child,
            sort + "_id": fact_id,
        }

    def revise(self, old):
        """The same fact said again: a higher revision, a withdrawal, or a contradiction."""
        sort = sort_of(old)
        keep = old[sort + "_id"]
        record = dict(old) if self.chance(0.4) else getattr(self, sort)(old["child"])
        record[sort + "_id"] = keep
        record["revision"] = max(1, old["revision"] + self.random.choice((1, 1, 1, 2, 0, -1)))
        if self.chance(0.4):
            record["retracted"] = self.random.choice((True, True, False))
        self.facts.append(record)
        return record

    def copy(self, old):
        """The same revision again: the same content said otherwise, or nearly the same."""
        record = dict(old)
        record["event_id"] = f"ev{self.random.randrange(10**6)}"
        if self.chance(0.5):
            record["source"] = self.random.choice(SOURCES)
        for name in ("missing_since", "returned_at", "completed_at", "decided_at", "recorded_at"):
            if record.get(name) and self.chance(0.3):
                record[name] = self.say(civil.instant(record[name]))
        if self.chance(0.3):
            record.setdefault("retracted", False)
        if sort_of(record) == "episode" and self.chance(0.3):
            record.setdefault("precision", "minute")
        if self.chance(0.3):
            record["later_field"] = [{"x": 1}, None, "\u00e9"]
        if self.chance(0.2):
            record["responsible"] = self.random.choice(AUTHORITIES)
        return record

    def episode(self, child):
        pick = self.random.choice
        day = self.chance(0.15)

        def settle(moment):
            return civil.midnight(civil.london_date(moment)) if day else moment

        start = settle(self.moment(child))
        times = {"missing_since": start}
        if self.chance(0.3):
            times["reported_at"] = settle(self.near(start, (0, HOUR, DAY)))
        if self.chance(0.6):
            times["found_at"] = settle(self.after(start))
        if self.chance(0.7):
            times["returned_at"] = settle(self.after(times.get("found_at", start)))
        self.used(max(times.values()), child)
        status = pick(vocab.STATUSES + ("looked_after", "looked_after"))
        record = self.envelope("episode", child, max(times.values()), self.an_id("e"))
        record["kind"] = "missing"
        if self.chance(0.25 if status == "looked_after" else 0.01):
            record["kind"] = "away"
        record.update({name: self.say(moment) for name, moment in times.items()})
        record["authority"] = pick((self.authority, self.authority, pick(AUTHORITIES)))
        record["responsible"] = pick((self.authority, self.authority, pick(AUTHORITIES)))
        record["status"] = status
        if day:
            record["precision"] = "day"
        self.maybe(record, "born", self.born(pick(list(times.values()))))
        self.maybe(record, "sex", pick(vocab.SEXES))
        self.maybe(record, "ethnicity", pick(vocab.ETHNICITIES))
        self.maybe(record, "place", pick(vocab.PLACES), 0.3)
        self.maybe(record, "establishment", pick(("SC123456", "12345", "EY1234567")), 0.3)
        self.maybe(record, "area", pick(AREAS))
        self.maybe(record, "found_area", pick(AREAS), 0.3)
        self.maybe(record, "found_authority", pick(AUTHORITIES), 0.3)
        self.maybe(record, "police_risk", pick(vocab.POLICE_RISKS), 0.3)
        self.maybe(record, "returned_by", pick(vocab.RETURNED_BY), 0.3)
        self.maybe(record, "companions", self.some(self.children + ["k1.friend"], 3), 0.2)
        self.maybe(record, "disability", pick(vocab.DISABILITIES), 0.2)
        self.maybe(record, "markers", self.some(vocab.MARKERS, 3), 0.2)
        return record

    def born(self, moment):
        """A month of birth that makes an age band or a birthday fall near the moment."""
        day = civil.london_date(moment)
        years = self.random.choice((0, 5, 10, 13, 16, 17, 18, 18, 15))
        month = day.month + self.random.choice((0, 0, 0, 1, -1, 5))
        year = day.year - years + (month - 1) // 12
        if years == 18 and month == day.month and not self.chance(0.3):
            month += 1
            year = day.year - years + (month - 1) // 12
        return f"{year:04}-{(month - 1) % 12 + 1:02}"

    def episodes_of(self, child):
        return [r for r in self.facts if sort_of(r) == "episode" and r["child"] == child]

    def interview(self, child):
        pick = self.random.choice
        known = self.episodes_of(child)
        listed = [pick(known)["episode_id"] for _ in range(pick((1, 1, 2, 3)))] if known else []
        if not listed or self.chance(0.1):
            listed.append(f"e{self.random.randrange(1, 12)}")
        listed = list(dict.fromkeys(listed))
        back = self.moment()
        if known:
            back = self.back(next(r for r in known if r["episode_id"] == listed[0]))
        outcome = pick(vocab.OUTCOMES + ("completed", "completed", "not_offered"))
        times = {}
        if self.chance(0.6):
            times["offered_at"] = self.near(back, (0, HOUR, DAY, 3 * DAY, 3 * DAY, 7 * DAY))
        if outcome == "completed":
            times["completed_at"] = self.near(back, (0, HOUR, DAY, 3 * DAY, 3 * DAY, 7 * DAY))
        latest = self.used(max(times.values(), default=back), child)
        record = self.envelope("interview", child, latest, self.an_id("i"))
        record["episodes"] = listed
        record["responsible"] = pick(AUTHORITIES)
        record["outcome"] = outcome
        record.update({name: self.say(moment) for name, moment in times.items()})
        either = vocab.DECLINE_REASONS + vocab.NOT_OFFERED_REASONS
        self.maybe(record, "reason", pick(vocab.REASONS_FOR.get(outcome, either)))
        self.maybe(record, "independent", pick((True, False)))
        self.maybe(record, "interviewer", pick(vocab.ROLES), 0.3)
        self.maybe(record, "issues", self.issues(), 0.6)
        self.maybe(record, "harms", self.some(vocab.HARMS, 2), 0.4)
        self.maybe(record, "actions", self.some(vocab.ACTIONS, 2), 0.4)
        return record

    def back(self, episode):
        text = episode.get("returned_at") or episode.get("found_at") or episode["missing_since"]
        return civil.instant(text)

    def issues(self):
        often = ("cse_concern", "trafficking_concern", "gang", "debt", "not_known",
                 "declined_to_say")
        codes = self.some(often, 2) + self.some(vocab.ISSUES, 2)
        return [{"code": code, "source": self.random.choice(vocab.ISSUE_SOURCES),
                 "confidence": self.random.choice(vocab.CONFIDENCES)}
                | ({"extra": True} if self.chance(0.1) else {}) for code in dict.fromkeys(codes)]

    def assessment(self, child):
        pick = self.random.choice
        at = self.moment(child)
        if self.chance(0.1):
            at = self.end - 180 * DAY
        record = self.envelope("assessment", child, at, self.an_id("a"))
        harm = pick(vocab.HARMS_OF)
        key = ("seraf", "none", harm)
        items = ["going_missing", "other_item"]
        if self.tools and self.chance(0.9):
            key = pick(sorted(self.tools))
            items = [item["code"] for item in self.tools[key]["items"]]
        most = pick((1, 2, 4, 64))
        record.update({
            "responsible": pick(AUTHORITIES), "harm": key[2] if self.chance(0.95) else harm,
            "tool": key[0], "tool_version": key[1], "assessed_at": self.say(at),
            "items": [{"item": item, "when": pick(vocab.ITEM_WHENS + ("current",))}
                      for item in self.some(items, most)],
            "assessor": pick(vocab.ROLES), "harm_status": pick(vocab.HARM_STATUSES),
        })
        self.maybe(record, "models", self.some(vocab.MODELS, 3), 0.3)
        return record

    def decision(self, child):
        pick = self.random.choice
        at = self.moment(child)
        record = self.envelope("decision", child, at, self.an_id("d"))
        record.update({
            "responsible": pick((self.authority, pick(AUTHORITIES))),
            "harm": pick(vocab.HARMS_OF), "level": pick(vocab.LEVELS), "decided_at": self.say(at),
            "decider": pick(vocab.ROLES), "panel": "panel-1", "rationale": pick(vocab.RATIONALES),
        })
        due = civil.london_date(self.near(self.end, (0, DAY, 2 * DAY, 14 * DAY)))
        made = [r["assessment_id"] for r in self.facts if sort_of(r) == "assessment"]
        self.maybe(record, "assessment_id", pick(made + ["a1"]), 0.4)
        self.maybe(record, "review_due", str(due), 0.4)
        self.maybe(record, "actions", self.some(vocab.ACTIONS, 2), 0.3)
        self.maybe(record, "action_due", str(due), 0.2)
        self.maybe(record, "considered", ["sig1", "sig2"], 0.2)
        return record

    def split(self):
        """The lines as one to three files, as bytes; the last newline may be missing."""
        count = self.random.choice((1, 1, 2, 3))
        cuts = sorted(self.random.randint(0, len(self.lines)) for _ in range(count - 1))
        files = []
        for begin, end in zip([0] + cuts, cuts + [len(self.lines)]):
            ending = b"\r\n" if self.chance(0.1) else b"\n"
            data = b"".join(line + ending for line in self.lines[begin:end])
            files.append(data[: -len(ending)] if data and self.chance(0.1) else data)
        return files


def sort_of(record):
    return record["schema"].split(".")[1].split("/")[0]


def main():
    import scoring

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--tools", type=pathlib.Path,
                         default=pathlib.Path(__file__).resolve().with_name("tools"))
    given = options.parse_args()
    case = Case(given.seed, scoring.load(given.tools))
    given.folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(case.files):
        (given.folder / f"{number}.ndjson").write_bytes(data)
    as_of = f" --as-of {civil.instant_text(case.as_of)}" if case.as_of is not None else ""
    print(f"--authority {case.authority} --period {case.period}{as_of}")


if __name__ == "__main__":
    main()
