#!/bin/bash
# reading: long inputs take no more memory than short ones, show how far they are to whoever
# watches, and one that is cut off or changed meanwhile is told.
#
#   reading.sh BIN     BIN is the folder of the programs
set -euo pipefail
unset "${!HOMEWARD_@}" # settings of the programs are the test's alone
bin=$(cd "${1:?the folder of the programs}" && pwd)
report=$bin/homeward-report
import=$bin/homeward-import
story=tests/data/story/fortnight.ndjson
ask=(--authority E06000047 --period fortnight:2016-02-29)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
short=30000
long=300000
if grep -qa __asan_ "$report"; then
    # What is freed is held back for a while; that grows with the input and is not the program's.
    export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=1"
    short=6000
    long=60000
fi

fail() {
    echo "FAILED: $1"
    failed=1
}
says() { grep -qF -- "$1" "$work/stderr" || { fail "does not say: $1"; cat "$work/stderr"; }; }

# ---- memory does not grow with the input: copies of one record, so that no history grows
record=$(grep -m 1 '"homeward.episode/1"' "$story")
copies() { head -n "$1" < <(exec yes "$record" 2>/dev/null); } # COUNT
# peak INPUT COUNT: bytes at most, of a run that read so many
peak() {
    "$report" "${ask[@]}" -o "$work/out" --stats "$1" >"$work/stdout" 2>"$work/stderr"
    grep -q "^$2 read = 1 accepted + $(($2 - 1)) duplicate" "$work/stdout" ||
        { echo "not $2 records: $(grep read "$work/stdout")" >&2; return 1; }
    sed -n 's/.* peak_bytes=\([0-9]*\)$/\1/p' "$work/stderr"
}
# not_more NAME SMALL LARGE: within a tenth
not_more() {
    echo "$1: $2 bytes for $short records, $3 for $long"
    [ "$2" -gt 0 ] && [ $((10 * $3)) -le $((11 * $2)) ] || fail "$1: memory grows with the input"
}
small=$(copies $short | peak - $short)
large=$(copies $long | peak - $long)
not_more 'a pipe' "$small" "$large"
copies $short >"$work/short"
copies $long >"$work/long"
not_more 'a file' "$(peak "$work/short" $short)" "$(peak "$work/long" $long)"
not_more 'standard input' "$(peak - $short <"$work/short")" "$(peak - $long <"$work/long")"

# ---- progress: on a terminal only, never of a quiet program, and gone at the end
# watched COMMAND: run by a shell on a terminal; what it shows
watched() { script -qec "$1" /dev/null </dev/null >"$work/shown"; }
shows() { grep -qE -- "$1" "$work/shown" || { fail "does not show: $1"; cat -v "$work/shown"; }; }
told="'$report' ${ask[*]} -o '$work/out' --stats"
watched "$told '$work/short'"
shows 'reading \[#*\.*\] [0-9]+%, [0-9]+ records, [0-9]+/s'
shows $'\r\033\\[K'
[ -z "$(sed -n 's/.*\r\x1b\[K//; /reading/p' "$work/shown")" ] || fail 'progress is left behind'
drawn=$(tr '\r' '\n' <"$work/shown" | grep -c '^reading')
# Reading is folding and hashing: once at its begin, then once in each tenth of a second.
spent() { sed -n "s/.* $1=\([0-9]*\)\.\([0-9]\{3\}\) .*/\1\2/p" "$work/shown"; }
most_ms=$((10#$(spent fold_s) + 10#$(spent hash_s) + 1))
[ "$drawn" -le $((most_ms / 100 + 1)) ] || fail "drawn $drawn times in $most_ms ms"
watched "cat '$work/short' | $told -"
shows 'reading [0-9]+\.[0-9] MB, [0-9]+ records, [0-9]+/s'
watched "cat '$work/short' | '$report' ${ask[*]} --rows quality.accepted -"
shows 'keeping [0-9]+\.[0-9] MB'
shows 'reading \[#*\.*\] [0-9]+%, [0-9]+ records, [0-9]+/s'
watched "$told -q '$work/short'"
! grep -q 'reading' "$work/shown" || fail 'a quiet program shows progress'
"$report" "${ask[@]}" -o "$work/out" --stats "$work/short" >"$work/stdout" 2>"$work/stderr"
! grep -q 'reading' "$work/stdout" "$work/stderr" || fail 'progress where nobody watches'
"$import" --new-key "$work/key" -q
watched "'$import' ndjson --key '$work/key' -o /dev/null '$work/short' || true"
shows 'importing \[#*\.*\] [0-9]+%, [0-9]+ records, [0-9]+/s'

# ---- a file that is cut off after it was opened, which it is before the first input is read
mkfifo "$work/first"
cp "$work/short" "$work/cut"
{
    cat "$work/short" # more than a pipe holds
    truncate -s 1000 "$work/cut"
} >"$work/first" &
status=0
"$report" "${ask[@]}" -q -o "$work/none" "$work/first" "$work/cut" 2>"$work/stderr" || status=$?
wait $! || true
[ "$status" = 74 ] || fail "exit $status, not 74, for a file that was cut off"
says "nothing was written: $work/cut: the file became shorter while it was read"
[ ! -e "$work/none" ] || fail 'something was written all the same'

# ---- a file that is changed in place between the two readings of --rows
# What was rejected is told after the first reading, and the program waits while nobody takes it.
cp "$story" "$work/changed"
mkfifo "$work/said"
exec 8<>"$work/said"
dd if=/dev/zero of="$work/said" bs=4096 count=4096 oflag=nonblock 2>/dev/null || true
"$report" "${ask[@]}" --rows quality.accepted "$work/changed" >"$work/stdout" 2>"$work/said" 8>&- &
reader=$!
# at_end PID FILE: whether the process has read it through
at_end() {
    local handle
    for handle in /proc/"$1"/fd/*; do
        [ "$(readlink "$handle" || true)" != "$(readlink -f "$2")" ] ||
            ! grep -qsx "pos:[[:space:]]*$(stat -c %s "$2")" "/proc/$1/fdinfo/${handle##*/}" ||
            return 0
    done
    return 1
}
until at_end $reader "$work/changed"; do
    kill -0 $reader 2>/dev/null || { fail 'it did not wait'; break; }
done
printf 'x' | dd of="$work/changed" conv=notrunc status=none # no record, but of the same size
exec 9<"$work/said" 8>&-
tr -d '\0' <&9 >"$work/stderr"
status=0
wait $reader || status=$?
[ "$status" = 75 ] || fail "exit $status, not 75, for a file that was changed"
says "$work/changed: the file changed while it was read, so no rows are listed."
[ ! -s "$work/stdout" ] || fail "$(wc -l <"$work/stdout") rows of a file that was changed"

# ---- where addresses are limited, none of the memories takes what another needs
if ! grep -qa __asan_ "$report"; then
    (ulimit -v 700000 && "$report" "${ask[@]}" -q -o "$work/out" "$story") 2>"$work/stderr" ||
        { fail 'does not run in 700 MB of addresses'; cat "$work/stderr"; }
fi

[ "$failed" = 0 ] && echo 'all as promised'
exit "$failed"
