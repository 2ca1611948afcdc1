// mutate: ways to damage a document, in its structure or in its text.

const WRONG = [null, true, false, 0, 1, -1, 17, "", "x", [], {}, [null], { a: 1 }];

const TIMES = [
  "2016-03-26T23:30:00", "2016-03-26T23:30:00z", "2016-03-26t23:30:00Z", "2016-03-26 23:30:00Z",
  "2016-03-26T23:30:00.5Z", "2016-03-26T23:30Z", "2016-03-26T24:00:00Z", "2016-03-26T23:60:00Z",
  "2016-03-26T23:59:60Z", "2016-02-30T10:00:00Z", "2015-02-29T10:00:00Z", "2016-02-29T10:00:00Z",
  "2100-02-29T10:00:00Z", "2000-02-29T10:00:00Z", "2016-04-31T10:00:00Z", "2016-13-01T10:00:00Z",
  "2016-00-10T10:00:00Z", "2016-01-00T10:00:00Z", "1989-12-31T23:59:59Z", "1989-12-31T23:59:59-00:01",
  "1989-12-31T23:30:00-01:00", "1990-01-01T00:00:00Z", "1990-01-01T00:30:00+01:00", "2099-12-31T23:59:59Z",
  "2100-01-01T00:00:00Z", "2100-01-01T00:30:00+01:00", "2100-01-01T13:59:59+14:00", "2099-12-31T23:30:00-01:00",
  "2016-03-26T23:30:00+14:00", "2016-03-26T23:30:00+14:01", "2016-03-26T23:30:00+15:00", "2016-03-26T23:30:00-14:00",
  "2016-03-26T23:30:00+01:60", "2016-03-26T23:30:00+0100", "2016-03-26T23:30:00+01", "2016-03-26T23:30:00Z ",
  "2016-03-26T23:30:00Z\n", "+2016-03-26T23:30:00Z", "16-03-26T23:30:00Z", "２016-03-26T23:30:00Z",
];
const DATES = ["2016-02-29", "2015-02-29", "2016-02-30", "1989-12-31", "1990-01-01", "2099-12-31", "2100-01-01", "2016-2-9", "2016-03-26T00:00:00Z", ""];
const MONTHS = ["1899-12", "1900-01", "2099-12", "2100-01", "2016-13", "2016-00", "2016-1", "201603", "2016-03-01", "1995-06", "2000-01", "2010-10"];
const IDS = ["", " x", "x ", "-x", ".x", "x y", "é", "x\n", "Ａ1", "x/y", "a".repeat(64), "a".repeat(65), "A:b_c.d-e", "0"];
const CODES = ["E06000047", "e06000047", "E0600004", "E060000470", "X06000047", "E06 00047", "SC12345", "SCX12345", "1234", "12345", "123456789", "sc12345"];
const EXTRA = [
  1, null, "text", [], {}, [1, [2, [3]]], { a: { b: [] } }, 9007199254740993, "é".repeat(2048), "é".repeat(2049),
  "x".repeat(4096), "x".repeat(4097), Array(1000).fill(1), Array(1001).fill(1),
  Object.fromEntries(Array.from({ length: 64 }, (_, i) => ["k" + i, i])),
  Object.fromEntries(Array.from({ length: 65 }, (_, i) => ["k" + i, i])),
];

function nested(depth) {
  let value = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? { a: value } : [value];
  return value;
}

// Every place of the document as [container, key].
function places(value, found = []) {
  if (value !== null && typeof value === "object") {
    for (const key of Object.keys(value)) {
      found.push([value, key]);
      places(value[key], found);
    }
  }
  return found;
}

const fieldOf = (document, rng) => rng.pick(Object.keys(document));
const withDefinition = (schema, name) =>
  Object.keys(schema.properties).filter((key) => JSON.stringify(schema.properties[key]).includes(`#/$defs/${name}"`));

// A key of the schema whose value is of a definition, or any key where it has none.
function keyOf(schema, name, rng) {
  const keys = withDefinition(schema, name);
  return keys.length > 0 ? rng.pick(keys) : rng.pick(Object.keys(schema.properties));
}

