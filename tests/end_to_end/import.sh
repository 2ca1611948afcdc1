#!/bin/bash
# import: the real programs on a real-format return and on bare records.
#
# The return is that of tests/data/ssda903_fake (no real person's). What its rules find was known
# before this program was written (README.md there); no id of a source may stand in any output but
# the lookup file, nor in a summary made from it.
set -euo pipefail
unset "${!HOMEWARD_@}" # settings of the programs are the test's alone
bin=$(cd "${1:?the folder of the programs}" && pwd)
return=$(cd "$(dirname "$0")/../data/ssda903_fake" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

passed() { echo "ok: $1"; }
failed() { echo "FAILED: $1" >&2; exit 1; }
# same WHAT GOT WANTED
same() { [ "$2" = "$3" ] && passed "$1" || failed "$1: got '$2', wanted '$3'"; }
# exits WANTED COMMAND...: the exit code, output in out.txt and err.txt
exits() {
    local wanted=$1 got=0
    shift
    "$@" >out.txt 2>err.txt </dev/null || got=$?
    [ "$got" = "$wanted" ] || { cat err.txt >&2; failed "exit $got, not $wanted: $*"; }
}
mode() { stat -c %a "$1"; }
homeward=$bin/homeward
terms=(--authority E06000047 --recorded-at 2018-05-01T09:00:00Z)

# ---- keys ----------------------------------------------------------------------------------------
exits 78 "$homeward" import ssda903 "${terms[@]}" -o no.ndjson "$return"
exits 66 "$homeward" import ssda903 --key absent.key "${terms[@]}" -o no.ndjson "$return"
[ ! -e no.ndjson ] || failed "an import without a key wrote something"
passed "no key file, no import"
exits 0 "$homeward" import --new-key k1.key
same "a key file is private" "$(mode k1.key)" 600
before=$(sha256sum k1.key)
exits 73 "$homeward" import --new-key k1.key
same "a key file is never overwritten" "$(sha256sum k1.key)" "$before"
exits 64 "$homeward" import --new-key sim.key --key-id sim
[ ! -e sim.key ] || failed "a key with the id sim was made"
passed "key id sim is refused"
exits 0 "$homeward" import --new-key k2.key --key-id k2
sed 's/"k2"/"sim"/' k2.key >sim.key && chmod 600 sim.key
exits 78 "$homeward" import ssda903 --key sim.key "${terms[@]}" -o no.ndjson "$return"
passed "a key file with the id sim is refused"
cp k1.key open.key && chmod 640 open.key
exits 77 "$homeward" import ssda903 --key open.key "${terms[@]}" -o no.ndjson "$return"
passed "a key that others may read is refused"
exits 64 "$homeward" import ndjson --key k1.key -o no.ndjson - k1.key -
grep -q 'standard input can be read only once' err.txt || failed "standard input twice"
exits 64 "$homeward" import ssda903 --key k1.key "${terms[@]}" -o no.ndjson --missing - --header - \
    "$return"
passed "standard input is read only once"
echo '{}' >one.ndjson
exits 66 bash -c '"$@" <&-' bash "$homeward" import ndjson --key k1.key -o no.ndjson one.ndjson -
[ ! -e no.ndjson ] || failed "an import of closed standard input wrote something"
passed "closed standard input is no other file"

# ---- the return ----------------------------------------------------------------------------------
exits 0 "$homeward" import ssda903 --key k1.key "${terms[@]}" --lookup lookup.csv \
    --rejects rejects.txt -o records.ndjson "$return"
cp out.txt report.txt && cp err.txt messages.txt
same "43 rows are 43 records" "$(wc -l <records.ndjson)" 43
same "the numbers add up" "$(tail -n 1 report.txt)" \
    "read 43 = imported 43 + duplicate 0 + rejected 0 + unlinked 0"
grep -q '^collection year 2017-18$' report.txt || failed "the default collection year"
rows() { sed -n "s/^rule $1 · missing.csv row \([0-9]*\) .*/\1/p" report.txt | paste -sd' '; }
same "rule 1012 hits seven rows" "$(rows 1012)" "20 21 28 29 36 37 38"
# Zero-based 5 14 18 19 21 26 27 32 34 35 36: line 2 of the file is row 0.
same "rule 581 hits eleven rows" "$(rows 581)" "7 16 20 21 23 28 29 34 36 37 38"
same "rule 574 hits one pair" "$(sed -n 's/^rule 574 · \(.*\) · .*/\1/p' report.txt)" \
    "missing.csv row 37 with row 36"
same "rules 567, 571 and 586 hit nothing" "$(rows 567)$(rows 571)$(rows 586)" ""
same "kinds are those of the return" \
    "$(grep -c '"kind":"missing"' records.ndjson) $(grep -c '"kind":"away"' records.ndjson)" \
    "$(grep -c ',M,' "$return/missing.csv") $(grep -c ',A,' "$return/missing.csv")"
same "39 children have 39 keys" \
    "$(grep -o '"child":"k1\.[A-Z2-7]\{24\}"' records.ndjson | sort -u | wc -l)" 39
same "43 rows have 43 fact ids" \
    "$(grep -o '"episode_id":"[A-Z2-7]\{24\}"' records.ndjson | sort -u | wc -l)" 43
for file in records.ndjson rejects.txt lookup.csv; do
    same "$file is private" "$(mode $file)" 600
done
exits 0 "$homeward" import ssda903 --key k1.key "${terms[@]}" --json --dry-run "$return"
same "as JSON it says the same" \
    "$(grep -c '"rule": "1012"' out.txt) $(grep -c '"rule": "581"' out.txt)" "7 11"
cp out.txt report.json

# ---- no source id leaves -------------------------------------------------------------------------
# Every child id (of all three tables), UPN and date of birth in each way a date is written.
ids() {
    cut -d, -f1 "$return"/{missing,header,episodes}.csv
    cut -d, -f5 "$return/header.csv"
}
births() {
    { cut -d, -f2 "$return/missing.csv"; cut -d, -f3 "$return/header.csv"; } | tr -d '\r' |
        awk -F/ 'NF == 3 {
            print; print $3 "-" $2 "-" $1; print $3 $2 $1; print $1 "-" $2 "-" $3
            print $1 + 0, month[$2 + 0], $3
        }
        BEGIN {
            split("January February March April May June July August September October November " \
                "December", month, " ")
        }'
}
cut -d, -f1 "$return/missing.csv" | tail -n +2 | sort -u >missing.list
! grep -qE '^.{0,3}$' missing.list || failed "an id of missing.csv is too short to look for"
ids | tr -d '\r' | grep -E '^[A-Z]?[0-9]{2,}$' | sort -u >ids.list
births | sort -u >births.list
[ "$(wc -l <ids.list)" -gt 5000 ] || failed "too few ids to look for"
[ "$(wc -l <births.list)" -gt 5000 ] || failed "too few dates of birth to look for"
outputs=(records.ndjson rejects.txt report.txt report.json messages.txt)
# Words of the outputs: an id would be one. Establishments are public and instants no births.
words() { sed 's/"establishment":"[^"]*"//g' "$@" | grep -oE '[A-Za-z0-9]+' | sort -u; }
# Row numbers and day counts of the reports are numbers of at most three digits; no child id of
# the return that is in missing.csv is that short.
leaked_in() {
    words "$@" | grep -E '[0-9]{4,}' | grep -vE '^(19|20)[0-9]{2}$' |
        LC_ALL=C sort | LC_ALL=C comm -12 <(LC_ALL=C sort ids.list) -
}
same "no child id and no UPN is in any output" "$(leaked_in "${outputs[@]}")" ""
planted=$(sed -n 3p missing.list)
echo "{\"child\":\"$planted\"}" >planted.txt
same "a planted child id would be found" "$(leaked_in "${outputs[@]}" planted.txt)" "$planted"
# Dates of episodes do stand in the records, so a birth is looked for outside the instants.
sed -E 's/"(missing_since|found_at|returned_at|recorded_at)":"[^"]*"//g' "${outputs[@]}" >bare.txt
! grep -qFf births.list bare.txt || failed "a date of birth is in an output"
passed "no date of birth is in any output"
for child in $(cat missing.list); do
    grep -q "^k1\.[A-Z2-7]*,child,,$child"$'\r' lookup.csv || failed "the lookup lacks a child"
