#!/bin/bash
# Runs every fuzz target for some seconds each, as many at a time as there are processors.
#
#   tests/fuzz/run.sh [SECONDS]     (60 when not given)
#
# Builds the fuzz preset first. New inputs go to build/fuzz/corpus/<target>; what crashes, hangs or
# breaks a target's property goes to build/fuzz/found/. Exit 1 when something was found.
set -euo pipefail
unset "${!HOMEWARD_@}"
cd "$(dirname "$0")/../.."
seconds=${1:-60}
mkdir -p build
cmake --preset fuzz >build/fuzz.log 2>&1 || { tail -n 20 build/fuzz.log; exit 1; }
cmake --build build/fuzz >>build/fuzz.log 2>&1 || { grep -m 20 -E 'error|FAILED' build/fuzz.log; exit 1; }

fuzz_one() {
    local name=$1 seconds=$2 known=() words=() log=build/fuzz/log/$1
    mkdir -p "build/fuzz/corpus/$name" build/fuzz/found build/fuzz/log
    [ -d "tests/fuzz/corpus/$name" ] && known=("tests/fuzz/corpus/$name")
    [ -f "tests/fuzz/$name.dict" ] && words=("-dict=tests/fuzz/$name.dict")
    if "build/fuzz/tests/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="build/fuzz/found/$name-" "${words[@]}" \
        "build/fuzz/corpus/$name" "${known[@]}" >"$log" 2>&1; then
        printf '%s: %s runs, nothing found\n' "$name" \
            "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
    else
        printf '%s: FOUND something\n' "$name"
        grep -m 3 -E 'ERROR|runtime error|SUMMARY|Test unit written' "$log" || tail -n 5 "$log"
        return 1
    fi
}
export -f fuzz_one

# Those there are sources of: a build folder keeps programs whose source is gone.
targets=$(find tests/fuzz -maxdepth 1 -name 'fuzz_*.c' -printf '%f\n' | sed 's/^fuzz_//; s/\.c$//' | sort)
[ -n "$targets" ] || { echo "fuzz: no targets in tests/fuzz"; exit 1; }
printf '%s\n' "$targets" | xargs -P "$(nproc)" -I {} bash -c "fuzz_one {} $seconds"
