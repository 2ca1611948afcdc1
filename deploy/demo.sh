#!/bin/bash
# From a fresh Debian 12 machine to a summary that a panel could read.
#
#   deploy/demo.sh [FOLDER]     (build/demo when not given)
#
# Installs what building needs (Debian packages only; as root or with sudo, otherwise it prints the
# line and exits 77), builds, makes two years and a month of a county of Durham's size, and writes
# the summaries of a fortnight and of a year. The children are made up: none of them is a real one.
set -euo pipefail
cd "$(dirname "$0")/.."
case ${1:-} in
-h | --help)
    sed -n '2,/^set /{ /^set /d; s/^# \{0,1\}//; p; }' deploy/demo.sh
    exit 0
    ;;
esac
out=${1:-build/demo}

# shellcheck source=deploy/packages.sh
. deploy/packages.sh
# shellcheck disable=SC2086 # a list of names
need_packages $build_packages

echo "Building"
mkdir -p build
for step in "--preset release" "--build --preset release --target programs"; do
    # shellcheck disable=SC2086 # options
    cmake $step >build/demo.log 2>&1 || { tail -n 40 build/demo.log >&2; exit 70; }
done
homeward=build/release/bin/homeward

echo "Making a county"
mkdir -p "$out"
records=$out/durham.ndjson
$homeward county --preset durham --seed 2016 --from 2014-04-01 --to 2016-05-01 -o "$records"

summary() { # PERIOD FOLDER
    $homeward report --config schemas/config/homeward.json --input "$records" \
        --authority E06000047 --period "$1" --audience team -o "$2"
}
echo "Writing the summaries"
summary fortnight:2016-02-29 "$out/fortnight"
summary year:2015-04-01 "$out/year"

cat <<END

$(wc -l <"$records") records of a made-up county are in $records.
The summaries, to read in a browser, a spreadsheet or a program:
    $out/fortnight/summary.html   .csv   .json     29 February to 13 March 2016
    $out/year/summary.html   .csv   .json          April 2015 to March 2016

Next:
    Which children stand behind a figure:
        $homeward report --input $records --authority E06000047 \\
            --period year:2015-04-01 --rows volume.repeat.three_in_90_days
    Another county:     $homeward county --help
    Your own records:   $homeward import --help
    All tests:          tests/run.sh
END