done
passed "the lookup file knows every child"

# ---- the summary of the return -------------------------------------------------------------------
# What it must say is counted here from missing.csv alone: "kind starts children ends" of the year,
# and the days of those missing, by day numbers of our own.
counted() {
    tr -d '\r' <"$return/missing.csv" | awk -F, '
        function number(text, part, m, y) { # of the day; years begin in March
            split(text, part, "/")
            m = (part[2] + 9) % 12
            y = part[3] - (part[2] < 3)
            return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * m + 2) / 5) \
                + part[1]
        }
        BEGIN { first = number("01/04/2017"); next_first = number("01/04/2018") }
        function inside(text) { return number(text) >= first && number(text) < next_first }
        NR > 1 && inside($5) { ends[$3]++ }
        NR > 1 && inside($4) {
            starts[$3]++
            children[$3] += !seen[$3, $1]++
            days = number($5) - number($4)
            band[$3, days > 30 ? 5 : days > 7 ? 4 : days > 2 ? 3 : days]++
        }
        END {
            for (i = 0; i <= 5; i++) { bands = bands " " band["M", i] + 0 }
            print "M", starts["M"] + 0, children["M"] + 0, ends["M"] + 0 bands
            print "A", starts["A"] + 0, children["A"] + 0
        }'
}
read -r _ missing missing_children returned d0 d1 d2 d3_7 d8_30 over_30 <<<"$(counted | grep ^M)"
read -r _ away away_children <<<"$(counted | grep ^A)"
same "the year has as many starts as can be counted by hand" "$missing $away" "18 22"
same "and seven of the missing were back within 30 days" "$d3_7 $d8_30 $over_30" "0 7 11"
exits 0 "$homeward" report --authority E06000047 --period year:2017-04-01 \
    --rejects report.rejects -o summary records.ndjson
