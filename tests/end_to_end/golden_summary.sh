#!/bin/bash
# Golden summaries: every folder of tests/golden/summary is a case.
#
#   input.ndjson   the records
#   args           arguments of `homeward report`, one a line; what they name lies beside it
#   expected.json  summary.json up to its provenance, which names versions and hashes
#   expected.csv   summary.csv
#
# UPDATE_GOLDEN=1 rewrites what is expected; review the difference.
set -euo pipefail
for name in ${!HOMEWARD_@}; do unset "$name"; done # settings may come from there
bin=$1
cases=tests/golden/summary
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
failed=0
for case in "$cases"/*/; do
    name=$(basename "$case")
    mapfile -t args <"$case/args"
    "$bin/homeward-report" "${args[@]}" -q -o "$work/$name" "$case/input.ndjson"
    sed '/^  "provenance": {/,$d' "$work/$name/summary.json" >"$work/$name.json"
    if [ "${UPDATE_GOLDEN:-}" = 1 ]; then
        cp "$work/$name.json" "$case/expected.json"
        cp "$work/$name/summary.csv" "$case/expected.csv"
    fi
    diff -u "$case/expected.json" "$work/$name.json" || failed=1
    diff -u "$case/expected.csv" "$work/$name/summary.csv" || failed=1
    count=$((count + 1))
done
[ "$count" -gt 0 ] || { echo "no case in $cases"; exit 1; }
echo "$count cases"
exit "$failed"
