// formats: docs/FORMATS.md names every key of every configuration file and manifest, and quotes
// every reject code as the code has it.
//
//   node formats.mjs SCHEMAS TABLES FORMATS.md

import { readFileSync } from "node:fs";
import { readSchema } from "./schemas.mjs";

const [folder, tablesFile, formatsFile] = process.argv.slice(2);
const text = readFileSync(formatsFile, "utf8");
const problems = [];

// The part of the page under a heading of the second level.
function section(title) {
  const begin = text.indexOf(`\n## ${title}`);
  if (begin === -1) problems.push(`no section "${title}"`);
  const end = text.indexOf("\n## ", begin + 1);
  return text.slice(begin, end === -1 ? undefined : end);
}

function* keys(schema, root) {
  if (schema.$ref) yield* keys(root.$defs[schema.$ref.split("/").pop()], root);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    yield name;
    yield* keys(property, root);
  }
  if (schema.items) yield* keys(schema.items, root);
}

for (const [name, title] of [["config", "Main configuration"], ["rules", "rules.json"], ["tool", "Tool file"], ["key", "Key file"], ["manifest", "manifest.json"]]) {
  const schema = readSchema(folder, name);
  const part = section(title);
  for (const key of new Set(keys(schema, schema))) if (!part.includes(`\`${key}\``)) problems.push(`${title}: nothing about \`${key}\``);
}

const rejects = section("Reject codes");
for (const [name, { meaning, action }] of Object.entries(JSON.parse(readFileSync(tablesFile, "utf8")).rejects)) {
  if (!rejects.includes(`| \`${name}\` | ${meaning} | ${action} |`)) problems.push(`Reject codes: ${name} is not quoted as the code has it`);
}

for (const problem of problems) console.error(`formats: ${problem}`);
if (problems.length > 0) process.exit(1);