const containersOf = (document) =>
  [document, ...places(document).map(([container, key]) => container[key])].filter(
    (value) => value !== null && typeof value === "object" && !Array.isArray(value),
  );

const ways = [
  (d, s, rng) => delete d[fieldOf(d, rng)],
  (d, s, rng) => (d[fieldOf(d, rng)] = null),
  (d, s, rng) => (d[rng.pick(Object.keys(s.properties))] = rng.pick(WRONG)),
  (d, s, rng) => {
    const [container, key] = rng.pick(places(d));
    container[key] = structuredClone(rng.pick(WRONG));
  },
  (d, s, rng) => {
    const [container, key] = rng.pick(places(d));
    if (Array.isArray(container)) container.splice(Number(key), 1);
    else delete container[key];
  },
  // a text made a little different: unknown codes, broken patterns
  (d, s, rng) => {
    const texts = places(d).filter(([container, key]) => typeof container[key] === "string");
    if (texts.length === 0) return;
    const [container, key] = rng.pick(texts);
    const text = container[key];
    container[key] = rng.pick([text.toUpperCase(), text + "x", text + " ", " " + text, text + "\n", text.slice(1), text.slice(0, -1), text + "\u200b", text.replace(/_/g, "-"), ""]);
  },
  // the value of one field in another
  (d, s, rng) => (d[fieldOf(d, rng)] = structuredClone(d[fieldOf(d, rng)])),
  // a code of another list of the schema
  (d, s, rng) => {
    const lists = Object.entries(s.properties).filter(([, property]) => property.enum);
    if (lists.length > 0) d[rng.pick(lists)[0]] = rng.pick(rng.pick(lists)[1].enum);
  },
  // lists at their limit, over it, empty, with repeats
  (d, s, rng) => {
    const lists = Object.entries(s.properties).filter(([, property]) => property.maxItems);
    if (lists.length === 0) return;
    const [name, property] = rng.pick(lists);
    const member = Array.isArray(d[name]) && d[name].length > 0 ? d[name][0] : property.items.enum ? property.items.enum[0] : "x";
    const count = property.maxItems + rng.pick([-1, 0, 1]);
    d[name] = rng.pick([[], [member, member], Array(count).fill(member), Array(count).fill(member)]);
  },
  // fields nobody knows, at the top or inside
  (d, s, rng) => {
    const name = rng.pick(["later", "Schema", "é", "__proto__", "constructor", "x".repeat(100)]);
    const value = rng.chance(0.3) ? nested(rng.between(10, 18)) : structuredClone(rng.pick(EXTRA));
    Object.defineProperty(rng.pick(containersOf(d)), name, { value, enumerable: true, writable: true, configurable: true });
  },
  (d, s, rng) => {
    for (let i = 0; Object.keys(d).length < rng.pick([63, 64, 65]); i++) d["extra_" + i] = i;
  },
  (d, s, rng) => (d[keyOf(s, "instant", rng)] = rng.pick(TIMES)),
  (d, s, rng) => (d[keyOf(s, "instant", rng)] = rng.pick(TIMES)),
  // times that do not fit each other
  (d, s, rng, instant, time) => (d[keyOf(s, "instant", rng)] = instant(time.base + rng.between(-30, 90) * 86400 + rng.between(-3, 3), rng)),
  (d, s, rng, instant, time) => {
    d.recorded_at = instant(time.base, rng);
    d[keyOf(s, "instant", rng)] = instant(time.base + 86400 + rng.between(-1, 1), rng);
  },
  (d, s, rng) => (d[keyOf(s, "date", rng)] = rng.pick(DATES)),
  (d, s, rng) => (d[keyOf(s, "month", rng)] = rng.pick(MONTHS)),
  // a birthday about 18 years before
  (d, s, rng, instant, time) => {
    const then = new Date((time.base + rng.between(-40, 40) * 86400) * 1000);
    d.born = `${then.getUTCFullYear() - 18}-${String(then.getUTCMonth() + 1).padStart(2, "0")}`;
  },
  (d, s, rng) => (d[keyOf(s, "id", rng)] = rng.pick(IDS)),
  (d, s, rng) => (d[keyOf(s, "gss", rng)] = rng.pick(CODES)),
  (d, s, rng) => (d[keyOf(s, "urn", rng)] = rng.pick(CODES)),
  (d, s, rng) => (d.revision = rng.pick([0, -1, 1, 2147483647, 2147483648, 4294967297, true, "1", null])),
  (d, s, rng) => (d.schema = rng.pick(["homeward.episode/1", "homeward.episode/2", "homeward.interview/1", "homeward.assessment/10", "homeward.decision/01", "homeward.decision/0", "homeward.unknown/1", "homeward.episode", "Homeward.episode/1", ""])),
  (d, s, rng) => (d.precision = rng.pick(["day", "minute", null])),
  (d, s, rng) => (d.kind = rng.pick(["away", "missing"])),
  (d, s, rng) => (d.status = rng.pick(["home", "looked_after", "care_leaver"])),
  (d, s, rng) => (d.outcome = rng.pick(["pending", "completed", "declined", "refused_on_arrival", "not_present", "no_reply", "not_offered"])),
  (d, s, rng) => (d.reason = rng.pick(["did_not_see_need", "no_reason_given", "missing_again", "turned_18", "other"])),
];

