#!/bin/bash
# decoders: what is made of an input depends on its bytes alone, never on what decodes them nor on
# how they arrive.
#
#   decoders.sh BIN     BIN is the folder of the programs
#
# Every input there is among the tests, two counties with faults, and files with lines too long for
# any buffer are read by each decoder, as a file, redirected, through a pipe, and through a pipe
# that gives odd pieces. Exit code, standard output, messages, the list of rejects and all files of
# the summary must be the same.
set -euo pipefail
unset "${!HOMEWARD_@}" # settings of the programs are the test's alone
bin=$(cd "${1:?the folder of the programs}" && pwd)
tests=$(cd "$(dirname "$0")/.." && pwd)
# In memory where the system has such a place: every output is synced, some thousands here.
place=${TMPDIR:-/tmp}
[ ! -w /dev/shm ] || place=/dev/shm
work=$(mktemp -d -p "$place")
trap 'rm -rf "$work"' EXIT
"$bin/homeward-import" --new-key "$work/key" -q
children=1500
grep -qa __asan_ "$bin/homeward-report" && children=100
failed=0
compared=0
imported=0

fail() {
    echo "FAILED: $1"
    failed=1
}

# run WAY DECODER ARGUMENT...: one reading of `input`, with all that comes of it in a folder
run() {
    local folder=$work/$1-$2 way=$1 decoder=$2 status=0
    shift 2
    rm -rf "$folder"
    mkdir "$folder"
    local command=("$bin/homeward-report" --decoder="$decoder" -o out --rejects rejects "$@")
    (
        cd "$folder"
        case $way in
        file) cp "$work/input" input && "${command[@]}" input && rm input ;;
        redirected) "${command[@]}" - <"$work/input" ;;
        pipe) "${command[@]}" - < <(exec cat "$work/input") ;;
        pieces) "${command[@]}" - < <(exec dd bs="$piece" status=none if="$work/input" 2>/dev/null) ;;
        esac
    ) >"$work/stdout" 2>"$work/stderr" </dev/null || status=$?
    rm -f "$folder/input"
    mv "$work/stdout" "$work/stderr" "$folder"
    echo "$status" >"$folder/status"
    # Standard input has no name; the file was called input.
    sed -i 's/^homeward-report: \(error: \)\{0,1\}-:/homeward-report: \1input:/' "$folder/stderr"
    [ ! -e "$folder/rejects" ] || sed -i 's/^-:/input:/' "$folder/rejects"
    [ ! -e "$folder/out" ] || sed -i 's/^      "name": "-",$/      "name": "input",/' \
        "$folder/out/manifest.json"
}

# compare NAME ARGUMENT...: `input` by every way against the file read by the reference alone
compare() {
    local name=$1 way
    shift
    run file jansson "$@"
    if grep -q 'no usable record' "$work/file-jansson/stderr"; then
        set -- "$@" --as-of 2016-05-01T00:00:00Z
        run file jansson "$@"
    fi
    case $(cat "$work/file-jansson/status") in
    0) [ -s "$work/file-jansson/out/manifest.json" ] || fail "$name: no summary" ;;
    78) ;; # a record of a newer schema ends the run, and must do so by every way
    *) fail "$name: exit $(cat "$work/file-jansson/status")"; cat "$work/file-jansson/stderr" ;;
    esac
    for way in file-fast redirected-fast pipe-fast pieces-fast pieces-jansson; do
        run "${way%-*}" "${way#*-}" "$@"
        diff -r "$work/file-jansson" "$work/$way" >"$work/diff" || {
            fail "$name: $way is not as the file by jansson"
            head -n 20 "$work/diff"
        }
    done
    compare_import "$name"
    compared=$((compared + 1))
}

# import WAY DECODER: the records of `raw` in our pseudonyms, and all that is said about it
import() {
    local folder=$work/import-$1-$2 command=("$bin/homeward-import" ndjson --decoder="$2"
        --key "$work/key" -o out --rejects rejects) status=0
    rm -rf "$folder"
    mkdir "$folder"
    (
        cd "$folder"
        case $1 in
        file) cp "$work/raw" input && "${command[@]}" input ;;
        pipe) "${command[@]}" - < <(exec cat "$work/raw") ;;
        esac
    ) >"$work/stdout" 2>"$work/stderr" </dev/null || status=$?
    rm -f "$folder/input"
    mv "$work/stdout" "$work/stderr" "$folder"
    echo "$status" >"$folder/status"
    sed -i 's/^homeward-import: \(error: \)\{0,1\}-:/homeward-import: \1input:/' "$folder/stderr"
    [ ! -e "$folder/rejects" ] || sed -i 's/^-:/input:/' "$folder/rejects"
}

