#!/bin/bash
# homeward report, from the outside: what it writes, what it says, how it exits.
set -euo pipefail
for name in ${!HOMEWARD_@}; do unset "$name"; done # settings may come from there
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
silent() { [ ! -s "$work/stderr" ] || { fail "says something: $*"; cat "$work/stderr"; }; }
says() { grep -qF -- "$1" "$work/stderr" || { fail "does not say: $1"; cat "$work/stderr"; }; }
prints() { grep -qF -- "$1" "$work/stdout" || { fail "does not print: $1"; cat "$work/stdout"; }; }

# ---- what it writes
exits 0 "${ask[@]}" -o "$work/a/b" --rejects "$work/rejects" "$story"
prints '23 read = 18 accepted + 1 duplicate + 4 rejected + 0 tombstone + 0 erased'
prints '6 missing episodes of 4 children'
says '4 of 23 records could not be used'
says "$story:11: JSON_SYNTAX at byte 42: The value is not one JSON object"
says 'Mend the writer; the byte position says where reading stopped.'
says "$story:12: EMPTY: The value has no bytes, or the line is blank. Remove the blank line"
says "$story:14: CODE_UNKNOWN at /place: A field has a code that its list does not have."
says "and 1 more; $work/rejects lists them all"
[ "$(wc -l <"$work/stderr")" = 5 ] || fail "more is said about rejects than that"
grep -q 'the_moon' "$work/stderr" && fail "a value is quoted"
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

# ---- inputs are read in the order given: of two copies that contradict each other the first stands
head -n 1 "$story" >"$work/copy"
sed 's/"place":"home"/"place":"school"/' "$work/copy" >"$work/other"
cmp -s "$work/copy" "$work/other" && fail 'the copies are the same'
for order in "$work/copy --input $work/other" "--input $work/copy $work/other" \
    "--input $work/copy --input $work/other" "$work/copy -q $work/other"; do
    # shellcheck disable=SC2086 # words
    exits 0 "${ask[@]}" -q -o "$work/ordered" --rejects "$work/ordered.rejects" $order
    [ "$(cat "$work/ordered.rejects")" = "$work/other:1 REVISION_CONFLICT /revision" ] ||
        fail "not in the order given: $order: $(cat "$work/ordered.rejects")"
    [ "$(sed -n '/"inputs"/,/]/s/.*"name": "\(.*\)",/\1/p' "$work/ordered/manifest.json" | xargs)" = \
        'copy other' ] || fail "the manifest is not in the order given: $order"
done

# ---- standard output
exits 0 "${ask[@]}" --json -o "$work/json" "$story"
[ "$(wc -l <"$work/stdout")" = 1 ] || fail "--json prints one line"
prints '"final":true,"synthetic":false,"read":23,"accepted":18,"duplicate":1,"rejected":4'
exits 0 "${ask[@]}" -q -o "$work/quiet" --stats "$story"
[ -s "$work/stdout" ] && fail "-q is not quiet"
says 'peak_bytes='
grep -qE '^stats: .* decoder=fast fast_share=[0-9]{1,3}\.[0-9]{2}% ' "$work/stderr" ||
    fail 'the share of the fast reader is not among the figures'
[ "$(wc -l <"$work/stderr")" = 1 ] || fail "-q says more than --stats asked for"
sed 's/ /\n/g' "$work/stderr" | awk -F= '{ value[$1] = $2 } END {
    parts = value["fold_s"] + value["hash_s"] + value["answer_s"] + value["write_s"]
    exit !(parts > 0 && value["total_s"] + 0.004 >= parts && value["total_records_per_s"] > 0 &&
           value["total_records_per_s"] <= value["fold_records_per_s"]) }' ||
    fail "the total is less than its parts: $(cat "$work/stderr")"
exits 0 "${ask[@]}" -q -o "$work/quiet" --stats --decoder=jansson "$story"
says ' decoder=jansson fast_share=0.00% '
HOMEWARD_DECODER=jansson exits 0 "${ask[@]}" -q -o "$work/quiet" --stats "$story"
says ' decoder=jansson '
exits 0 "${ask[@]}" -q --as-of 2016-03-14T00:00:00Z -o "$work/quiet" --stats /dev/null
says ' total_records_per_s=0 '
says ' fold_records_per_s=0 '
says ' fast_share=0.00% '
head -n 12 "$story" >"$work/two"
exits 0 "${ask[@]}" -o "$work/few" "$work/two"
says "$work/two:12: EMPTY"
grep -q 'more;' "$work/stderr" && fail "two rejects, and still more"
exits 0 "${ask[@]}" -o "$work/few" "$story"
says 'and 1 more; --rejects FILE lists them all'

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

# a path may be given as it reads in summary.json
while read -r path same; do
    exits 0 "${ask[@]}" -q --rows "$same" "$story"
    cp "$work/stdout" "$work/want"
    [ "$(wc -l <"$work/want")" -gt 1 ] || fail "nothing behind $same"
    exits 0 "${ask[@]}" -q --rows "$path" "$story"
    same "$path and $same" "$work/want" "$work/stdout"
