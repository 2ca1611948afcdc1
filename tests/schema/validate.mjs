// validate: files against one schema, for other tests: node validate.mjs SCHEMAS NAME FILE…

import { readFileSync } from "node:fs";
import { schemaNamed } from "./schemas.mjs";

const [folder, name, ...files] = process.argv.slice(2);
const validate = schemaNamed(folder, name);
let wrong = files.length === 0 ? 1 : 0;
for (const file of files) {
  if (!validate(JSON.parse(readFileSync(file, "utf8")))) {
    wrong++;
    for (const error of validate.errors.slice(0, 20)) console.error(`${file}: ${error.instancePath} ${error.message}`);
  }
}
process.exit(wrong === 0 ? 0 : 1);
