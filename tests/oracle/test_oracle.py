#!/usr/bin/env python3
"""test_oracle: the oracle held to stories worked out by hand, and to a published event vector."""

import json
import pathlib
import unittest

import civil
import oracle
import scoring
from figures import Question, nearest_rank, one_decimal, percent

X, Y = "E06000047", "E06000001"
TOOL = {
    "id": "small", "version": "1", "harm": "cse",
    "items": [{"code": "one", "group": "g", "weight": {"current": 5, "past": 1, "both": 6}},
              {"code": "two", "group": "g", "weight": {"lifetime": 1, "current": 1}}],
    "categories": [{"from": 0, "category": 1, "level": "none"},
                   {"from": 6, "category": 2, "level": "low"},
                   {"from": 11, "category": 3, "level": "medium"}],
    "overrides": [{"when": {"age_under": 13}, "level_at_least": "medium", "basis": "b"}],
}
TOOLS = {("small", "1", "cse"): TOOL}


def episode(number, start, found=None, returned=None, **more):
    return {"schema": "homeward.episode/1", "event_id": "x", "source": "s", "revision": 1,
            "recorded_at": "2016-12-31T00:00:00Z", "child": "c1", "episode_id": f"e{number}",
            "kind": "missing", "missing_since": start, "found_at": found, "returned_at": returned,
            "authority": X, "responsible": X, "status": "home"} | more


def interview(number, episodes, outcome, **more):
    return {"schema": "homeward.interview/1", "event_id": "x", "source": "s", "revision": 1,
            "recorded_at": "2016-12-31T00:00:00Z", "child": "c1", "interview_id": f"i{number}",
            "episodes": episodes, "responsible": X, "outcome": outcome} | more


def decision(number, level, at, **more):
    return {"schema": "homeward.decision/1", "event_id": "x", "source": "s", "revision": 1,
            "recorded_at": "2016-12-31T00:00:00Z", "child": "c1", "decision_id": f"d{number}",
            "responsible": X, "harm": "cse", "level": level, "decided_at": at,
            "decider": "panel_chair", "panel": "p1", "rationale": "other"} | more


def assessment(number, at, items, **more):
    return {"schema": "homeward.assessment/1", "event_id": "x", "source": "s", "revision": 1,
            "recorded_at": "2016-12-31T00:00:00Z", "child": "c1", "assessment_id": f"a{number}",
            "responsible": X, "harm": "cse", "tool": "small", "tool_version": "1",
            "assessed_at": at, "assessor": "social_worker", "harm_status": "known",
            "items": [{"item": item, "when": when} for item, when in items]} | more


def lines(records):
    return b"".join(r if isinstance(r, bytes) else json.dumps(r).encode() + b"\n" for r in records)


def summary(records, period="month:2016-03-01", as_of=None, x=X, config=None, population=None):
    world = oracle.read([("f", lines(records))])
    q = Question(x, period, civil.instant(as_of) if as_of else world.latest)
    return oracle.summary(world, q, oracle.Config(config or {}), TOOLS, population)


def rejects(*records):
    return [(code, pointer) for _, _, code, pointer in oracle.read([("f", lines(records))]).rejects]


