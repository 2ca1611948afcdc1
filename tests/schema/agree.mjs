// agree: the decoder and ajv on the JSON Schemas must say the same of every document.
//
//   node agree.mjs SCHEMAS DOCUMENTS VERDICTS TABLES COUNT
//
// The law, in both directions: the decoder accepts a document exactly when ajv accepts it and no
// rule of unsayable.mjs is broken; and where only such a rule is broken, the decoder's code is one
// of that rule's. Then: enumerations, required fields and limits of the schemas are those of the
// decoder's tables.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSchema, schemaNamed } from "./schemas.mjs";
import { rules } from "./unsayable.mjs";

const [folder, documentsFile, verdictsFile, tablesFile, least] = process.argv.slice(2);
const NAMES = ["episode", "interview", "assessment", "decision"];
const schemas = Object.fromEntries(NAMES.map((name) => [`homeward.${name}/1`, readSchema(folder, name)]));
const validators = Object.fromEntries(NAMES.map((name) => [`homeward.${name}/1`, schemaNamed(folder, name)]));
const problems = [];

function parse(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { bytes, text, record: JSON.parse(text) };
  } catch {
    return null;
  }
}

const keywords = new Map();
const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);

function ajvAccepts(document) {
  if (document === null) return false;
  const validate = validators[document.record?.schema];
  if (validate === undefined) return false;
  if (validate(document.record)) return true;
  for (const error of validate.errors) count(keywords, error.keyword);
  return false;
}

function compare(bytes, verdict, tally) {
  const document = parse(bytes);
  const code = verdict.split(" ")[0];
  if (!ajvAccepts(document)) {
    count(tally, code === "OK" ? "WRONG" : "both reject");
    return code === "OK" ? "the decoder accepts what the schema refuses" : null;
  }
  const broken = rules.filter((rule) => rule.broken(document));
  if (broken.length === 0) {
    count(tally, code === "OK" ? "both accept" : "WRONG");
    return code === "OK" ? null : `the decoder says ${verdict}, the schema and the listed rules accept`;
  }
  for (const rule of broken) count(tally, `rule: ${rule.name}`);
  if (!broken.some((rule) => rule.codes.includes(code))) {
    count(tally, "WRONG");
    return `the decoder says ${verdict}, broken is ${broken.map((rule) => rule.name).join(", ")}`;
  }
  return null;
}

function splitLines(buffer) {
  const lines = [];
  let begin = 0;
  for (let end = buffer.indexOf(10); end !== -1; end = buffer.indexOf(10, begin)) {
    lines.push(buffer.subarray(begin, end));
    begin = end + 1;
  }
  return lines;
}

function compareDocuments() {
  const documents = splitLines(readFileSync(documentsFile));
  const verdicts = readFileSync(verdictsFile, "utf8").trimEnd().split("\n");
  const tally = new Map();
  if (documents.length !== verdicts.length) problems.push(`${documents.length} documents, ${verdicts.length} verdicts`);
  if (documents.length < Number(least)) problems.push(`only ${documents.length} documents`);
  documents.forEach((bytes, i) => {
    const problem = compare(bytes, verdicts[i] ?? "", tally);
    if (problem !== null) problems.push(`document ${i + 1}: ${problem}`);
  });
  return tally;
}

// A test in which a rule or a keyword never mattered has shown nothing about it.
function demandCoverage(tally) {
  for (const rule of rules) {
    if (rule.name !== "blank" && !tally.has(`rule: ${rule.name}`)) problems.push(`no document broke only the rule "${rule.name}"`);
  }
  for (const keyword of ["required", "type", "enum", "const", "pattern", "maxItems", "minItems", "minimum", "maximum", "maxLength", "maxProperties"]) {
    if (!keywords.has(keyword)) problems.push(`no document failed the keyword ${keyword}`);
  }
  for (const side of ["both accept", "both reject"]) {
    if ((tally.get(side) ?? 0) < Number(least) / 10) problems.push(`too few documents: ${side}`);
  }
}

// ---- schemas against the decoder's tables

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const demand = (holds, message) => holds || problems.push(message);
const codesOf = (property) => property.enum?.filter((code) => code !== null);
const allowsNull = (property) => JSON.stringify(property).includes("null");
const BY_DEFINITION = { id: "id", instant: "instant", gss: "gss", urn: "urn", month: "month", date: "date" };

