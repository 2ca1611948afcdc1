#!/bin/bash
# instructions: reading, keeping and asking take no more instructions than they did. Instructions
# are counted, not seconds, so a busy machine changes nothing, and a change that makes the hot path
# a tenth slower is seen by whoever makes it. A limit is raised on purpose, with its reason.
#
#   instructions.sh BIN     BIN is the folder of the programs
#
# only in: release
set -euo pipefail
bin=${1:?the folder of the programs}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v valgrind >/dev/null || { echo "instructions: skipped, no valgrind here"; exit 77; }

# what | function | counted for each | at most
limits='fast reader|fast_read|record|6700
apply|histories_apply|record|2350
question|question_answer|episode|4450'

"$bin/homeward" county --children 2000 --seed 1 -q -o "$folder/county.ndjson"
valgrind --tool=callgrind --callgrind-out-file="$folder/out" "$bin/homeward-report" -q --json \
    -a E06000047 -p year:2015-04-01 -o "$folder/summary" --stats "$folder/county.ndjson" \
    >"$folder/closing.json" 2>"$folder/said"
records=$(sed -n 's/.*"read":\([0-9]*\).*/\1/p' "$folder/closing.json")
episodes=$(sed -n 's/.* episodes=\([0-9]*\) .*/\1/p' "$folder/said")
[ "${records:-0}" -gt 10000 ] && [ "${episodes:-0}" -gt 2000 ] || {
    echo "instructions: $records records, $episodes episodes read" >&2
    exit 1
}
callgrind_annotate --inclusive=yes --threshold=100 "$folder/out" >"$folder/functions"

failed=0
while IFS='|' read -r what function each most; do
    spent=$(sed -nE "s/^ *([0-9,]+) .*[:/]$function( \[.*|$)/\1/p" "$folder/functions" | head -n 1 | tr -d ,)
    count=$records
    [ "$each" = record ] || count=$episodes
    [ "${spent:-0}" -gt 0 ] || { echo "instructions: $function was not seen" >&2; exit 1; }
    echo "$what: $((spent / count)) instructions $([ $each = episode ] && echo an || echo a) $each, at most $most"
    [ $((spent / count)) -le "$most" ] || { echo "instructions: $what takes more than it did" >&2; failed=1; }
done <<<"$limits"
exit $failed
