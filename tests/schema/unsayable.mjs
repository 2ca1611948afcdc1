// unsayable: the rules of a record that a JSON Schema cannot say, each written down a second time.
//
// README.md lists them. A rule looks at the line's bytes, its text or its parsed value and gives
// true when it is broken; `codes` are the reject codes with which the decoder may say so.

// The tokens of a JSON text: strings, numbers, marks. Good enough for texts that JSON.parse takes.
const TOKEN = /"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|[{}[\]:,]/gs;

function* tokens(text) {
  for (const match of text.matchAll(TOKEN)) yield match[0];
}

const numbers = (text) => [...tokens(text)].filter((token) => /^[-0-9]/.test(token));
const strings = (text) => [...tokens(text)].filter((token) => token.startsWith('"')).map((token) => JSON.parse(token));

function depth(text) {
  let now = 0;
  let most = 0;
  for (const token of tokens(text)) {
    if (token === "{" || token === "[") most = Math.max(most, ++now);
    if (token === "}" || token === "]") now--;
  }
  return most;
}

function hasRepeatedKey(text) {
  const open = [];
  let previous = "";
  for (const token of tokens(text)) {
    if (token === "{" || token === "[") open.push(new Set());
    if (token === "}" || token === "]") open.pop();
    if (token === ":") {
      const keys = open[open.length - 1];
      const key = JSON.parse(previous);
      if (keys.has(key)) return true;
      keys.add(key);
    }
    previous = token;
  }
  return false;
}

const isReal = (token) => /[.eE]/.test(token) || token === "-0";
const isHuge = (token) =>
  isReal(token) ? !Number.isFinite(Number(token)) : BigInt.asIntN(64, BigInt(token)) !== BigInt(token);
const hasLoneSurrogate = (text) => /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

// Seconds since 1970 of an instant whose form the schema has checked.
const seconds = (text) => Date.parse(text) / 1000;
const FIRST = seconds("1990-01-01T00:00:00Z");
const LIMIT = seconds("2100-01-01T00:00:00Z");

const INSTANTS = ["recorded_at", "missing_since", "reported_at", "found_at", "returned_at", "offered_at", "completed_at", "assessed_at", "decided_at"];
const given = (record, names) => names.filter((name) => typeof record[name] === "string");

const london = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23",
});

function civil(instant) {
  const parts = Object.fromEntries(london.formatToParts(seconds(instant) * 1000).map((part) => [part.type, Number(part.value)]));
  return parts;
}

function isMidnight(instant) {
  const at = civil(instant);
  return at.hour === 0 && at.minute === 0 && at.second === 0;
}

// Whole years at the London date of missing_since, the birthday being the month's last day.
function age(record) {
  const at = civil(record.missing_since);
  const [year, month] = record.born.split("-").map(Number);
  const lastDay = new Date(Date.UTC(at.year, month, 0)).getUTCDate();
  const hadBirthday = at.month > month || (at.month === month && at.day >= lastDay);
  return at.year - year - (hadBirthday ? 0 : 1);
}

const isEpisode = (record) => record.schema === "homeward.episode/1";

export const rules = [
  { name: "blank", codes: ["EMPTY"], broken: ({ text }) => text.trim() === "" },
  { name: "65,536 bytes", codes: ["SIZE"], broken: ({ bytes }) => bytes.length > 65536 },
  { name: "depth 16", codes: ["DEPTH"], broken: ({ text }) => depth(text) > 16 },
  { name: "repeated keys", codes: ["JSON_DUPLICATE_KEY"], broken: ({ text }) => hasRepeatedKey(text) },
  { name: "64-bit integers", codes: ["NUM"], broken: ({ text }) => numbers(text).some(isHuge) },
  { name: "reals and -0", codes: ["TYPE"], broken: ({ text }) => numbers(text).some(isReal) },
  { name: "NUL and lone surrogates", codes: ["JSON_SYNTAX"], broken: ({ text }) => strings(text).some((s) => s.includes("\0") || hasLoneSurrogate(s)) },
  { name: "4,096 bytes", codes: ["SIZE"], broken: ({ text }) => strings(text).some((s) => Buffer.byteLength(s) > 4096) },
  {
    name: "range of instants", codes: ["TIME"],
    broken: ({ record }) => given(record, INSTANTS).some((name) => seconds(record[name]) < FIRST || seconds(record[name]) >= LIMIT),
  },
  {
    name: "order", codes: ["ORDER"],
    broken: ({ record }) => isEpisode(record) && given(record, ["found_at", "returned_at"]).some((name) => seconds(record[name]) < seconds(record.missing_since)),
  },
  { name: "age", codes: ["AGE"], broken: ({ record }) => isEpisode(record) && typeof record.born === "string" && age(record) >= 18 },
  {
    name: "midnights", codes: ["TIME"],
    broken: ({ record }) => isEpisode(record) && record.precision === "day" && given(record, ["missing_since", "reported_at", "found_at", "returned_at"]).some((name) => !isMidnight(record[name])),
  },
  {
    name: "24 h after recorded_at", codes: ["TIME"],
    broken: ({ record }) => given(record, INSTANTS).some((name) => seconds(record[name]) > seconds(record.recorded_at) + 86400),
  },
];