done <<'END'
when.hour.22 when.hour#22
where.from.E05000001.children where.from[E05000001].children
issues.codes.boundaries.episodes issues.codes[boundaries].episodes
quality.sources.police.records quality.sources[police].records
END
exits 64 "${ask[@]}" --rows when.hour.24 "$story"
exits 64 "${ask[@]}" --rows quality.sources.police "$story"
says 'quality.sources[police].records'

# no value, no rows, but the reason
while read -r path heading reason; do
    exits 0 "${ask[@]}" --rows "$path" "$story"
    printf '%s\r\n' "$heading" >"$work/want"
    same "no rows of $path" "$work/want" "$work/stdout"
    says "$path has no value, so no rows: $reason"
    exits 0 "${ask[@]}" -q --rows "$path" "$story"
    silent "$path, -q"
done <<'END'
volume.rate_per_10000.episodes side,child,kind,id no population was given
risk.cce.high side,child,kind,id no levels were supplied
quality.unlinked file,line not known from records alone
END
exits 0 "${ask[@]}" -q --population 99800 --rows volume.rate_per_10000.episodes "$story"
[ "$(tail -n +2 "$work/stdout" | wc -l)" = 6 ] || fail "a rate has the rows of its count"

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
exits 64 "${ask[@]}" --decoder=slow -o "$work/no" "$story"
says '--decoder: one of fast|jansson is wanted'
exits 64 "${ask[@]}" --population 0 -o "$work/no" "$story"
exits 64 "${ask[@]}" "$story"
for audience in panel board public; do
    exits 64 "${ask[@]}" --audience "$audience" -o "$work/no" "$story"
    says 'later version'
done
exits 64 "${ask[@]}" --audience everybody -o "$work/no" "$story"
echo '{}' >"$work/bad"
for input in - "$work/other"; do
    exits 64 "${ask[@]}" -o "$work/no" - "$story" --input "$input" --input -
    says 'standard input can be read only once'
done
exits 64 "${ask[@]}" --config - -o "$work/no" -
says 'standard input can be read only once'
exits 0 "${ask[@]}" --as-of 2016-03-14T00:00:00Z -o "$work/empty" "$work/bad"

# ---- nothing to go by: 65
exits 65 "${ask[@]}" -o "$work/no" "$work/bad"
says 'no usable record'
says '--rejects FILE says what is wrong'
says "$work/bad:1: SCHEMA at /schema"
exits 65 "${ask[@]}" -o "$work/no" --rejects "$work/bad.rejects" "$work/bad"
says "$work/bad.rejects says what is wrong"
grep -q -e '--rejects' "$work/stderr" && fail 'what was given is recommended'
[ "$(cat "$work/bad.rejects")" = "$work/bad:1 SCHEMA /schema" ] || fail 'it does not say so'
exits 65 "${ask[@]}" -o "$work/no" /dev/null

# ---- trouble with files
for inputs in "$story -" "- $story"; do
    got=0
    # shellcheck disable=SC2086 # words
    "$report" "${ask[@]}" -o "$work/no" $inputs >"$work/stdout" 2>"$work/stderr" <&- || got=$?
    [ "$got" = 66 ] || fail "exit $got, not 66, for $inputs with standard input closed"
    says 'standard input: it is closed'
done
got=0
"$report" "${ask[@]}" -o "$work/closed" "$story" >&- 2>"$work/stderr" || got=$?
[ "$got" = 74 ] || fail "exit $got, not 74, with standard output closed"
same 'nothing is written into a file by mistake' "$work/a/b/summary.json" "$work/closed/summary.json"
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

# ---- nothing that is read is written over
mkdir -p "$work/apart/out"
cp "$story" "$work/apart/records"
ln "$work/apart/records" "$work/apart/linked"
ln -s records "$work/apart/points"
echo '{"schema":"homeward.config/1"}' >"$work/apart/config"
echo '{"schema":"homeward.rules/1","rules":{}}' >"$work/apart/rules"
apart=("${ask[@]}" --config "$work/apart/config" --rules "$work/apart/rules")
for name in records linked points config rules out/../records; do
    exits 64 "${apart[@]}" -o "$work/apart/out" --rejects "$work/apart/$name" "$work/apart/records"
    says "--rejects: $work/apart/$name is also"
done
for name in summary.json summary.csv summary.html manifest.json; do
    cp "$story" "$work/apart/out/$name"
    exits 64 "${ask[@]}" -o "$work/apart/out" --input "$work/apart/out/$name"
    says "-o: $work/apart/out/$name is also an input of records"
    same "$name is as it was" "$story" "$work/apart/out/$name"
    rm "$work/apart/out/$name"
    exits 64 "${ask[@]}" -o "$work/apart/out" --rejects "$work/apart/out/$name" "$story"
    says "--rejects: $work/apart/out/$name is a file of the summary"
