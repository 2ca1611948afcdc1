// schemas: the project's JSON Schemas, compiled by ajv.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";

// Strict, so that a misspelt keyword is an error; unions of types and conditional `required` and
// types are how null and if/then are said.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false, strictTuples: false, allErrors: true });

export function readSchema(folder, name) {
  return JSON.parse(readFileSync(join(folder, `${name}.schema.json`), "utf8"));
}

export function schemaNamed(folder, name) {
  return ajv.compile(readSchema(folder, name));
}
