// generate: documents for the agreement test, valid and damaged, the same for the same seed.
//
//   node generate.mjs SEED COUNT SCHEMA… > documents.ndjson
//
// A document is drawn from the schema itself (its enumerations, patterns by the name of the
// definition, list limits), made coherent in time, and then in most cases damaged once or twice.

import { readFileSync } from "node:fs";
import { Rng } from "./rng.mjs";
import { mutate, mutateText } from "./mutate.mjs";

const DAY = 86400;

const pad = (number, width = 2) => String(number).padStart(width, "0");

// An instant as text, in UTC or in another offset of whole quarters of an hour.
export function instant(seconds, rng) {
  const minutes = rng.chance(0.7) ? 0 : rng.between(-56, 56) * 15;
  const local = new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 19);
  if (minutes === 0) return local + (rng.chance(0.8) ? "Z" : rng.pick(["+00:00", "-00:00"]));
  const ahead = Math.abs(minutes);
  return `${local}${minutes < 0 ? "-" : "+"}${pad(Math.floor(ahead / 60))}:${pad(ahead % 60)}`;
}

const ID = "ABCxyz0189";
const drawId = (rng) => {
  const size = rng.chance(0.05) ? 64 : rng.between(1, 24);
  let text = rng.pick(ID);
  while (text.length < size) text += rng.pick(ID + "._:-");
  return text;
};
const drawGss = (rng) => rng.pick("EWSN") + pad(rng.between(0, 99999999), 8);
const drawUrn = (rng) => rng.pick(["", "S", "SC"]) + pad(rng.between(0, 99999999), rng.between(5, 8)).slice(0, 8);

// What a definition of the schema looks like, by its name; `time` is the document's own.
const definitions = {
  id: drawId,
  gss: drawGss,
  urn: drawUrn,
  instant: (rng, time) => instant(time.base + rng.between(0, 20 * DAY), rng),
  date: (rng, time) => new Date((time.base + rng.between(0, 400) * DAY) * 1000).toISOString().slice(0, 10),
  month: (rng, time) => {
    const year = new Date(time.base * 1000).getUTCFullYear() - rng.between(3, 16);
    return `${year}-${pad(rng.between(1, 12))}`;
  },
};

function draw(schema, rng, time) {
  if (schema.$ref) return definitions[schema.$ref.split("/").pop()](rng, time);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return rng.pick(schema.enum);
  if (schema.anyOf) return draw(rng.pick(schema.anyOf), rng, time);
  const type = Array.isArray(schema.type) ? rng.pick(schema.type) : schema.type;
  switch (type) {
    case "null":
      return null;
    case "boolean":
      return rng.chance(0.5);
    case "integer":
      return rng.pick([1, 1, 2, 3, schema.minimum, schema.maximum]);
    case "array": {
      const most = rng.chance(0.05) ? schema.maxItems : Math.min(4, schema.maxItems);
      const count = rng.between(schema.minItems ?? 0, most);
      return Array.from({ length: count }, () => draw(schema.items, rng, time));
    }
    case "object":
      return drawObject(schema, rng, time);
  }
  throw new Error("the generator does not know this schema: " + JSON.stringify(schema));
}

function drawObject(schema, rng, time) {
  const object = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    if (schema.required.includes(name) || rng.chance(0.5)) object[name] = draw(property, rng, time);
  }
  return object;
}

// Midnight in London on a day in the middle of winter or of summer.
function midnight(rng, time) {
  const year = new Date(time.base * 1000).getUTCFullYear();
  const day = pad(rng.between(1, 28));
  if (rng.chance(0.5)) return `${year}-01-${day}T00:00:00Z`;
  return rng.pick([`${year}-07-${day}T00:00:00+01:00`, `${year}-06-30T23:00:00Z`]);
}

// Most documents should be valid: make the parts fit each other.
function cohere(document, rng, time) {
  document.recorded_at = instant(time.base + rng.between(20, 60) * DAY, rng);
  if (document.missing_since) document.missing_since = instant(time.base, rng);
  if (document.kind === "away") document.status = "looked_after";
  if (document.precision === "day") {
    const days = ["missing_since", "found_at", "returned_at"].filter((name) => document[name]);
    const first = midnight(rng, time);
    for (const name of days) document[name] = first;
    if (document.reported_at) document.reported_at = first;
    document.recorded_at = `${new Date(time.base * 1000).getUTCFullYear() + 1}-02-01T00:00:00Z`;
  }
  if (document.outcome !== undefined) {
    delete document.completed_at;
    if (document.outcome === "completed") document.completed_at = definitions.instant(rng, time);
    if (["declined", "refused_on_arrival"].includes(document.outcome) && document.reason) document.reason = "other";
    if (document.outcome === "not_offered" && document.reason) document.reason = "missing_again";
  }
  return document;
}

function main() {
  const [seed, count, ...files] = process.argv.slice(2);
  const schemas = files.map((file) => JSON.parse(readFileSync(file, "utf8")));
  const rng = new Rng(Number(seed));
  const lines = [];
  for (let i = 0; i < Number(count); i++) {
    const schema = schemas[i % schemas.length];
    const time = { base: Date.UTC(rng.between(1995, 2090), rng.between(0, 11), rng.between(1, 28)) / 1000 + rng.between(0, DAY - 1) };
    const document = cohere(draw(schema, rng, time), rng, time);
    let damages = rng.pick([0, 1, 1, 1, 2]);
    const raw = rng.chance(0.15);
    if (raw) damages = 0;
    for (let j = 0; j < damages; j++) mutate(document, schema, rng, instant, time);
    const text = JSON.stringify(document);
    lines.push(raw ? mutateText(text, rng) : text);
  }
  process.stdout.write(lines.join("\n") + "\n");
}

main();