cp out.txt summary/said.txt && cat err.txt >>summary/said.txt
tr -d ' \n' <summary/summary.json >flat.json
tr -d ' \n' <summary/manifest.json >flat.manifest
# holds WHAT FILE TEXT
holds() { grep -qF -- "$3" "$2" && passed "$1" || failed "$1: $2 does not hold $3"; }
holds "the summary is of County Durham and the year" flat.json \
    '"authority":"E06000047","period":{"kind":"year","start":"2017-04-01","end":"2018-04-01"},"as_of":"2018-05-01T09:00:00Z"'
holds "a return is no demonstration" flat.json '"synthetic":false'
holds "missing and away are those of missing.csv" flat.json \
    "\"volume\":{\"missing\":{\"episodes\":$missing,\"children\":$missing_children},\"away\":{\"episodes\":$away,\"children\":$away_children},\"open_at_end\":0,"
holds "every missing episode is in a band of whole days" flat.json \
    "\"duration\":{\"under_6h\":0,\"h6_24\":0,\"h24_48\":0,\"d2_7\":0,\"d7_30\":0,\"over_30d\":0,\"open\":0,\"day_precision\":{\"d0\":$d0,\"d1\":$d1,\"d2\":$d2,\"d3_7\":$d3_7,\"d8_30\":$d8_30,\"over_30\":$over_30},\"overnight\":0}"
same "the bands add up to the missing episodes" $((d0 + d1 + d2 + d3_7 + d8_30 + over_30)) "$missing"
holds "an hour of the day is known of none" flat.json \
    "\"when\":{\"hour\":[$(printf '0,%.0s' {1..23})0],\"weekday\":[0,0,0,0,0,0,0]}"
holds "an interview is due of everyone who came back in the year" flat.json \
    "\"interviews\":{\"due\":$returned,\"not_yet_due\":0,\"return_assumed\":0,\"still_missing\":0,\"offered\":0,"
holds "the summary's accounting closes" flat.json \
    '"read":43,"accepted":43,"duplicate":0,"rejected":{},"tombstone":0,"erased":0,'
holds "so does the manifest's" flat.manifest \
    '"accounting":{"read":43,"accepted":43,"duplicate":0,"rejected":{},"tombstone":0,"erased":0}'
same "so does what is said" "$(grep -c '^43 read = 43 accepted + 0 duplicate + 0 rejected' out.txt)" 1
[ ! -s report.rejects ] || failed "a record of the return was rejected"