class Time(unittest.TestCase):
    def test_london_midnights_follow_summer_time(self):
        q = Question(X, "week:2016-03-21", 0)
        self.assertEqual((q.end - q.start) // 3600, 7 * 24 - 1)
        self.assertEqual(civil.instant_text(q.end), "2016-03-27T23:00:00Z")

    def test_the_birthday_is_the_last_day_of_the_birth_month(self):
        self.assertEqual(civil.age((2000, 4), civil.date("2018-04-29")), 17)
        self.assertEqual(civil.age((2000, 4), civil.date("2018-04-30")), 18)
        self.assertEqual(civil.age((2000, 2), civil.date("2018-02-28")), 18)
        self.assertEqual(civil.age((2016, 12), civil.date("2016-03-01")), -1)

    def test_a_night_is_local(self):
        def night(start, end):
            return civil.touches_night(civil.instant(start), civil.instant(end))

        self.assertTrue(night("2016-07-01T03:59:59Z", "2016-07-01T03:59:59Z"))  # 04:59:59 BST
        self.assertFalse(night("2016-07-01T04:00:00Z", "2016-07-01T23:00:00Z"))
        self.assertTrue(night("2016-07-01T04:00:00Z", "2016-07-01T23:00:01Z"))

    def test_only_periods_that_begin_where_they_should_exist(self):
        for text in ("week:2016-03-22", "fortnight:2016-01-11", "quarter:2016-02-01",
                     "year:2016-01-01", "day:2016-01-01", "month:2016-1-1"):
            with self.assertRaises(civil.BadPeriod):
                civil.period(text)

    def test_rounding_is_half_up_and_ranks_are_nearest(self):
        self.assertEqual(one_decimal(1, 20), "0.1")
        self.assertEqual(one_decimal(665 * 10000, 100300), "66.3")
        self.assertEqual(percent(1, 200), 1)
        self.assertEqual([nearest_rank([4, 1, 3, 2], p) for p in (5, 9)], [2, 4])


class Checks(unittest.TestCase):
    START = "2016-03-05T10:00:00Z"

    def one(self, **more):
        found = rejects(episode(1, self.START) | more)
        return found[0] if found else None

    def test_bytes_and_parser(self):
        good = lines([episode(1, self.START)])[:-2]
        cases = ((b"\n", "EMPTY"), (b"\xef\xbb\xbf{}\n", "ENC"), (b'"\xff"\n', "UTF8"),
                 (b" " * 65537 + b"\n", "SIZE"), (b"[" * 17 + b"\n", "DEPTH"),
                 (b"[" * 16 + b"\n", "JSON_SYNTAX"),
                 (b'{"a":1,"\\u0061":x\n', "JSON_DUPLICATE_KEY"),
                 (b'{"a":1e309}\n', "NUM"), (b'{"a":9223372036854775808,}\n', "NUM"),
                 (b'{"a":01}\n', "JSON_SYNTAX"), (b"[]\n", "JSON_SYNTAX"),
                 (b"1.5\n", "JSON_SYNTAX"),
                 (b'{"a":"\\ud800"}\n', "JSON_SYNTAX"), (b'{"a":"\\u0000"}\n', "JSON_SYNTAX"),
                 (b'{"a":-0}\n', "TYPE"), (good + b',"z":1e-400}\n', "TYPE"),
                 (good + b',"z":[' + b"1," * 1000 + b"1.5]}\n", "SIZE"), (b"{}\n", "SCHEMA"))
        for line, code in cases:
            self.assertEqual([c for c, _ in rejects(line)], [code], line[:40])
        self.assertEqual(rejects(good + b',"z":"\\ud83d\\ude00"}\r\n'), [])

    def test_fields_in_order(self):
        self.assertEqual(self.one(revision=0, child=""), ("SCHEMA", "/revision"))
        self.assertEqual(self.one(kind="lost", status=None), ("CODE_UNKNOWN", "/kind"))
        self.assertEqual(self.one(companions=["a", "-"]), ("SCHEMA", "/companions/1"))
        self.assertEqual(self.one(found_at="2016-03-05T10:00:00"), ("TIME_NOOFFSET", "/found_at"))
        self.assertEqual(self.one(found_at="2016-03-05T24:00:00Z"), ("TIME", "/found_at"))
        self.assertIsNone(self.one(found_at=None, sex=None, later=1))

    def test_rules_in_order(self):
        before = "2016-03-05T09:59:59Z"
        self.assertEqual(self.one(returned_at=before, kind="away"), ("ORDER", "/returned_at"))
        self.assertEqual(self.one(kind="away", born="1990-01"), ("STATUS", "/status"))
        self.assertEqual(self.one(born="1998-02"), ("AGE", "/born"))
        self.assertIsNone(self.one(born="1998-03"))
        self.assertEqual(self.one(precision="day"), ("TIME", "/missing_since"))
        self.assertIsNone(self.one(recorded_at="2016-03-04T10:00:00Z"))
        self.assertEqual(self.one(recorded_at="2016-03-04T09:59:59Z"), ("TIME", "/missing_since"))
        done = interview(1, ["e1"], "declined", completed_at=self.START)
        self.assertEqual(rejects(done), [("STATUS", "/completed_at")])
        reason = interview(1, ["e1"], "not_offered", reason="did_not_see_need")
        self.assertEqual(rejects(reason), [("CODE_UNKNOWN", "/reason")])

    def test_a_newer_schema_stops_the_reader(self):
        with self.assertRaises(oracle.NewerSchema):
            rejects(episode(1, self.START, schema="homeward.episode/2"))


class Facts(unittest.TestCase):
    def test_copies_conflicts_and_withdrawals(self):
        first = episode(1, "2016-03-05T10:00:00Z")
        same = first | {"event_id": "y", "source": "t", "new_field": 1,
                        "missing_since": "2016-03-05T11:00:00+01:00", "precision": "minute",
                        "retracted": False}
        other = first | {"missing_since": "2016-03-06T10:00:00Z"}
        gone = first | {"revision": 3, "retracted": True}
        made = summary([first, same, other, gone, first | {"revision": 2}])
        quality = made["quality"]
        self.assertEqual([quality[name] for name in ("read", "accepted", "duplicate", "rejected",
                                                     "retracted", "revised", "unknown_fields")],
                         [5, 3, 1, {"REVISION_CONFLICT": 1}, 1, 0, 0])
        self.assertEqual(made["volume"]["missing"], {"episodes": 0, "children": 0})
        made = summary([gone, first, first | {"revision": 4}])
        self.assertEqual(made["volume"]["missing"], {"episodes": 1, "children": 1})

    def test_a_published_vector_of_late_corrected_and_retracted_events(self):
        vectors = pathlib.Path(__file__).parent.parent / "vectors" / "events"
        path = vectors / "late_correct_retract.json"
        vector = json.loads(path.read_text())
        for row in vector["expected_as_of"]:
            records = translated(vector["events"], row["as_of"])
            for month in ("2024-02", "2024-03", "2024-04", "2024-10", "2024-12", "2025-01"):
                made = summary(records, f"month:{month}-01", row["as_of"])
                want = row["months"].get(month, {"episodes": 0, "children": 0})
                self.assertEqual(made["volume"]["missing"], want, (row["as_of"], month))


def translated(events, as_of):
    """The vector as records known at `as_of`.

    A version that names another child withdraws the fact under every other child; a withdrawal
    repeats the latest version there was of it.
    """
    known = [e for e in events if e["known_at"] <= as_of]
    puts = [e for e in known if e["op"] == "put"]
    children = {(e["id"], e["child"]) for e in puts}
    records = []
    for event in known:
        mine = [e for e in puts if e["id"] == event["id"]]
        said = event if event["op"] == "put" else max(
            (e for e in mine if e["version"] < event["version"]), key=lambda e: e["version"])
        for fact_id, child in sorted(children):
            if fact_id == event["id"]:
                gone = event["op"] == "retract" or child != event["child"]
                records.append(episode(
                    fact_id, said["event_time"], child=child, revision=event["version"],
                    retracted=gone, recorded_at=event["known_at"]))
    return records


class Activity(unittest.TestCase):
    def test_borders_of_bands_and_of_the_period(self):
        made = summary([
            episode(1, "2016-03-01T00:00:00Z", "2016-03-01T06:00:00Z"),
            episode(2, "2016-03-31T22:59:59Z", "2016-04-01T22:59:59Z"),
            episode(3, "2016-03-31T23:00:00Z"),  # local April
            episode(4, "2016-02-29T23:59:59Z"),
            episode(5, "2016-03-05T00:00:00Z", returned="2016-03-08T00:00:00Z", precision="day"),
            episode(6, "2016-03-06T12:00:00Z", kind="away", status="looked_after"),
        ])
        self.assertEqual(made["volume"]["missing"], {"episodes": 3, "children": 1})
        self.assertEqual(made["volume"]["away"]["episodes"], 1)
        self.assertEqual(made["volume"]["open_at_end"], 2)
        duration = made["duration"]
        self.assertEqual((duration["h6_24"], duration["h24_48"], duration["open"]), (1, 1, 0))
        self.assertEqual(duration["day_precision"]["d3_7"], 1)
        self.assertEqual(duration["overnight"], 2)
        self.assertEqual(made["when"]["hour"][23], 1)
        self.assertEqual(sum(made["when"]["weekday"]), 2)

    def test_three_in_thirty_days_counts_other_authorities_and_the_border(self):
        starts = ["2016-02-10T12:00:00Z", "2016-02-20T12:00:00Z", "2016-03-11T12:00:00Z"]
        records = [episode(i, s, authority=Y if i < 2 else X) for i, s in enumerate(starts)]
        self.assertEqual(summary(records)["volume"]["repeat"],
                         {"two_in_period": 0, "three_in_30_days": 1, "three_in_90_days": 1,
                          "ten_in_365_days": 0})
        records[2]["missing_since"] = "2016-03-11T12:00:01Z"
        made = summary(records)["volume"]
        self.assertEqual(made["repeat"]["three_in_30_days"], 0)
        self.assertEqual(made["first_time_children"], 0)

    def test_a_start_exactly_a_year_before_makes_it_no_first_time(self):
        for before, first in (("2015-03-06T12:00:00Z", 0), ("2015-03-06T11:59:59Z", 1)):
            made = summary([episode(1, before, authority=Y), episode(2, "2016-03-05T12:00:00Z")])
            self.assertEqual(made["volume"]["first_time_children"], first)

    def test_people_split_and_rates(self):
        made = summary([
            episode(2, "2016-03-02T12:00:00Z", sex="male", born="2003-03"),
            episode(1, "2016-03-02T12:00:00Z", sex="female", ethnicity="WBRI", area="E05000001"),
            episode(3, "2016-03-03T12:00:00Z", status="looked_after", responsible=Y, child="c2"),
            episode(4, "2016-03-03T12:00:00Z", status="looked_after", authority=Y, child="c2"),
        ], population=400)
        self.assertEqual(made["people"]["sex"]["female"], 1)
        self.assertEqual(made["people"]["age"]["not_recorded"], 2)
        self.assertEqual(made["people"]["ethnicity"], {"not_recorded": 1, "WBRI": 1})
        self.assertEqual([made["split"][g]["episodes"] for g in (
            "home", "looked_after_own_in_area", "placed_here_by_others",
            "looked_after_own_placed_out")], [2, 0, 1, 1])
        self.assertEqual(made["volume"]["rate_per_10000"], {"episodes": "75.0", "children": "50.0"})
        self.assertEqual(made["where"]["from"],
                         [{"code": "E05000001", "episodes": 1, "children": 1}])


class Interviews(unittest.TestCase):
    def test_utc_decides_over_the_spring_change(self):
        back = "2016-03-25T23:30:00Z"
        made = summary([
            episode(1, "2016-03-25T20:00:00Z", returned=back),
            interview(1, ["e1"], "completed", completed_at="2016-03-28T23:45:00+01:00",
                      offered_at="2016-03-28T23:30:01Z", independent=True,
                      issues=[{"code": "gang", "source": "child", "confidence": "disclosed"}]),
        ])
        got = made["interviews"]
        self.assertEqual((got["due"], got["completed"], got["within_72h"]), (1, 1, 1))
        self.assertEqual((got["offered_in_72h"], got["independent"]), (0, 1))
        self.assertEqual(got["hours_to_completion"], {"median": "71.3", "p90": "71.3"})
        self.assertEqual(got["by"]["home"]["completed"], 1)
        self.assertEqual(made["issues"]["codes"], [{"code": "gang", "episodes": 1, "children": 1}])
        self.assertEqual(made["risk"]["named"]["cce"],
                         {"children": 1, "assessed_in_14d": 0, "decided_in_14d": 0,
                          "not_yet_due": 0, "not_followed_up": 1})

    def test_best_outcomes_reasons_and_what_nobody_offered(self):
        out = [episode(i, "2016-03-05T10:00:00Z", "2016-03-05T12:00:00Z") for i in range(1, 5)]
        made = summary(out + [
            interview(1, ["e1"], "declined", reason="other", offered_at="2016-03-06T10:00:00Z"),
            interview(2, ["e1"], "declined", offered_at="2016-03-07T10:00:00Z", harms=["physical"],
                      issues=[{"code": "not_known", "source": "carer", "confidence": "inferred"}]),
            interview(3, ["e2", "e9"], "not_offered", reason="in_custody"),
            interview(4, ["e3"], "pending"), interview(5, ["e2"], "pending"),
        ])
        got = made["interviews"]
        self.assertEqual([got[name] for name in ("due", "return_assumed", "declined", "overdue",
                                                 "not_offered", "offered", "accepted")],
                         [4, 4, 1, 3, 1, 1, 0])
        self.assertEqual(got["reasons"]["declined"]["not_recorded"], 1)
        self.assertEqual(got["reasons"]["not_offered"]["in_custody"], 1)
        self.assertEqual(got["third_party_information"], 1)
        self.assertEqual(made["issues"]["coverage"]["episodes_none_recorded"], 3)
        self.assertEqual(made["issues"]["coverage"]["episodes_with_issues"], 0)
        self.assertEqual(made["quality"]["orphans"], 1)
        self.assertEqual(made["quality"]["completeness"]["interview"], 75)

    def test_a_completion_before_the_start_covers_nothing(self):
        made = summary([
            episode(1, "2016-03-05T10:00:00Z", "2016-03-05T12:00:00Z"),
            interview(1, ["e1"], "completed", completed_at="2016-03-05T09:59:59Z"),
        ])
        self.assertEqual((made["interviews"]["overdue"], made["quality"]["orphans"]), (1, 1))

    def test_the_clock_runs_out_at_72_hours_exactly(self):
        records = [episode(1, "2016-03-31T10:00:00Z", returned="2016-03-31T12:00:00Z")]
        for as_of, due in (("2016-04-03T11:59:59Z", 0), ("2016-04-03T12:00:00Z", 1)):
            got = summary(records, as_of=as_of)["interviews"]
            self.assertEqual((got["due"], got["not_yet_due"]), (due, 1 - due))
        self.assertFalse(summary(records, as_of="2016-04-03T22:59:59Z")["final"])
        self.assertTrue(summary(records, as_of="2016-04-03T23:00:00Z")["final"])


class Risk(unittest.TestCase):
    def test_levels_moves_and_reviews(self):
        made = summary([
            decision(1, "high", "2016-01-05T10:00:00Z"),
            decision(2, "medium", "2016-03-17T10:00:00Z"),
            decision(3, "none", "2016-03-02T10:00:00Z", child="c2", responsible=Y),
            decision(4, "low", "2016-02-02T10:00:00Z", child="c2"),
            assessment(1, "2016-03-18T10:00:00Z", [("one", "both"), ("one", "both")]),
            assessment(2, "2016-03-19T10:00:00Z", [("one", "both")], child="c3"),
            episode(1, "2016-03-20T10:00:00Z"),
        ])
        got = made["risk"]["cse"]
        self.assertEqual([got[name] for name in ("none", "medium", "high", "raised", "lowered",
                                                 "closed", "indicated_above_level")],
                         [0, 1, 0, 0, 1, 0, 1])
        self.assertEqual(got["reviews_overdue"], 1)  # made on the 17th: due as April begins
        self.assertEqual(made["risk"]["lowered_then_missing"], 1)
        self.assertEqual(made["risk"]["harm_status"]["cse"]["known"], 1)
        self.assertEqual(made["risk"]["harm_status"]["cce"]["not_assessed"], 1)
        self.assertIsNone(made["risk"]["cce"]["none"])
        self.assertEqual(made["risk"]["cce"]["raised"], 0)

    def test_lowered_then_missing_counts_both_borders_of_its_ninety_days(self):
        for start, count in (("2016-03-05T12:00:00Z", 1), ("2016-06-03T12:00:00Z", 1),
                             ("2016-03-05T11:59:59Z", 0), ("2016-06-03T12:00:01Z", 0)):
            made = summary([
                decision(1, "high", "2016-02-05T12:00:00Z"),
                decision(2, "none", "2016-03-05T12:00:00Z"),
                episode(1, start),
            ], f"month:{start[:7]}-01")
            self.assertEqual(made["risk"]["lowered_then_missing"], count, start)

    def test_tools(self):
        for items, born, want in (([("one", "current")], None, 0), ([("one", "both")], None, 1),
                                  ([("one", "both"), ("two", "past")], None, 1),
                                  ([], (2004, 3), 2), ([], (2003, 2), 0)):
            record = assessment(1, "2016-03-18T10:00:00Z", items)
            made = oracle.read([("f", lines([record]))]).accepted[0]
            self.assertEqual(scoring.level(TOOLS, made, born), want)


class Quality(unittest.TestCase):
    def test_flags_lateness_and_sources(self):
        made = summary([
            episode(1, "2016-03-05T10:00:00Z", "2016-03-05T10:00:00Z", born="2012-01",
                    recorded_at="2016-03-05T09:00:00Z"),
            episode(2, "2016-03-05T11:00:00Z", "2016-03-05T12:00:00Z", source="t",
                    recorded_at="2016-03-12T12:00:00Z"),
            episode(3, "2016-03-05T11:30:00Z", "2016-03-05T13:00:00Z", source="t",
                    recorded_at="2016-03-12T13:00:01Z"),
            assessment(1, "2016-03-18T10:00:00Z", [], tool="unheard",
                       recorded_at="2016-03-19T00:00:00Z"),
        ], config={"sources": [{"source": "s", "expected_within_hours": 1}]},
            as_of="2016-03-19T01:00:00Z")
        flags = made["quality"]["flags"]
        self.assertEqual(flags, {"zero_duration": 1, "clock_skew": 1, "overlap": 2, "infant": 1,
                                 "born_after_start": 0, "possible_duplicate": 2,
                                 "missing_to_away": 0, "unknown_tool": 1})
        self.assertEqual(made["quality"]["late"], 1)
        self.assertEqual(made["quality"]["sources"][0],
                         {"source": "s", "kinds": ["episode", "assessment"], "records": 2,
                          "last_recorded_at": "2016-03-19T00:00:00Z", "expected_within_hours": 1,
                          "silent": False})

    def test_sources_never_heard_from_are_silent(self):
        expected = [{"source": "s", "expected_within_hours": 1},
                    {"source": "a", "expected_within_hours": 1}]
        made = summary([episode(1, "2016-03-05T10:00:00Z", recorded_at="2016-03-06T09:00:00Z")],
                       config={"sources": expected}, as_of="2016-03-19T01:00:00Z")
        self.assertEqual([row["source"] for row in made["quality"]["sources"]], ["a", "s"])
        self.assertEqual(made["quality"]["sources"][0],
                         {"source": "a", "kinds": [], "records": 0, "last_recorded_at": None,
                          "expected_within_hours": 1, "silent": True})


if __name__ == "__main__":
    unittest.main()
