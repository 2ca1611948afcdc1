"""spoil: ways in which a record can be wrong, each a plain change of a value or of its bytes."""

import copy
import json

WRONG_FIELDS = (
    ("schema", None), ("schema", "homeward.unknown/1"), ("schema", 1),
    ("schema", "homeward.episode"), ("event_id", ""), ("event_id", "a" * 65),
    ("event_id", "a" * 64), ("event_id", "-a"), ("event_id", "\u00e9"), ("revision", 2147483647),
    ("source", None), ("source", "two words"), ("recorded_at", "2016-03-01T00:00:00"),
    ("recorded_at", "2016-02-30T00:00:00Z"), ("recorded_at", "2016-03-01T24:00:00Z"),
    ("recorded_at", "2016-03-01T23:59:60Z"), ("recorded_at", "2016-03-01T00:00:00.5Z"),
    ("recorded_at", "2016-03-01t00:00:00z"), ("recorded_at", "2016-03-01T00:00:00+14:01"),
    ("recorded_at", "2016-03-01T00:00:00+1400"), ("recorded_at", "1989-12-31T23:59:59Z"),
    ("recorded_at", "2100-01-01T00:00:00Z"), ("recorded_at", 1456790400),
    ("recorded_at", "1990-01-01T00:00:00Z"), ("revision", 0), ("revision", 2147483648),
    ("revision", "1"), ("revision", True), ("revision", None), ("retracted", 1),
    ("retracted", "true"), ("child", "has space"), ("child", None), ("child", ["a"]),
    ("authority", "E0600004"), ("authority", "X06000047"), ("responsible", "e06000047"),
    ("responsible", None), ("kind", "lost"), ("kind", 3), ("kind", None), ("status", "MISSING"),
    ("precision", "hour"), ("missing_since", None), ("missing_since", "yesterday"),
    ("found_at", ""), ("found_at", 5), ("returned_at", "2016-13-01T00:00:00Z"),
    ("born", "2003-13"), ("born", "2003"), ("born", "1899-12"), ("born", "2003-02-01"),
    ("born", 200302), ("sex", "f"), ("ethnicity", "wbri"), ("place", "moon"),
    ("establishment", "ABC12345"), ("establishment", "1234"), ("area", "W0500001"),
    ("found_area", "E050000012"), ("found_authority", "none"), ("police_risk", "none"),
    ("returned_by", "taxi"), ("companions", ["k1.a", "b c"]), ("companions", "k1.a"),
    ("companions", ["k1.a"] * 17),
    ("companions", [f"k1.{i}" for i in range(16)]), ("review_due", "1990-01-01"),
    ("review_due", "2099-12-31"), ("review_due", "1989-12-31"), ("review_due", "2100-01-01"),
    ("disability", True), ("markers", ["nothing"]),
    ("markers", [None]), ("episodes", []), ("episodes", None), ("episodes", ["e1", ""]),
    ("episodes", ["e1"] * 33), ("outcome", "done"), ("outcome", None), ("completed_at", None),
    ("completed_at", "2016-03-05T10:00:00Z"), ("reason", "because"), ("reason", "turned_18"),
    ("reason", "did_not_see_need"), ("independent", "yes"), ("interviewer", "nobody"),
    ("issues", [{"code": "gang", "source": "child"}]), ("issues", [{"code": "x", "source": 1}]),
    ("issues", ["gang"]), ("issues", {}), ("issues", [{"source": "child", "code": None}]),
    ("issues", [{"code": "gang", "source": "neighbour", "confidence": "sure"}]),
    ("harms", ["pain"]), ("harms", ["physical", 1]), ("actions", ["none"]),
    ("actions", ["mediation"] * 17), ("harm", "cyber"), ("harm", None), ("tool", ""),
    ("tool_version", None), ("assessed_at", "2016-03-01"), ("items", None),
    ("items", [{"item": "a b", "when": "current"}]), ("items", [{"item": "a", "when": "never"}]),
    ("items", [{"when": "current"}]), ("items", [{"item": "a", "when": "past"}] * 65),
    ("assessor", "robot"), ("harm_status", "maybe"), ("models", ["unheard_of"]),
    ("models", ["online"] * 9), ("level", "severe"), ("level", None), ("decided_at", None),
    ("decider", "chair"), ("panel", None), ("panel", "p 1"), ("assessment_id", ""),
    ("rationale", None), ("rationale", "gut"), ("review_due", "2016-02-30"),
    ("review_due", "2016-3-1"), ("review_due", "2016-03-01T00:00:00Z"), ("action_due", "soon"),
    ("considered", ["ok", "not ok"]), ("considered", ["s"] * 65),
)