function compareField(where, field, property, tables) {
  if (property === undefined) return problems.push(`${where}: not in the schema`);
  const body = JSON.stringify(property);
  demand(field.required || allowsNull(property), `${where}: optional, but null is refused`);
  demand(!field.required || !allowsNull(property), `${where}: required, but null is allowed`);
  if (BY_DEFINITION[field.type]) demand(body.includes(`#/$defs/${BY_DEFINITION[field.type]}"`), `${where}: not a ${field.type}`);
  if (field.type === "code" || field.type === "reason") demand(same(codesOf(property), tables.vocab[field.list]), `${where}: other codes than ${field.list}`);
  if (field.type === "codes") demand(same(property.items.enum, tables.vocab[field.list]), `${where}: other codes than ${field.list}`);
  if (["ids", "codes", "issues", "items"].includes(field.type)) {
    demand(property.maxItems === field.max, `${where}: another maximum than ${field.max}`);
    demand((property.minItems ?? 0) === field.least, `${where}: another minimum than ${field.least}`);
  }
  if (field.type === "issues") {
    for (const [name, list] of [["code", "issue"], ["source", "issue_source"], ["confidence", "confidence"]]) {
      demand(same(property.items.properties[name].enum, tables.vocab[list]), `${where}/${name}: other codes than ${list}`);
    }
  }
  if (field.type === "items") demand(same(property.items.properties.when.enum, tables.vocab.when), `${where}/when: other codes`);
  if (field.type === "revision") demand(property.minimum === 1 && property.maximum === 2147483647, `${where}: another range`);
}

function compareReasons(tables) {
  const branches = schemas["homeward.interview/1"].allOf;
  const all = schemas["homeward.interview/1"].properties.reason.enum.filter((code) => code !== null);
  for (const [outcome, reasons] of Object.entries(tables.reasons)) {
    const branch = branches.find(({ if: when, then }) => then.properties.reason && (when.properties.outcome.const === outcome || when.properties.outcome.enum?.includes(outcome)));
    const said = branch ? all.filter((code) => branch.then.properties.reason.enum.includes(code)) : all;
    demand(same(said, reasons), `interview: other reasons for ${outcome}`);
  }
}

function compareRules(tables) {
  const schema = readSchema(folder, "rules").properties.rules.properties;
  const written = JSON.parse(readFileSync(join(folder, "config", "rules.json"), "utf8")).rules;
  demand(same(Object.keys(schema), Object.keys(tables.rules)), "rules.schema.json: other rules than the code's");
  demand(same(Object.keys(written), Object.keys(tables.rules)), "config/rules.json: other rules than the code's");
  for (const [id, row] of Object.entries(tables.rules)) {
    const rule = written[id] ?? {};
    const unit = { h: 3600, d: 86400 };
    const seconds = rule.window ? Number(rule.window.slice(0, -1)) * unit[rule.window.slice(-1)] : 0;
    demand(rule.severity === row.severity && rule.on === true, `config/rules.json: ${id} is not ${row.severity}`);
    demand(seconds === row.window_s, `config/rules.json: ${id} has another window than ${row.window_s} s`);
    demand((row.window_s > 0) === (schema[id]?.properties.window !== undefined), `rules.schema.json: ${id} and its window`);
  }
}

function compareTables() {
  const tables = JSON.parse(readFileSync(tablesFile, "utf8"));
  demand(same(Object.keys(tables.records), Object.keys(schemas)), "other kinds of records");
  for (const [name, fields] of Object.entries(tables.records)) {
    const schema = schemas[name];
    demand(same(fields.map((field) => field.name), Object.keys(schema.properties)), `${name}: other fields, or in another order`);
    demand(same(fields.filter((field) => field.required).map((field) => field.name), schema.required), `${name}: other required fields`);
    demand(schema.properties.schema.const === name, `${name}: another schema name`);
    for (const field of fields) compareField(`${name} ${field.name}`, field, schema.properties[field.name], tables);
  }
  compareReasons(tables);
  compareRules(tables);
  const summary = readSchema(folder, "summary");
  demand(same(summary.$defs.reject_code.enum, Object.keys(tables.rejects)), "summary.schema.json: other reject codes");
}

const tally = compareDocuments();
demandCoverage(tally);
compareTables();
for (const [name, number] of [...tally].sort()) console.log(`${String(number).padStart(7)}  ${name}`);
for (const problem of problems.slice(0, 50)) console.error(`agree: ${problem}`);
if (problems.length > 0) {
  console.error(`agree: ${problems.length} problems`);
  process.exit(1);
}
