#!/bin/bash
# The JSON Schemas and our own readers agree: on at least 20,000 generated documents, on every
# example, on every damaged configuration file, and on all tables. See tests/schema/README.md.
#
#   schemas.sh BIN [SEED [COUNT]]     BIN is the folder of the programs
#
# Exits 77 (skipped) where there is no Node.js or its packages cannot be had.
set -euo pipefail
unset "${!HOMEWARD_@}" # settings of the programs are the test's alone

bin=$(cd "${1:?the folder of the programs}" && pwd)
seed=${2:-1}
count=${3:-24000}
top=$(cd "$(dirname "$0")/../.." && pwd)
schemas=$top/schemas

skip() {
    echo "schemas: skipped: $1"
    exit 77
}

command -v node >/dev/null || skip "node is not installed (Debian: nodejs, npm)"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || skip "node is older than 18"
cd "$top/tests/schema"
if [ ! -d node_modules/ajv ]; then
    command -v npm >/dev/null || skip "npm is not installed (Debian: npm)"
    npm ci --ignore-scripts --no-audit --no-fund >/dev/null 2>&1 || skip "npm ci failed"
fi

# The programs of the tests lie beside those of people.
for folder in "$bin" "$bin/../tests"; do
    [ -x "$folder/schema-verdicts" ] && programs=$(cd "$folder" && pwd)
done
[ -n "${programs:-}" ] || { echo "schemas: no schema-verdicts in $bin or beside it" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

node generate.mjs "$seed" "$count" \
    "$schemas"/{episode,interview,assessment,decision}.schema.json >"$work/documents.ndjson"
"$programs/schema-verdicts" <"$work/documents.ndjson" >"$work/verdicts.txt"
"$programs/schema-tables" >"$work/tables.json"
node agree.mjs "$schemas" "$work/documents.ndjson" "$work/verdicts.txt" "$work/tables.json" 20000
node examples.mjs "$schemas" "$programs" 3000
node formats.mjs "$schemas" "$work/tables.json" "$top/docs/FORMATS.md"

# What the programs really write: a county, a key, a summary and its manifest.
"$bin/homeward-county" -q --preset durham-low -o "$work/county.ndjson"
"$bin/homeward-import" --new-key "$work/key.json" >/dev/null 2>&1
"$bin/homeward-report" -q --authority E06000047 --period year:2015-04-01 -o "$work/summary" \
    --config "$schemas/config/homeward.json" --rules "$schemas/config/rules.json" \
    --tools "$schemas/tools" "$work/county.ndjson"
node validate.mjs "$schemas" key "$work/key.json"
node validate.mjs "$schemas" summary "$work/summary/summary.json"
node validate.mjs "$schemas" manifest "$work/summary/manifest.json"
echo "schemas: agreed on $count documents, seed $seed"