done
ln -sf ../config "$work/apart/out/summary.csv"
exits 64 "${apart[@]}" -o "$work/apart/out" "$story"
says 'is also the file of --config'
rm "$work/apart/out/summary.csv"
cp -r schemas/tools "$work/apart/tools"
exits 64 "${ask[@]}" --tools "$work/apart/tools" -o "$work/apart/tools" "$story"
exits 64 "${ask[@]}" --tools "$work/apart/tools" --rejects "$work/apart/tools/seraf.json" \
    -o "$work/apart/out" "$story"
says '--tools: nothing is written into that folder'
same 'the tools are as they were' schemas/tools/seraf.json "$work/apart/tools/seraf.json"
for option in --config --rules; do
    exits 64 "${ask[@]}" "$option" "$work/apart/linked" -o "$work/apart/out" "$work/apart/records"
    says "$option: $work/apart/linked is also an input of records"
done
"$report" "${ask[@]}" -o "$work/apart/out" --rejects "$work/apart/records" - \
    <"$work/apart/records" 2>"$work/stderr" && fail "standard input is written over"
same 'the records are as they were' "$story" "$work/apart/records"
[ -z "$(ls "$work/apart/out")" ] || fail "something was written all the same"
exits 0 "${apart[@]}" -q -o "$work/apart/out" --rejects /dev/null /dev/null "$work/apart/records"

# ---- a source that was never heard from stands among the others
cat >"$work/sources" <<'END'
{"schema":"homeward.config/1","sources":[{"source":"youth-justice","expected_within_hours":24},
 {"source":"a.first","expected_within_hours":720}]}
END
exits 0 "${ask[@]}" -q --config "$work/sources" -o "$work/heard" "$story"
sed -n '/"sources": \[/,/^    \],/p' "$work/heard/summary.json" >"$work/listed"
printf '        "source": "%s",\n' a.first panel placement police return rhi social youth-justice \
    >"$work/want"
grep '"source"' "$work/listed" >"$work/names"
same 'sources are all there, by name' "$work/want" "$work/names"
[ "$(grep -c '"silent": true' "$work/listed")" = 2 ] || fail "both are silent"
grep -q '"last_recorded_at": null' "$work/listed" || fail "no null"
[ "$(grep -c 'never heard from' "$work/heard/summary.html")" = 2 ] || fail "the page does not say"
exits 0 "${ask[@]}" -q --config "$work/sources" --rows quality.sources.youth-justice.records "$story"
printf 'file,line\r\n' >"$work/want"
same 'no lines of it' "$work/want" "$work/stdout"
echo '{"schema":"homeward.rules/1","rules":{"source_silent":{"on":false}}}' >"$work/off"
exits 0 "${ask[@]}" -q --config "$work/sources" --rules "$work/off" -o "$work/hushed" "$story"
grep -q '"silent": true' "$work/hushed/summary.json" && fail "silent, though the rule is off"
grep -q 'SILENT' "$work/hushed/summary.html" && fail "the page says silent, though the rule is off"
diff "$work/heard/summary.json" "$work/hushed/summary.json" | grep '^[<>]' |
    grep -v -e '"silent"' -e config_sha256 && fail "switching a rule off changes more than that"

# ---- the tools lie where the program lies; none is an error, never silence
mkdir -p "$work/alone/bin" "$work/installed/bin" "$work/installed/share/homeward/schemas" \
    "$work/tree/build/dev/bin" "$work/tree/schemas" "$work/empty.tools"
for place in alone installed tree/build/dev; do cp "$report" "$work/$place/bin/"; done
cp -r schemas/tools "$work/installed/share/homeward/schemas/"
cp -r schemas/tools "$work/tree/schemas/"
report=$work/alone/bin/homeward-report
exits 78 "${ask[@]}" -o "$work/no" "$story"
says '--tools DIR'
exits 78 "${ask[@]}" --tools "$work/empty.tools" -o "$work/no" "$story"
[ -e "$work/no" ] && fail "something was written without tools"
for place in installed tree/build/dev; do
    report=$work/$place/bin/homeward-report
    exits 0 "${ask[@]}" -q -o "$work/$place.out" "$story"
    same "the same from $place" "$work/a/b/summary.json" "$work/$place.out/summary.json"
done
report=$bin/homeward-report
# Builds that only test (sanitizers, coverage) name the places they tell about.
if ! grep -qa -e __gcov_ -e __asan_ "$report"; then
    for program in "$bin"/*; do
        grep -qaF "$PWD" "$program" && fail "${program##*/} has the path of its sources in it"
    done
fi

# ---- synthetic counties say so everywhere
sed 's/"child":"k1\./"child":"sim./' "$story" >"$work/sim"
exits 0 "${ask[@]}" -o "$work/sim.out" "$work/sim"
prints 'DEMONSTRATION DATA'
grep -q '"synthetic": true' "$work/sim.out/summary.json" || fail "summary.json"
grep -q '"synthetic": true' "$work/sim.out/manifest.json" || fail "manifest.json"
[ "$(grep -c 'DEMONSTRATION DATA' "$work/sim.out/summary.html")" -ge 3 ] || fail "summary.html"

[ "$failed" = 0 ] && echo 'all as promised'
exit "$failed"
