#!/bin/bash
# fast_share: of the records that `homeward county` writes, the fast reader takes nearly all; and
# what is reported does not depend on who reads.
#
#   fast_share.sh BIN     BIN is the folder of the programs
set -euo pipefail
for name in ${!HOMEWARD_@}; do unset "$name"; done # settings may come from there
bin=${1:?the folder of the programs}
least=9990 # hundredths of a per cent
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}
# share FOLDER FILE ARGUMENT...: report, and print the share in hundredths of a per cent
share() {
    local folder=$1 file=$2
    shift 2
    "$bin/homeward-report" -a E06000047 -p year:2015-04-01 -q --stats -o "$folder" "$@" "$file" \
        2>"$folder.stderr" || { cat "$folder.stderr" >&2; return 1; }
    sed -n 's/.*fast_share=\([0-9]*\)\.\([0-9][0-9]\)%.*/\1\2/p' "$folder.stderr" | sed 's/^0*\([0-9]\)/\1/'
}
# same WHAT FOLDER FOLDER: the summaries are, byte for byte, but for who made them
same() {
    local file
    for file in summary.json summary.csv; do
        cmp -s <(sed '/^  "provenance": {/,$d' "$2/$file") <(sed '/^  "provenance": {/,$d' "$3/$file") ||
            fail "$1: another $file"
    done
}

while read -r preset seed; do
    what="$preset, seed $seed"
    log=$work/$preset-$seed
    "$bin/homeward-county" -q -p "$preset" -s "$seed" --faults 0 -o "$log"
    lines=$(wc -l <"$log")
    [ "$lines" -ge 500 ] || fail "$what: only $lines records"
    fast=$(share "$log.fast" "$log")
    slow=$(share "$log.slow" "$log" --decoder=jansson)
    echo "$what: $lines records, fast share ${fast:-unknown}, with --decoder=jansson ${slow:-unknown}" \
        "(hundredths of a per cent)"
    [ "${fast:-0}" -ge "$least" ] || fail "$what: the fast reader takes ${fast:-an unknown share}"
    [ "${slow:-1}" -eq 0 ] || fail "$what: --decoder=jansson leaves the fast reader ${slow:-unknown}"
    same "$what" "$log.fast" "$log.slow"
done <<'END'
durham 1
durham 2
durham-low 7
END

# With records beside them that it must leave to the referee, the share is lower: it is measured.
log=$work/faults
"$bin/homeward-county" -q -p durham -s 1 --faults 100 -o "$log"
fast=$(share "$log.fast" "$log")
slow=$(share "$log.slow" "$log" --decoder=jansson)
echo "durham with faults: fast share ${fast:-unknown}, ${slow:-unknown}"
[ "${fast:-$least}" -lt "$least" ] || fail "faults are taken by the fast reader: ${fast:-unknown}"
[ "${fast:-0}" -gt 0 ] || fail "nothing is taken beside faults"
same "durham with faults" "$log.fast" "$log.slow"
exit $failed
