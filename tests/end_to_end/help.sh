#!/bin/bash
# help: every example that a program's --help gives is run as it stands, and must succeed.
#
#   help.sh BIN     BIN is the folder of the programs
#
# In a folder of its own, with the files the examples name: a return, a file of records in the key's
# pseudonyms and one with ids of its source. Counties are kept small through the environment.
set -euo pipefail
unset "${!HOMEWARD_@}" # settings of the programs are the test's alone
bin=$(cd "${1:?the folder of the programs}" && pwd)
data=$(cd "$(dirname "$0")/../data" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export PATH=$bin:$PATH
failed=0
count=0

# examples VERB: the commands under "Examples:", each on one line.
examples() {
    homeward "$1" --help | sed -n '/^Examples:$/,/^$/{ /^Examples:$/d; /^$/d; p; }' |
        sed -e ':more' -e '/\\$/{ N; s/\\\n */ /; b more; }' -e 's/^ *//'
}

# prepare VERB: the files its examples read, in an empty folder.
prepare() {
    mkdir "$1"
    cp -R "$data/ssda903_fake" "$1/return"
    grep -v -e '^$' "$data/story/fortnight.ndjson" >"$1/records.ndjson"
    grep -m 1 '"homeward.episode/1"' "$data/story/fortnight.ndjson" |
        sed 's/"child":"k1\./"child":"raw-/' >"$1/in.ndjson"
}

verbs=$(find "$bin" -maxdepth 1 -name 'homeward-*' -type f -executable -printf '%f\n' |
    sed 's/^homeward-//' | sort)
[ -n "$verbs" ] || { echo "FAILED: no programs in $bin"; exit 1; }
for verb in $verbs; do
    prepare "$verb"
    examples "$verb" >"$verb/examples"
    [ -s "$verb/examples" ] || { echo "FAILED: homeward $verb --help gives no example"; failed=1; }
    while read -r example; do
        count=$((count + 1))
        status=0
        (cd "$verb" && HOMEWARD_CHILDREN=2000 bash -o pipefail -c "$example") \
            >"$work/said" 2>&1 </dev/null || status=$?
        if [ $status -ne 0 ]; then
            echo "FAILED: exit $status: $example"
            tail -n 3 "$work/said"
            failed=1
        fi
    done <"$verb/examples"
done
[ $failed -eq 0 ] || exit 1
echo "$count examples of $(wc -w <<<"$verbs") programs work"
