"""record: one JSON value to one checked record, or the first thing that is wrong with it.

A field is a row: name, reader, whether it must be there, and what its absence means. Rows stand in
the order of the contract's tables, which is the order in which they are checked.
"""

import re
from types import SimpleNamespace

import civil
import vocab
from jsontext import Reject, member, read_value

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}\Z")
AREA = re.compile(r"[EWSN][0-9]{8}\Z")
URN = re.compile(r"[A-Z]{0,2}[0-9]{5,8}\Z")
BORN = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])\Z")
SCHEMA = re.compile(r"homeward\.(episode|interview|assessment|decision)/([1-9][0-9]*)\Z")
SKEW_MAX = civil.DAY


class NewerSchema(Exception):
    """A newer version of a known schema: the reader stops (78)."""


def text(value, pointer):
    if not isinstance(value, str):
        raise Reject("SCHEMA", pointer)
    return value


def pattern(regex):
    def read(value, pointer):
        if not regex.match(text(value, pointer)):
            raise Reject("SCHEMA", pointer)
        return value

    return read


def code(codes):
    def read(value, pointer):
        if text(value, pointer) not in codes:
            raise Reject("CODE_UNKNOWN", pointer)
        return value

    return read


def flag(value, pointer):
    if not isinstance(value, bool):
        raise Reject("SCHEMA", pointer)
    return value


def revision(value, pointer):
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 2147483647:
        raise Reject("SCHEMA", pointer)
    return value


def timed(reader):
    def read(value, pointer):
        try:
            return reader(text(value, pointer))
        except civil.BadTime as bad:
            raise Reject(bad.args[0], pointer) from None

    return read


def born(value, pointer):
    found = BORN.match(text(value, pointer))
    if not found:
        raise Reject("SCHEMA", pointer)
    return int(found.group(1)), int(found.group(2))


def many(reader, most, least=0):
    def read(value, pointer):
        if not isinstance(value, list) or not least <= len(value) <= most:
            raise Reject("SCHEMA", pointer)
        return tuple(reader(item, member(pointer, i)) for i, item in enumerate(value))

    return read


def thing(**readers):
    """An object whose named members are all required; other members are ignored."""

    def read(value, pointer):
        if not isinstance(value, dict):
            raise Reject("SCHEMA", pointer)
        for name in readers:
            here = member(pointer, name)
            if value.get(name) is None:
                raise Reject("SCHEMA", here)
            readers[name](value[name], here)
        return tuple(value[name] for name in readers)

    return read


an_id, instant, date = pattern(ID), timed(civil.instant), timed(civil.date)
authority = area = pattern(AREA)
REQUIRED = object()