# Sizes, hashes, the year of the CSV and the dates of the question are no ids. An establishment has
# seven digits, one more than any child id of the return.
public() {
    sed -E 's/"size_bytes": [0-9]+//; s/^201718,//; s/\b[0-9a-f]{64}\b//g
        s/2017-04-01|2018-04-01|2018-05-01|\b1 April 2017|\b31 March 2018|\b1 May 2018//g' "$@"
}
for file in summary.json manifest.json summary.csv summary.html said.txt; do
    public "summary/$file" >public.txt
    [ -s public.txt ] || failed "$file is empty"
    same "no child id and no UPN is in $file" "$(leaked_in public.txt)" ""
    same "no date of birth is in $file" "$(grep -cFf births.list public.txt)" 0
    same "no child key and no fact id is in $file" \
        "$(grep -cE '(^|[^A-Za-z0-9])[A-Z2-7]{24}($|[^A-Za-z0-9])' public.txt)" 0
done
{
    echo "\"code\": \"$planted\","
    echo "\"born\": \"$(tail -n 1 births.list)\","
    grep -o '"child":"[^"]*"' records.ndjson | head -n 1
} | public >planted.txt
same "planted ones would be found" \
    "$(leaked_in planted.txt) $(grep -cFf births.list planted.txt) $(grep -cE '[A-Z2-7]{24}' planted.txt)" \
    "$planted 1 1"

# ---- the lookup file -----------------------------------------------------------------------------
before=$(sha256sum lookup.csv)
exits 0 "$homeward" import ssda903 --key k1.key "${terms[@]}" --lookup lookup.csv -o again.ndjson \
    "$return"
same "the lookup file repeats nothing" "$(sha256sum lookup.csv)" "$before"
cmp -s records.ndjson again.ndjson || failed "the same return gave other records"
passed "the same return and key give the same bytes"
chmod 640 lookup.csv
exits 77 "$homeward" import ssda903 --key k1.key "${terms[@]}" --lookup lookup.csv -o no.ndjson \
    "$return"
[ ! -e no.ndjson ] || failed "an import with an open lookup file wrote something"
passed "a lookup file that others may read is refused"
exits 0 "$homeward" import ssda903 --key k2.key "${terms[@]}" -o other.ndjson "$return"
digests() { sed -nE 's/.*"child":"k[12]\.([^"]*)".*/\1/p' "$1" | LC_ALL=C sort -u; }
same "another key gives other children" \
    "$(digests other.ndjson | wc -l) $(comm -12 <(digests records.ndjson) <(digests other.ndjson))" \
    "39 "

# ---- rows that cannot be used --------------------------------------------------------------------
mkdir bad && cp "$return"/{header,episodes}.csv bad
{
    head -n 1 "$return/missing.csv"
    echo '510000,12/03/2002,M,31/02/2018,01/03/2018' # line 2: no such day
    echo '510000,12/03/2002,X,13/11/2017,25/11/2017' # line 3: no such type
    echo '510000,12/03/1999,M,13/11/2017,25/11/2017' # line 4: 18
    echo '510000,12/03/2002,M,13/11/2017,25/11/2017' # line 5: good
    echo '510000,12/03/2002,A,13/11/2017,01/11/2017' # line 6: ends before it starts
} >bad/missing.csv
exits 1 "$homeward" import ssda903 --key k1.key "${terms[@]}" --rejects rejects.txt -o bad.ndjson bad
same "rejects name row, code and column" "$(paste -sd' ' rejects.txt)" \
    "missing.csv:2 TIME MIS_START missing.csv:3 CODE_UNKNOWN MISSING missing.csv:4 AGE DOB missing.csv:6 ORDER MIS_END"
same "the good row is imported" "$(wc -l <bad.ndjson)" 1
same "with rejects the numbers add up" "$(tail -n 1 out.txt)" \
    "read 5 = imported 1 + duplicate 0 + rejected 4 + unlinked 0"
