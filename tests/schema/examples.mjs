// examples: every example and configuration file against its schema and its reader.
//
//   node examples.mjs SCHEMAS BIN COUNT
//
// examples/valid/KIND/*.json must be accepted by both, examples/invalid/KIND/*.json by neither,
// but for files whose name begins "beyond-schema-": these break a rule that a schema cannot say.
// Then every valid configuration file is damaged COUNT times, and reader and schema must say the
// same of it, apart from the rules listed below and in README.md.

import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Rng } from "./rng.mjs";
import { schemaNamed } from "./schemas.mjs";

const [folder, bin, count] = process.argv.slice(2);
const RECORDS = ["episode", "interview", "assessment", "decision"];
const CONFIGS = ["config", "rules", "tool", "key"];
const WRITTEN = ["summary", "manifest"]; // nothing of ours reads these yet
const problems = [];
const validate = Object.fromEntries([...RECORDS, ...CONFIGS, ...WRITTEN].map((kind) => [kind, schemaNamed(folder, kind)]));

// What the readers of configuration check beyond their schemas.
const repeats = (list, key) => new Set(list.map((member) => member[key])).size < list.length;
const beyond = {
  config: (value) =>
    (value.anchor !== undefined && new Date(value.anchor).getUTCDay() !== 1) ||
    repeats(value.authorities ?? [], "code") || repeats(value.sources ?? [], "source") || repeats(value.panels ?? [], "id"),
  rules: () => false,
  tool: (value) =>
    repeats(value.items, "code") ||
    value.categories.some((category, i) => i > 0 && category.from <= value.categories[i - 1].from) ||
    (value.overrides ?? []).some(({ when }) => when.item !== undefined && !value.items.some((item) => item.code === when.item)),
  key: () => false,
};

function run(program, lines) {
  const done = spawnSync(join(bin, program), { input: lines.join("\n") + "\n", encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status ?? done.error}: ${done.stderr}`);
  return done.stdout.trimEnd().split("\n");
}

// What the reader says of each text; a file's line ends are white space to it.
function readers(kind, texts) {
  const lines = texts.map((text) => text.replace(/[\r\n]/g, " "));
  if (RECORDS.includes(kind)) return run("schema-verdicts", lines);
  if (CONFIGS.includes(kind)) return run("schema-configs", lines.map((line) => `${kind}\t${line}`));
  return texts.map(() => null);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function filesOf(path) {
  return readdirSync(path).filter((name) => name.endsWith(".json")).sort().map((name) => join(path, name));
}

function checkExamples(kind) {
  const valid = filesOf(join(folder, "examples", "valid", kind));
  if (kind === "config") valid.push(join(folder, "config", "homeward.json"));
  if (kind === "rules") valid.push(join(folder, "config", "rules.json"));
  if (kind === "tool") valid.push(...filesOf(join(folder, "tools")));
  const invalid = filesOf(join(folder, "examples", "invalid", kind));
  if (valid.length === 0 || invalid.length === 0) problems.push(`${kind}: no examples`);
  const files = [...valid, ...invalid];
  const texts = files.map((file) => readFileSync(file, "utf8"));
  const said = readers(kind, texts);
  files.forEach((file, i) => {
    const right = i < valid.length;
    const accepted = validate[kind](parse(texts[i]));
    const wanted = right || file.includes("/beyond-schema-");
    if (accepted !== wanted) problems.push(`${file}: the schema ${accepted ? "accepts" : "refuses"} it: ${JSON.stringify(validate[kind].errors)}`);
    if (said[i] !== null && (said[i] === "OK") !== right) problems.push(`${file}: the reader says ${said[i]}`);
  });
  return texts.slice(0, valid.length);
}

const WRONG = [null, true, 0, -1, 1, 1.5, "", "x", [], {}, "2016-01-04", "E06000047", 1e9, "é".repeat(70), "a\tb"];

function places(value, found = []) {
  if (value !== null && typeof value === "object") {
    for (const key of Object.keys(value)) {
      found.push([value, key]);
      places(value[key], found);
    }
  }
  return found;
}

const ways = [
  (c, k, rng) => (Array.isArray(c) ? c.splice(Number(k), 1) : delete c[k]),
  (c, k, rng) => (c[k] = structuredClone(rng.pick(WRONG))),
  (c, k) => (typeof c[k] === "number" ? c[k]++ : (c[k] = `${c[k]}x`)),
  (c, k) => (typeof c[k] === "number" ? c[k]-- : (c[k] = String(c[k]).slice(1))),
  (c, k) => (typeof c[k] === "number" ? (c[k] *= 1000) : (c[k] = String(c[k]).toUpperCase())),
  (c, k, rng) => Array.isArray(c) && c.splice(Number(k), 0, structuredClone(rng.pick(c))),
  (c, k) => Array.isArray(c) && c.reverse(),
  (c, k, rng) => !Array.isArray(c) && (c[rng.pick(["later", "on", "schema", "name", "weight", k + "s"])] = 1),
  (c, k, rng) => !Array.isArray(c) && (c[rng.pick(Object.keys(c))] = structuredClone(c[k])),
  (c, k) => Array.isArray(c[k]) && c[k].length > 0 && (c[k] = Array.from({ length: 70 }, (_, i) => (typeof c[k][0] === "object" ? { ...c[k][0], code: `c${i}`, id: undefined } : c[k][0]))),
];

function damaged(text, rng) {
  const value = JSON.parse(text);
  for (let i = rng.between(1, 2); i > 0; i--) {
    const all = places(value);
    if (all.length > 0) rng.pick(ways)(...rng.pick(all), rng);
  }
  return JSON.stringify(value);
}

function checkDamaged(kind, texts, rng) {
  const tally = { accept: 0, refuse: 0, beyond: 0 };
  const documents = Array.from({ length: Number(count) }, (_, i) => damaged(texts[i % texts.length], rng));
  readers(kind, documents).forEach((said, i) => {
    const value = JSON.parse(documents[i]);
    const accepted = validate[kind](value);
    const more = accepted && beyond[kind](value);
    tally[!accepted ? "refuse" : more ? "beyond" : "accept"]++;
    if ((said === "OK") !== (accepted && !more)) problems.push(`${kind} ${documents[i].slice(0, 300)}: the reader says ${said}, the schema ${accepted ? "accepts" : "refuses"}`);
  });
  if (tally.accept === 0 || tally.refuse === 0) problems.push(`${kind}: every damaged file came out the same`);
  console.log(`${kind}: ${tally.accept} accepted by both, ${tally.refuse} refused by both, ${tally.beyond} break a rule beyond the schema`);
}

const rng = new Rng(2);
for (const kind of [...RECORDS, ...WRITTEN]) checkExamples(kind);
for (const kind of CONFIGS) checkDamaged(kind, checkExamples(kind), rng);
for (const problem of problems.slice(0, 30)) console.error(`examples: ${problem}`);
if (problems.length > 0) {
  console.error(`examples: ${problems.length} problems`);
  process.exit(1);
}
