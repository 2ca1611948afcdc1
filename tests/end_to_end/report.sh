#!/bin/bash
# homeward report, from the outside: what it writes, what it says, how it exits.
set -euo pipefail
bin=$1
report=$bin/homeward-report
story=tests/data/story/fortnight.ndjson
ask=(--authority E06000047 --period fortnight:2016-02-29)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
    echo "FAILED: $1"
    failed=1
}
same() { # what, file, file
    cmp -s "$2" "$3" || { fail "$1"; diff "$2" "$3" | head -n 20 || true; }
}
# exits WANT ARGUMENT...: run, keep stdout and stderr, compare the exit code
exits() {
    local want=$1 got=0
    shift
    "$report" "$@" >"$work/stdout" 2>"$work/stderr" </dev/null || got=$?
    [ "$got" = "$want" ] || { fail "exit $got, not $want: $*"; cat "$work/stderr"; }
}
says() { grep -qF -- "$1" "$work/stderr" || { fail "does not say: $1"; cat "$work/stderr"; }; }
prints() { grep -qF -- "$1" "$work/stdout" || { fail "does not print: $1"; cat "$work/stdout"; }; }

# ---- what it writes
exits 0 "${ask[@]}" -o "$work/a/b" --rejects "$work/rejects" "$story"
prints '23 read = 18 accepted + 1 duplicate + 4 rejected + 0 tombstone + 0 erased'
prints '6 missing episodes of 4 children'
says '4 of 23 records could not be used'
for file in summary.json summary.csv summary.html manifest.json; do
    [ -s "$work/a/b/$file" ] || fail "$file is not there"
    [ "$(stat -c %a "$work/a/b/$file")" = 600 ] || fail "$file can be read by others"
done
[ "$(find "$work/a/b" -type f | wc -l)" = 4 ] || fail "something else is left in the folder"
printf '%s\n' "$story:11 JSON_SYNTAX" "$story:12 EMPTY" "$story:14 CODE_UNKNOWN /place" \
    "$story:18 REVISION_CONFLICT /revision" >"$work/want"
same 'the rejects are listed by place, code and pointer' "$work/want" "$work/rejects"
for file in summary.json summary.csv summary.html; do
    grep -q "$(sha256sum <"$work/a/b/$file" | cut -d' ' -f1)" "$work/a/b/manifest.json" ||
        fail "the manifest does not have $file's hash"
done
grep -q "$(sha256sum <"$story" | cut -d' ' -f1)" "$work/a/b/manifest.json" ||
    fail "the manifest does not have the input's hash"