older=$(sha256sum bad.ndjson)
# refused MESSAGE: the import of `bad` exits 65, says so, and leaves the older output alone
refused() {
    exits 65 "$homeward" import ssda903 --key k1.key "${terms[@]}" -o bad.ndjson bad
    grep -qF "$1; nothing was written, and an older output is untouched" err.txt ||
        failed "said: $(cat err.txt)"
    same "$1" "$(sha256sum bad.ndjson)" "$older"
}
{
    head -n 1 "$return/missing.csv"
    echo '510000,12/03/2002,M,13/11/2017,"25/11/2017'
} >bad/missing.csv
refused "line 2: a quote is never closed"
{
    echo 'CHILD,DOB,MISSING,MIS_START,MIS_END,MIS_START'
    echo '510000,12/03/2002,M,13/11/2017,25/11/2017,14/11/2017'
} >bad/missing.csv
refused "there are two columns MIS_START"
{
    head -n 1 "$return/missing.csv"
    echo '510000,12/03/2002,M,13/11/2017,25/11/2017' # line 2: good
    echo '510000,12,03/2002,M,13/11/2017,25/11/2017' # line 3: a cell too many
    echo '510000,12/03/2002,M,13/11/2017,25/11/2017' # line 4: repeats line 2
} >bad/missing.csv
exits 1 "$homeward" import ssda903 --key k1.key "${terms[@]}" --rejects rejects.txt -o bad.ndjson bad
same "a row with a cell too many is rejected whole" "$(cat rejects.txt)" "missing.csv:3 SCHEMA"
same "a repeated row is imported once" "$(wc -l <bad.ndjson)" 1
grep -qx 'duplicate · missing.csv row 4 repeats row 2: imported once' out.txt ||
    failed "the repeated row is not named"
grep -q '^rule 574 · missing.csv row 4 with row 2 ' out.txt || failed "a repeat is held to no rule"
same "with a repeat the numbers add up" "$(tail -n 1 out.txt)" \
    "read 3 = imported 1 + duplicate 1 + rejected 1 + unlinked 0"
grep -qx 'unlinked 0 (link files are not supported yet)' out.txt || failed "unlinked says too much"
grep -q '^rule 576 was not checked' out.txt || failed "576 was not checked, and nobody is told"
{
    head -n 1 "$return/missing.csv"
    echo '510000,12/03/2002,M,25/03/2017,' # line 2: is not what this year begins with
} >last.csv
exits 1 "$homeward" import ssda903 --key k1.key "${terms[@]}" --last-year last.csv -o bad.ndjson bad
same "rule 576 is checked with last year's return" "$(grep '576' out.txt)" \
    "rule 576 · missing.csv row 2 with last year's row 2 · open at the end of last year, and not carried in with the same start"

rm bad/episodes.csv
exits 66 "$homeward" import ssda903 --key k1.key "${terms[@]}" -o no.ndjson bad
printf 'CHILD,DOB\n' >bad/episodes.csv
exits 65 "$homeward" import ssda903 --key k1.key "${terms[@]}" -o no.ndjson bad
[ ! -e no.ndjson ] || failed "half a return wrote something"
passed "half a return is none"
exits 64 "$homeward" import ssda903 --key k1.key --authority Durham --recorded-at \
    2018-05-01T09:00:00Z -o no.ndjson "$return"
exits 64 "$homeward" import ssda903 --key k1.key --authority E06000047 --recorded-at 2018-05-01 \
    -o no.ndjson "$return"
exits 64 "$homeward" import ssda903 --key k1.key "${terms[@]}" -o no.ndjson "$return" "$return"
exits 64 "$homeward" import ssda903 --key k1.key "${terms[@]}" -o no.ndjson
exits 64 "$homeward" import ssda903 --key k1.key "${terms[@]}" "$return"
exits 64 "$homeward" import ndjson --key k1.key -o no.ndjson
exits 64 "$homeward" import nonsense --key k1.key -o no.ndjson "$return"
passed "mistakes on the command line exit 64"