def wrong_field(random, record):
    """One field of the record's own made wrong."""
    mine = [(name, value) for name, value in WRONG_FIELDS if name in record] or [WRONG_FIELDS[0]]
    name, value = random.choice(mine)
    spoilt = copy.deepcopy(record)
    if value is None and random.random() < 0.5:
        del spoilt[name]
    else:
        spoilt[name] = value
    return json.dumps(spoilt).encode()


def with_member(line, text):
    """The line with one more member at its end, as text."""
    return line[: line.rindex(b"}")] + b"," + text + b"}"


BYTES = (
    lambda line: b"",
    lambda line: b"\xef\xbb\xbf" + line,
    lambda line: b"\xff\xfe" + line,
    lambda line: line.replace(b'"', b'"\xff', 1),
    lambda line: line.replace(b'"', b'"\xed\xa0\x80', 1),
    lambda line: line.replace(b'"', b'"\xc0\x80', 1),
    lambda line: line[:-1],
    lambda line: line + b"x",
    lambda line: line + line,
    lambda line: b"[" + line + b"]",
    lambda line: b"17",
    lambda line: b'"text"',
    lambda line: b"null",
    lambda line: with_member(line, b'"x":' + b"[" * 15 + b"]" * 15),
    lambda line: with_member(line, b'"x":' + b"[" * 16 + b"]" * 16),
    lambda line: with_member(line, b'"x":"' + b"[" * 20 + b'"'),
    lambda line: with_member(line, b'"x":1,"x":2'),
    lambda line: with_member(line, b'"x":1,"\\u0078":2'),
    lambda line: with_member(line, b'"x":9223372036854775807,"y":-9223372036854775808'),
    lambda line: with_member(line, b'"x":9223372036854775808'),
    lambda line: with_member(line, b'"x":1e309'),
    lambda line: with_member(line, b'"x":1e-400'),
    lambda line: with_member(line, b'"x":1.0'),
    lambda line: with_member(line, b'"x":-0'),
    lambda line: with_member(line, b'"x":"-0 1.5"'),
    lambda line: with_member(line, b'"x":01'),
    lambda line: with_member(line, b'"x":+1'),
    lambda line: with_member(line, b'"x":NaN'),
    lambda line: with_member(line, b'"x":tru'),
    lambda line: with_member(line, b'"x":"\\ud800"'),
    lambda line: with_member(line, b'"x":"\\udc00\\ud800"'),
    lambda line: with_member(line, b'"x":"\\ud83d\\ude00"'),
    lambda line: with_member(line, b'"x":"\\u0000"'),
    lambda line: with_member(line, b'"\\u0000":1'),
    lambda line: with_member(line, b'"x":"a\x00b"'),
    lambda line: with_member(line, b'"x":"a\tb"'),
    lambda line: with_member(line, b'"x":[' + b"1," * 999 + b"1]"),
    lambda line: with_member(line, b'"x":[' + b"1," * 1000 + b"1]"),
    lambda line: with_member(line, b'"x":"' + b"a" * 4096 + b'"'),
    lambda line: with_member(line, b'"x":"' + b"a" * 4097 + b'"'),
    lambda line: with_member(line, b'"x":{' + b",".join(b'"k%d":1' % i for i in range(64)) + b"}"),
    lambda line: with_member(line, b'"x":{' + b",".join(b'"k%d":1' % i for i in range(65)) + b"}"),
    lambda line: line + b" " * (65536 - len(line)),
    lambda line: line + b" " * (65537 - len(line)),
    lambda line: with_member(line, b'"x":1.5,"x":1'),
    lambda line: with_member(line, b'"x":1.5,"y":[' + b"1," * 1000 + b"1]"),
    lambda line: b"{}",
)


def line(random, record, written):
    if random.random() < 0.6:
        return wrong_field(random, record)
    return random.choice(BYTES)(written)