grep -q 'k1\.' "$work"/a/b/* "$work/rejects" && fail "a child's key is in what it writes"

# ---- the same bytes whatever the place, time zone, language, or cut of the files
head -n 9 "$story" >"$work/first"
tail -n +10 "$story" >"$work/second"
exits 0 "${ask[@]}" -o "$work/split" --input "$work/first" "$work/second"
same 'the same from two files' "$work/a/b/summary.json" "$work/split/summary.json"
"$report" "${ask[@]}" -q -o "$work/stdin" - <"$story" || fail "standard input"
same 'the same from standard input' "$work/a/b/summary.json" "$work/stdin/summary.json"
TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 "$report" "${ask[@]}" -q -o "$work/far" "$story"
for file in summary.json summary.csv summary.html manifest.json; do
    same "the same $file elsewhere" "$work/a/b/$file" "$work/far/$file"
done
exits 0 "${ask[@]}" -q --as-of 2016-05-01T00:00:00Z -o "$work/later" "$story"
diff "$work/a/b/summary.json" "$work/later/summary.json" | grep '^[<>]' | grep -v as_of &&
    fail "once final, a later as-of changes more than itself"

# ---- standard output
exits 0 "${ask[@]}" --json -o "$work/json" "$story"
[ "$(wc -l <"$work/stdout")" = 1 ] || fail "--json prints one line"
prints '"final":true,"synthetic":false,"read":23,"accepted":18,"duplicate":1,"rejected":4'
exits 0 "${ask[@]}" -q -o "$work/quiet" --stats "$story"
[ -s "$work/stdout" ] && fail "-q is not quiet"
says 'peak_bytes='

# ---- rows
exits 0 "${ask[@]}" -q --rows interviews.overdue "$story"
printf 'side,child,kind,id\r\ncounted,k1.alder,episode,a3\r\ncounted,k1.elm,episode,d1\r\n' \
    >"$work/want"
same 'rows of a count' "$work/want" "$work/stdout"
exits 0 "${ask[@]}" -q --rows quality.rejected.EMPTY "$story"
printf 'file,line\r\n%s,12\r\n' "$story" >"$work/want"
same 'lines of a reject code' "$work/want" "$work/stdout"
exits 0 "${ask[@]}" -q --rows quality.unknown_fields "$story"
printf 'file,line\r\n%s,17\r\n' "$story" >"$work/want"
same 'lines with unknown fields' "$work/want" "$work/stdout"
for path in read:23 accepted:18 duplicate:1 tombstone:0 'sources[police].records:7'; do
    exits 0 "${ask[@]}" -q --rows "quality.${path%:*}" "$story"
    [ "$(tail -n +2 "$work/stdout" | wc -l)" = "${path##*:}" ] || fail "rows of quality.$path"
done
exits 64 "${ask[@]}" --rows interviews.overdeu "$story"
says 'interviews.overdue'
exits 64 "${ask[@]}" --rows quality.unlinked "$story"

# ---- mistakes on the command line: 64, and nothing is written
exits 64 "${ask[@]}" -o "$work/no"
says 'no input'
exits 64 --period fortnight:2016-02-29 -o "$work/no" "$story"
exits 64 --authority Durham --period fortnight:2016-02-29 -o "$work/no" "$story"
says '--authority'
exits 64 --authority E06000047 --period fortnight:2016-03-01 -o "$work/no" "$story"
says 'fortnight:2016-02-29'
exits 64 --authority E06000047 --period sometime -o "$work/no" "$story"
exits 64 "${ask[@]}" --as-of 2016-03-14T00:00:00 -o "$work/no" "$story"
says '--as-of'
exits 64 "${ask[@]}" --population 0 -o "$work/no" "$story"
exits 64 "${ask[@]}" "$story"
for audience in panel board public; do
    exits 64 "${ask[@]}" --audience "$audience" -o "$work/no" "$story"
    says 'later version'
done
exits 64 "${ask[@]}" --audience everybody -o "$work/no" "$story"
echo '{}' >"$work/bad"
exits 64 "${ask[@]}" -o "$work/no" "$work/bad"
says 'no usable record'
exits 0 "${ask[@]}" --as-of 2016-03-14T00:00:00Z -o "$work/empty" "$work/bad"

# ---- trouble with files
exits 66 "${ask[@]}" -o "$work/no" "$work/not there"
sed 's|homeward.episode/1|homeward.episode/2|' "$story" >"$work/newer"
exits 78 "${ask[@]}" -o "$work/no" --rejects "$work/no-rejects" "$work/newer"
says "$work/newer:1:"
[ -e "$work/no-rejects" ] && fail "a list of rejects of a run that stopped"
echo '{"schema":"homeward.config/1","markign":"X"}' >"$work/config"
exits 78 "${ask[@]}" --config "$work/config" -o "$work/no" "$story"
says "$work/config"
exits 78 "${ask[@]}" --tools "$work/not there" -o "$work/no" "$story"
[ -e "$work/no" ] && fail "something was written all the same"
echo here >"$work/file"
exits 73 "${ask[@]}" -o "$work/file" "$story"
mkdir -p "$work/half/summary.html"
exits 73 "${ask[@]}" -o "$work/half" "$story"
[ "$(ls "$work/half")" = summary.html ] || fail "a part of a summary was left"
exits 74 "${ask[@]}" -o "$work/full" --rejects /dev/full "$story"

# ---- synthetic counties say so everywhere
sed 's/"child":"k1\./"child":"sim./' "$story" >"$work/sim"
exits 0 "${ask[@]}" -o "$work/sim.out" "$work/sim"
prints 'DEMONSTRATION DATA'
grep -q '"synthetic": true' "$work/sim.out/summary.json" || fail "summary.json"
grep -q '"synthetic": true' "$work/sim.out/manifest.json" || fail "manifest.json"
[ "$(grep -c 'DEMONSTRATION DATA' "$work/sim.out/summary.html")" -ge 3 ] || fail "summary.html"

[ "$failed" = 0 ] && echo 'all as promised'
exit "$failed"