# ---- an output is never an input -----------------------------------------------------------------
mkdir places && cp "$return"/*.csv places && cp k1.key lookup.csv records.ndjson places
chmod 600 places/*
ln places/records.ndjson places/hard.ndjson
ln -s records.ndjson places/soft.ndjson
all() { (cd places && sha256sum *); }
places=$(all)
# clashes WHAT ARGUMENTS...: exits 64, says so and changes nothing
clashes() {
    local what=$1
    shift
    exits 64 "$homeward" import "$@"
    grep -q 'are one file' err.txt || failed "$what: said $(cat err.txt)"
    same "$what" "$(all)" "$places"
}
key=(--key places/k1.key)
lookup=(--lookup places/lookup.csv)
in=places/records.ndjson
clashes "the output is the input" ndjson "${key[@]}" -o $in $in
clashes "the output is the input, otherwise written" ndjson "${key[@]}" -o ./places/../$in $in
clashes "the output is the input by a hard link" ndjson "${key[@]}" -o places/hard.ndjson $in
clashes "the output is the input by a link" ndjson "${key[@]}" -o places/soft.ndjson $in
clashes "the output is the second input" ndjson "${key[@]}" -o $in records.ndjson $in
clashes "the output is the key" ndjson "${key[@]}" -o places/k1.key $in
clashes "the output is the lookup" ndjson "${key[@]}" "${lookup[@]}" -o places/lookup.csv $in
clashes "the rejects are the input" ndjson "${key[@]}" --rejects $in -o no.ndjson $in
clashes "the rejects are the key" ndjson "${key[@]}" --rejects places/k1.key -o no.ndjson $in
clashes "the rejects are the output" ndjson "${key[@]}" --rejects no.ndjson -o ./no.ndjson $in
clashes "the lookup is the key" ndjson "${key[@]}" --lookup places/k1.key -o no.ndjson $in
clashes "the lookup is the rejects" ndjson "${key[@]}" --lookup no.csv --rejects no.csv \
    -o no.ndjson $in
for stream in - /dev/null places; do
    exits 64 "$homeward" import ndjson "${key[@]}" --lookup $stream -o no.ndjson $in
    [ ! -s out.txt ] || failed "a lookup on $stream was printed"
    exits 64 "$homeward" import --new-key $stream
done
passed "the lookup and a new key go to a file alone"
exits 64 "$homeward" import --new-key dry.key --dry-run
[ ! -e dry.key ] && passed "a dry run makes no key"
exits 75 flock places "$homeward" import ndjson "${key[@]}" "${lookup[@]}" -o no.ndjson $in
same "a lookup that another import adds to is left alone" "$(all)" "$places"
for table in missing header episodes; do
    clashes "the output is $table.csv" ssda903 "${key[@]}" "${terms[@]}" -o places/$table.csv places
done
clashes "the output is last year's return" ssda903 "${key[@]}" "${terms[@]}" \
    --last-year places/missing.csv --missing "$return/missing.csv" -o places/missing.csv places
clashes "a new key is the key" --new-key places/k1.key "${key[@]}"
got=0
"$homeward" import ndjson "${key[@]}" -o $in - <$in >out.txt 2>err.txt || got=$?
same "the output is standard input" "$got $(all)" "64 $places"
[ ! -e no.ndjson ] && [ ! -e no.csv ] || failed "a refused import wrote something"
exits 0 "$homeward" import ndjson "${key[@]}" -o /dev/null --rejects /dev/null $in
passed "two outputs may be thrown away together"

# ---- an import that is stopped -------------------------------------------------------------------
mkfifo pipe
mkdir stopped
for signal in INT TERM KILL; do
    # Job control, or the shell has SIGINT ignored in what runs behind.
    set -m
    "$bin/homeward-import" ndjson --key k1.key --lookup stopped/lookup.csv \
        --rejects stopped/rejects -o stopped/out.ndjson pipe >out.txt 2>err.txt &
    import=$!
    set +m
    exec 3>pipe # opens when the import does, which then has its outputs open
    head -n 3 records.ndjson >&3
    kill -$signal $import
    got=0
    { wait $import || got=$?; } 2>wait.txt
    exec 3>&-
    same "SIG$signal leaves nothing behind" "$got $(ls -A stopped)" "$((128 + $(kill -l $signal))) "
done

# ---- bare records --------------------------------------------------------------------------------
exits 0 "$homeward" import ndjson --key k1.key -o passed.ndjson records.ndjson
cmp -s records.ndjson passed.ndjson || failed "records with our key did not pass unchanged"
passed "records that carry the key id pass byte for byte"

base='"source":"feed","recorded_at":"2018-05-01T09:00:00Z","revision":1'
place='"authority":"E06000047","responsible":"E06000047","status":"home"'
child='"child":"P-4711"'
cat >raw.ndjson <<END
{"schema":"homeward.episode/1","event_id":"ev-1",$base,$child,"episode_id":"ep-one","kind":"missing","missing_since":"2018-01-05T10:00:00Z",$place,"companions":["P-4712"],"carer":"Erika Mustermann"}
{"schema":"homeward.interview/1","event_id":"ev-2","source":"interviews","recorded_at":"2018-05-01T09:00:00Z","revision":1,$child,"interview_id":"int-one","episodes":["ep-one"],"responsible":"E06000047","outcome":"pending"}
{"schema":"homeward.assessment/1","event_id":"ev-3",$base,$child,"assessment_id":"as-one","responsible":"E06000047","harm":"cse","tool":"seraf","tool_version":"1","assessed_at":"2018-01-06T10:00:00Z","items":[],"assessor":"social_worker","harm_status":"none_known"}
{"schema":"homeward.decision/1","event_id":"ev-4",$base,$child,"decision_id":"de-one","responsible":"E06000047","harm":"cse","level":"low","decided_at":"2018-01-07T10:00:00Z","decider":"social_worker","panel":"north","assessment_id":"as-one","rationale":"new_information"}
{"schema":"homeward.episode/1","event_id":"ev-5",$base,"child":"P-4712","episode_id":"ep-two","kind":"missing","missing_since":"2018-01-05T10:00:00Z",$place}
{"schema":"homeward.episode/1","event_id":"ev-6",$base,"child":"sim.AAAABBBBCCCCDDDDEEEEFFFF","episode_id":"ep-six","kind":"missing","missing_since":"2018-01-05T10:00:00Z",$place}
{"schema":"homeward.episode/1","event_id":"ev-7",$base,"child":"k2.AAAABBBBCCCCDDDDEEEEFFFF","episode_id":"ep-sev","kind":"missing","missing_since":"2018-01-05T10:00:00Z",$place}
{"schema":"homeward.episode/1","event_id":"ev-8",$base,"child":"P-4713","episode_id":"ep-eig","kind":"missing","missing_since":"2018-01-05",$place}

{"schema":"homeward.episode/1","event_id":"ev-9",$base,"child":"k1.aaaabbbbccccddddeeeeffff","episode_id":"ep-nin","kind":"missing","missing_since":"2018-01-05T10:00:00Z",$place}
{"schema":"homeward.episode/1","event_id":"ev-10",$base,"child":"P-4714","episode_id":"ep-ten","kind":"missing","missing_since":"2018-01-05T10:00:00Z",$place,"companions":["P-4712","k1.AAAA"]}
{"schema":"homeward.interview/1","event_id":"ev-11","source":"interviews","recorded_at":"2018-05-01T09:00:00Z","revision":1,$child,"interview_id":"int-two","episodes":["ep-elsewhere"],"responsible":"E06000047","outcome":"pending"}
END
exits 1 "$homeward" import ndjson --key k1.key --lookup raw.csv --rejects rejects.txt \
    -o raw.out.ndjson raw.ndjson
cp out.txt raw.report.txt && cat err.txt >>raw.report.txt
same "six records are imported, six lines rejected" "$(tail -n 1 out.txt)" \
    "read 12 = imported 6 + duplicate 0 + rejected 6 + unlinked 0"
same "rejects name file, line, code and pointer" "$(paste -sd'|' rejects.txt)" \
    "raw.ndjson:6 ROUTE /child|raw.ndjson:7 ROUTE /child|raw.ndjson:8 TIME /missing_since|raw.ndjson:9 EMPTY|raw.ndjson:10 ROUTE /child|raw.ndjson:11 ROUTE /companions/1"
! grep -qE 'P-47|ev-[0-9]|ep-|int-|as-one|de-one|Mustermann' raw.out.ndjson rejects.txt \
    raw.report.txt || failed "an id of the source, or an unknown field, is in an output"
passed "no id of the source and no unknown field is in any output"
# field LINE NAME: the text of a field, or of the first member of a list
field() { sed -n "$1p" raw.out.ndjson | sed -nE "s/.*\"$2\":\[?\"([^\"]*)\".*/\1/p"; }
same "the four facts are of one child" \
    "$(sed -n 1,4p raw.out.ndjson | grep -o '"child":"[^"]*"' | sort -u | wc -l)" 1
same "an interview refers to its episode" "$(field 2 episodes)" "$(field 1 episode_id)"
same "a decision refers to its assessment" "$(field 4 assessment_id)" "$(field 3 assessment_id)"
same "a companion is the child it was" "$(field 1 companions)" "$(field 5 child)"
same "the lookup file knows each fact once, by the source of its own record" \
    "$(cut -d, -f2- raw.csv | tr -d '\r' | grep -v ^child | LC_ALL=C sort | paste -sd' ')" \
    "assessment,feed,as-one decision,feed,de-one episode,,ep-elsewhere episode,feed,ep-one episode,feed,ep-two interview,interviews,int-one interview,interviews,int-two kind,source,source_id"
sed -n 8p raw.ndjson | sed 's/2018-01-05"/2018-01-05T10:00:00Z"/; s/ep-eig/ep-elsewhere/' >later.ndjson
exits 0 "$homeward" import ndjson --key k1.key --lookup raw.csv -o later.out.ndjson later.ndjson
exits 1 "$homeward" import ndjson --key k1.key --lookup raw.csv -o no.ndjson raw.ndjson
rm no.ndjson
same "a fact that was only referred to gets its source when its record comes" \
    "$(cut -d, -f2- raw.csv | tr -d '\r' | grep ep-elsewhere | paste -sd' ')" \
    "episode,,ep-elsewhere episode,feed,ep-elsewhere"
same "and has one id" "$(grep -c . <<<"$(grep ep-elsewhere raw.csv | cut -d, -f1 | sort -u)")" 1
exits 0 "$homeward" import ndjson --key k1.key -o twice.ndjson raw.out.ndjson
cmp -s raw.out.ndjson twice.ndjson || failed "importing twice changed something"
passed "importing what was imported changes nothing"
exits 0 "$homeward" import ndjson --key k1.key -o - raw.out.ndjson
cmp -s raw.out.ndjson out.txt || failed "records on standard output differ"
passed "records can go to standard output, and the report keeps out of them"
sed 's,homeward.episode/1,homeward.episode/2,' records.ndjson >newer.ndjson
exits 78 "$homeward" import ndjson --key k1.key -o no.ndjson newer.ndjson
[ ! -e no.ndjson ] || failed "a newer schema wrote something"
passed "a record of a newer schema stops the import"

# ---- the front command ---------------------------------------------------------------------------
exits 0 "$homeward"
grep -q '^  import  ' out.txt || failed "homeward does not list import"
exits 0 "$homeward" --help
grep -q '^  import  ' out.txt || failed "homeward --help does not list import"
exits 64 "$homeward" improt
grep -q "did you mean 'homeward import'" err.txt || failed "no verb is suggested"
exits 64 "$homeward" ../bin/homeward-import
exits 0 "$homeward" --version
grep -qE '^homeward [0-9]+\.[0-9]+\.[0-9]+$' out.txt || failed "homeward --version"
for asked in "" --help --version "import --help" "import --version" "help import"; do
    got=0
    "$homeward" $asked >/dev/full 2>err.txt || got=$?
    same "homeward $asked that cannot be printed exits 74" "$got $(grep -c 'cannot print' err.txt)" \
        "74 1"
done
exits 0 "$homeward" import --help
for part in 'Usage: homeward import' 'Pseudonyms:' 'Examples:' '--last-year=FILE'; do
    grep -q -- "$part" out.txt || failed "import --help lacks $part"
done
mkdir path && printf '#!/bin/sh\necho from path\n' >path/homeward-evil && chmod +x path/homeward-evil
PATH="$work/path:$PATH" exits 64 "$homeward" evil
passed "the front command lists, suggests and never searches PATH"

# ---- a row that cannot be read takes no number, so mending the return makes no second fact --------
mkdir mended && cp "$return"/header.csv "$return"/episodes.csv mended
heading=$(head -n 1 "$return"/missing.csv)
printf '%s\n' "$heading" '510000,12/03/2002,M,01/05/2017,31/02/2018' \
    '510000,12/03/2002,M,01/05/2017,03/05/2017' >mended/missing.csv
exits 1 "$homeward" import ssda903 --key k1.key "${terms[@]}" -o with.ndjson mended
printf '%s\n' "$heading" '510000,12/03/2002,M,01/05/2017,03/05/2017' >mended/missing.csv
exits 0 "$homeward" import ssda903 --key k1.key "${terms[@]}" -o without.ndjson mended
same "the good row is the same fact" "$(cat with.ndjson)" "$(cat without.ndjson)"