export function mutate(document, schema, rng, instant, time) {
  if (Object.keys(document).length === 0) return;
  rng.pick(ways)(document, schema, rng, instant, time);
}

// The start of a random member's key, so that text can be put in front of it.
function keyAt(text, rng) {
  const starts = [...text.matchAll(/[{,](?="[a-z_]+":)/g)].map((match) => match.index + 1);
  return rng.pick(starts);
}

const insert = (text, at, piece) => text.slice(0, at) + piece + text.slice(at);
const FIELDS = ["schema", "child", "revision", "later", "l\\u0061ter", "sch\\u0065ma"];
const NUMBERS = ["1.0", "1e0", "-0", "0", "-0.0", "1e-400", "1e309", "1E2", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551616", "-9223372036854775809", "01", "+1", ".5", "1.", "0x1", "NaN", "Infinity"];
const STRINGS = ['"a\\u0000b"', '"\\ud800"', '"\\udc00\\ud800"', '"\\ud83d\\ude00"', '"\\x"', '"\u0001"', '"\u007f"', '"\ufeff"', '"\uffff"', "'a'"];

const textWays = [
  (text, rng) => insert(text, keyAt(text, rng), `"${rng.pick(FIELDS)}":1,`),
  (text, rng) => insert(insert(text, keyAt(text, rng), '"later":1,'), 1, rng.pick(['"later":2,', '"l\\u0061ter":2,'])),
  (text, rng) => insert(text, keyAt(text, rng), `"later":${rng.pick(NUMBERS)},`),
  (text, rng) => text.replace(/"revision":\d+/, `"revision":${rng.pick(NUMBERS)}`),
  (text, rng) => insert(text, keyAt(text, rng), `"later":${rng.pick(STRINGS)},`),
  (text, rng) => text.slice(0, rng.between(0, text.length)),
  (text, rng) => text + rng.pick([" ", "\t", "\r", "{}", "x", ",", "\u0000"]),
  (text, rng) => rng.pick(["\ufeff", " ", "\t \r", "[", "\u00a0"]) + text,
  (text, rng) => rng.pick(["", " ", "null", "1", '"x"', "[]", "{}", "true", "[{}]"]),
  (text, rng) => text.replace(/,/, ",,"),
  (text, rng) => text.replace(/}$/, ",}"),
  (text, rng) => insert(text, keyAt(text, rng), `"later":"${"x".repeat(4000)}",`.repeat(1)),
  (text, rng) => insert(text, 1, `"later":[${Array(17).fill(`"${"y".repeat(rng.pick([3700, 3900]))}"`).join(",")}],`),
  (text, rng) => insert(text, 1, `"${"k".repeat(rng.pick([4096, 4097]))}":1,`),
  (text, rng) => insert(text, 1, `"later":${"[".repeat(rng.between(13, 17))}`) + "]",
  (text, rng) => insert(text, 1, `"later":${"[".repeat(15)}${"]".repeat(15)},`),
  (text, rng) => insert(text, 1, `"later":${"[".repeat(16)}${"]".repeat(16)},`),
];

export function mutateText(text, rng) {
  return rng.pick(textWays)(text, rng);
}
