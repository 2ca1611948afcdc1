#!/bin/bash
# memory: nothing is read before it is written, outside its place, or lost, as valgrind sees it:
# a small county with faults by either reader, and every line of the fast reader's corpus.
#
#   memory.sh BIN     BIN is the folder of the programs
#
# only in: release
set -euo pipefail
bin=${1:?the folder of the programs}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v valgrind >/dev/null || { echo "memory: skipped, no valgrind here"; exit 77; }

watched() {
    valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=all "$@" >"$folder/out" 2>&1 || {
        echo "memory: $1 ended with $?:" >&2
        tail -n 30 "$folder/out" >&2
        exit 1
    }
}

"$bin/homeward" county --children 300 --seed 4 --faults 50 -q -o "$folder/county.ndjson"
for decoder in fast jansson; do
    watched "$bin/homeward-report" -q --decoder=$decoder -a E06000047 -p year:2015-04-01 \
        -o "$folder/$decoder" "$folder/county.ndjson"
done
cmp "$folder/fast/summary.json" "$folder/jansson/summary.json"
watched "$bin/../tests/replay_fast" tests/fuzz/corpus/fast
grep -q 'files replayed, 0 not readable' "$folder/out" || { echo "memory: no corpus was replayed" >&2; exit 1; }
echo "memory: clean by either reader, and over the corpus"
