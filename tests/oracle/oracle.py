#!/usr/bin/env python3
"""oracle: the summary of a set of records, written from the published measures alone.

Slow and plain on purpose: it holds everything, asks every question of every record, and shares no
line with the programs it checks. Leaves out trend, narrative and issues.pairs.
"""

import argparse
import json
import pathlib
import sys

import activity
import civil
import interviews
import quality
import risk
import scoring
from figures import Question
from record import NewerSchema
from world import World

EX_USAGE, EX_CONFIG = 64, 78


class Config:
    """What the main configuration file and the rules say, as far as the oracle asks them."""

    def __init__(self, value, rules=None):
        self.populations = {authority["code"]: authority.get("population_0_17")
                            for authority in value.get("authorities", [])}
        self.anchor = civil.date(value["anchor"]) if "anchor" in value else civil.ANCHOR
        self.expected_hours = {source["source"]: source["expected_within_hours"]
                               for source in value.get("sources", [])}
        silence = (rules or {}).get("rules", {}).get("source_silent", {})
        self.silence_is_told = silence.get("on", True)


def is_final(q, risk_measures):
    """All clocks of the period have run out."""
    running = sum(risk_measures["named"][harm]["not_yet_due"] for harm in ("cse", "cce"))
    return q.as_of >= q.end + interviews.CLOCK and running == 0


def summary(world, q, config, known_tools, population=None):
    children = world.children()
    risk_measures = risk.measures(children, q, known_tools)
    population = population or config.populations.get(q.x)
    return {
        "schema": "homeward.summary/1",
        "synthetic": any(record.child.startswith("sim.") for record in world.accepted),
        "authority": q.x,
        "period": {"kind": q.kind, "start": str(q.first_day), "end": str(q.day_after)},
        "as_of": civil.instant_text(q.as_of),
        "audience": "team",
        "final": is_final(q, risk_measures),
        "volume": activity.volume(children, q, population),
        "duration": activity.duration(children, q),
        "split": activity.split(children, q),
        "people": activity.people(children, q),
        "when": activity.when(children, q),
        "where": activity.where(children, q),
        "interviews": interviews.measures(children, q),
        "issues": interviews.issues(children, q),
        "risk": risk_measures,
        "trend": [],
        "quality": quality.measures(world, children, q, known_tools, config),
        "narrative": [],
    }


def read(files):
    """A World of (name, bytes) pairs, in order."""
    world = World()
    for name, data in files:
        world.read_file(name, data)
    return world


def reject_lines(world):
    """file:line code pointer, for what could not be read."""
    return [f"{name}:{number} {code} {pointer}".rstrip()
            for name, number, code, pointer in world.rejects]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("inputs", nargs="+", type=pathlib.Path)
    options.add_argument("--authority", required=True)
    options.add_argument("--period", required=True)
    options.add_argument("--as-of")
    options.add_argument("--config", type=pathlib.Path)
    options.add_argument("--rules", type=pathlib.Path, help="only source_silent is asked")
    options.add_argument("--population", type=int)
    options.add_argument("--tools", type=pathlib.Path,
                         default=pathlib.Path(__file__).resolve().with_name("tools"))
    options.add_argument("--rejects", help="write file:line code pointer to this file")
    given = options.parse_args()
    try:
        world = read((str(path), path.read_bytes()) for path in given.inputs)
        as_of = civil.instant(given.as_of) if given.as_of else world.latest
        if as_of is None:
            sys.exit(EX_USAGE)
        config = Config(json.loads(given.config.read_text()) if given.config else {},
                        json.loads(given.rules.read_text()) if given.rules else {})
        q = Question(given.authority, given.period, as_of, config.anchor)
    except NewerSchema:
        sys.exit(EX_CONFIG)
    except (civil.BadPeriod, civil.BadTime):
        sys.exit(EX_USAGE)
    if given.rejects:
        lines = "".join(line + "\n" for line in reject_lines(world))
        pathlib.Path(given.rejects).write_text(lines)
    made = summary(world, q, config, scoring.load(given.tools), given.population)
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