ENVELOPE = [
    ("schema", text, REQUIRED),
    ("event_id", an_id, REQUIRED),
    ("source", an_id, REQUIRED),
    ("recorded_at", instant, REQUIRED),
    ("revision", revision, REQUIRED),
    ("retracted", flag, False),
    ("child", an_id, REQUIRED),
]
FIELDS = {
    "episode": [
        ("episode_id", an_id, REQUIRED),
        ("kind", code(vocab.EPISODE_KINDS), REQUIRED),
        ("missing_since", instant, REQUIRED),
        ("reported_at", instant, None),
        ("found_at", instant, None),
        ("returned_at", instant, None),
        ("precision", code(vocab.PRECISIONS), "minute"),
        ("authority", authority, REQUIRED),
        ("responsible", authority, REQUIRED),
        ("status", code(vocab.STATUSES), REQUIRED),
        ("born", born, None),
        ("sex", code(vocab.SEXES), None),
        ("ethnicity", code(vocab.ETHNICITIES), None),
        ("place", code(vocab.PLACES), None),
        ("establishment", pattern(URN), None),
        ("area", area, None),
        ("found_area", area, None),
        ("found_authority", authority, None),
        ("police_risk", code(vocab.POLICE_RISKS), None),
        ("returned_by", code(vocab.RETURNED_BY), None),
        ("companions", many(an_id, 16), ()),
        ("disability", code(vocab.DISABILITIES), None),
        ("markers", many(code(vocab.MARKERS), 16), ()),
    ],
    "interview": [
        ("interview_id", an_id, REQUIRED),
        ("episodes", many(an_id, 32, 1), REQUIRED),
        ("responsible", authority, REQUIRED),
        ("offered_at", instant, None),
        ("outcome", code(vocab.OUTCOMES), REQUIRED),
        ("completed_at", instant, None),
        ("reason", code(vocab.DECLINE_REASONS + vocab.NOT_OFFERED_REASONS), None),
        ("independent", flag, None),
        ("interviewer", code(vocab.ROLES), None),
        ("issues", many(thing(code=code(vocab.ISSUES), source=code(vocab.ISSUE_SOURCES),
                              confidence=code(vocab.CONFIDENCES)), 32), ()),
        ("harms", many(code(vocab.HARMS), 16), ()),
        ("actions", many(code(vocab.ACTIONS), 16), ()),
    ],
    "assessment": [
        ("assessment_id", an_id, REQUIRED),
        ("responsible", authority, REQUIRED),
        ("harm", code(vocab.HARMS_OF), REQUIRED),
        ("tool", an_id, REQUIRED),
        ("tool_version", an_id, REQUIRED),
        ("assessed_at", instant, REQUIRED),
        ("items", many(thing(item=an_id, when=code(vocab.ITEM_WHENS)), 64), REQUIRED),
        ("assessor", code(vocab.ROLES), REQUIRED),
        ("harm_status", code(vocab.HARM_STATUSES), REQUIRED),
        ("models", many(code(vocab.MODELS), 8), ()),
    ],
    "decision": [
        ("decision_id", an_id, REQUIRED),
        ("responsible", authority, REQUIRED),
        ("harm", code(vocab.HARMS_OF), REQUIRED),
        ("level", code(vocab.LEVELS), REQUIRED),
        ("decided_at", instant, REQUIRED),
        ("decider", code(vocab.ROLES), REQUIRED),
        ("panel", an_id, REQUIRED),
        ("assessment_id", an_id, None),
        ("rationale", code(vocab.RATIONALES), REQUIRED),
        ("review_due", date, None),
        ("actions", many(code(vocab.ACTIONS), 16), ()),
        ("action_due", date, None),
        ("considered", many(an_id, 64), ()),
    ],
}
INSTANTS = {
    "episode": ("missing_since", "reported_at", "found_at", "returned_at"),
    "interview": ("offered_at", "completed_at"),
    "assessment": ("assessed_at",),
    "decision": ("decided_at",),
}
NESTED = {"interview": ("issues", {"code", "source", "confidence"}),
          "assessment": ("items", {"item", "when"})}
NOT_CONTENT = ("event_id", "source", "recorded_at")


def decode(line):
    """The record of one line (without newline), or Reject or NewerSchema."""
    value = read_value(line)
    kind = schema_kind(value)
    fields = {}
    for name, reader, absent in ENVELOPE + FIELDS[kind]:
        fields[name] = read_field(value, name, reader, absent)
        if name == "reason" and fields[name] is not None:
            if fields[name] not in vocab.REASONS_FOR.get(fields["outcome"], (fields[name],)):
                raise Reject("CODE_UNKNOWN", "/reason")
    record = SimpleNamespace(**fields)
    record.sort = kind
    record.id = fields[kind + "_id"]
    record.content = {name: fields[name] for name in fields if name not in NOT_CONTENT}
    record.unknown_fields = unknown_fields(value, kind, fields)
    record.instants = [(name, fields[name]) for name in INSTANTS[kind] if fields[name] is not None]
    check_rules(record)
    return record


def schema_kind(value):
    schema = value.get("schema")
    found = SCHEMA.match(schema) if isinstance(schema, str) else None
    if not found:
        raise Reject("SCHEMA", "/schema")
    if found.group(2) != "1":
        raise NewerSchema()
    return found.group(1)


def read_field(value, name, reader, absent):
    if value.get(name) is None:
        if absent is REQUIRED:
            raise Reject("SCHEMA", "/" + name)
        return absent
    return reader(value[name], "/" + name)


def unknown_fields(value, kind, fields):
    count = sum(name not in fields for name in value)
    if kind in NESTED:
        list_name, known = NESTED[kind]
        for item in value.get(list_name) or []:
            count += sum(name not in known for name in item)
    return count


def check_rules(record):
    if record.sort == "episode":
        check_episode(record)
    if record.sort == "interview":
        if (record.outcome == "completed") != (record.completed_at is not None):
            raise Reject("STATUS", "/completed_at")
    if record.sort == "episode" and record.precision == "day":
        for name, moment in record.instants:
            if not civil.is_midnight(moment):
                raise Reject("TIME", "/" + name)
    for name, moment in record.instants:
        if moment > record.recorded_at + SKEW_MAX:
            raise Reject("TIME", "/" + name)


def check_episode(record):
    for name in ("found_at", "returned_at"):
        moment = getattr(record, name)
        if moment is not None and moment < record.missing_since:
            raise Reject("ORDER", "/" + name)
    if record.kind == "away" and record.status != "looked_after":
        raise Reject("STATUS", "/status")
    if record.born and civil.age_at(record.born, record.missing_since) >= 18:
        raise Reject("AGE", "/born")