# compare_import NAME: the same of the import, of children whose ids are still their source's
compare_import() {
    local way
    sed 's/"child":"\(k1\|sim\)\./"child":"raw-/' "$work/input" >"$work/raw"
    import file jansson
    imported=$((imported + $(wc -l 2>/dev/null <"$work/import-file-jansson/out" || echo 0)))
    for way in file-fast pipe-fast; do
        import "${way%-*}" "${way#*-}"
        diff -r "$work/import-file-jansson" "$work/import-$way" >"$work/diff" || {
            fail "$1: import, $way is not as the file by jansson"
            head -n 20 "$work/diff"
        }
    done
}

default=(--authority E06000047 --period fortnight:2016-02-29)

# ---- the inputs of other tests
piece=7
for story in "$tests"/scenario/*/story.ndjson; do
    folder=$(dirname "$story")
    read -r _ authority period _ < <(grep -m 1 '^ask ' "$folder/expected.txt" ||
        echo "ask E06000047 fortnight:2016-02-29")
    cp "$story" "$work/input"
    compare "$story" --authority "$authority" --period "$period"
done
for case in "$tests"/golden/summary/*/; do
    mapfile -t args < <(sed "s#tests/golden#$tests/golden#" "$case/args")
    cp "$case/input.ndjson" "$work/input"
    compare "$case" "${args[@]}"
done
for file in "$tests"/vectors/*/*.json "$tests"/data/*/*.ndjson "$tests"/fuzz/corpus/decode/* \
    "$tests"/fuzz/corpus/fast/* "$tests"/fuzz/corpus/lines/*; do
    [ -f "$file" ] || continue
    cp "$file" "$work/input"
    compare "$file" "${default[@]}"
done
[ "$compared" -ge 80 ] || fail "only $compared inputs of other tests were found"

# ---- counties
piece=4093
for seed in 3 4; do
    "$bin/homeward-county" --children $children --seed $seed --faults 50 -q -o "$work/input"
    compare "the county of seed $seed" --authority E06000047 --period year:2015-04-01
    [ -s "$work/file-fast/rejects" ] || fail "the county of seed $seed has no faults"
done

# ---- lines at the limit, at the size of the buffer, and beyond
fill() { head -c "$1" /dev/zero | tr '\0' "$2"; } # SIZE CHARACTER
record=$(grep -m 1 '"homeward.episode/1"' "$tests/data/story/fortnight.ndjson")
mebi=1048576
{
    echo "$record"                                # 1
    fill 65536 x && echo                          # 2: not too long yet
    fill 65537 x && echo                          # 3
    fill 65537 ' ' && echo                        # 4
    fill 65535 ' ' && echo 'x'                    # 5
    fill 65536 ' ' && echo 'x'                    # 6
    fill $((3 * mebi)) x && echo                  # 7
    fill $((3 * mebi)) '\t' && printf '\r\n'      # 8
    fill $((2 * mebi)) ' ' && echo x              # 9
    fill $mebi ' ' && printf 'x' && fill $((2 * mebi)) ' ' && echo # 10
    printf '\xef\xbb\xbf' && fill $mebi ' ' && echo # 11
    echo "${record//a1/a1x}"                      # 12
    echo                                          # 13
    for more in -2 -1 0 1; do                     # 14 to 21
        fill $((mebi + more)) y && echo
        echo "$record"
    done
    fill $((2 * mebi)) ' ' # 22, which has no end
    printf 'x'
} >"$work/input"
piece=65521
compare 'the file of long lines' "${default[@]}"
{
    echo 'input:2 JSON_SYNTAX'
    echo 'input:3 SIZE'
    echo 'input:4 EMPTY'
    echo 'input:5 JSON_SYNTAX'
    printf 'input:%s\n' '6 SIZE' '7 SIZE' '8 EMPTY' '9 SIZE' '10 SIZE' '11 SIZE' '13 EMPTY' \
        '14 SIZE' '16 SIZE' '18 SIZE' '20 SIZE' '22 SIZE'
} >"$work/want"
diff "$work/want" "$work/pipe-fast/rejects" || fail "long lines are not refused for what they are"
# --rows reads twice; a pipe is then read whole, without a buffer in between
for code in SIZE EMPTY; do
    rows=(-q "${default[@]}" --rows "quality.rejected.$code")
    "$bin/homeward-report" "${rows[@]}" "$work/input" | sed "s#^$work/input#'-#" >"$work/twice"
    cat "$work/input" | "$bin/homeward-report" "${rows[@]}" - >"$work/whole"
    "$bin/homeward-report" "${rows[@]}" - <"$work/input" >"$work/redirected"
    cmp "$work/twice" "$work/whole" || fail "--rows of $code by a pipe"
    cmp "$work/twice" "$work/redirected" || fail "--rows of $code redirected"
    [ "$(wc -l <"$work/whole")" = $((1 + $(grep -c " $code\$" "$work/want"))) ] ||
        fail "--rows of $code does not list what --rejects lists"
done

[ "$imported" -gt 1000 ] || fail "only $imported records were imported"
[ "$failed" = 0 ] || exit 1
echo "$imported records imported, by 3 ways"
echo "$compared inputs, each by 6 ways, and always the same"
