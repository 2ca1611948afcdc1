#!/bin/bash
# Runs one fuzz target until it has made many executions, on all processors, and counts them.
#
#   tests/fuzz/campaign.sh [EXECUTIONS] [TARGET]     (100,000,000 of `fast` when not given)
#
# Builds the target first, in build/campaign: as the fuzz preset does, jansson instrumented too, but
# comparisons are not traced, since a campaign is about many inputs, not about finding each, and
# memory is not watched: that is run.sh's, and the page guards', and would take five times the time. Processes have seeds of their own and run in rounds of a minute
# (ROUND=SECONDS), which they begin with what the rounds before kept. For a target that makes lines
# from its inputs the lines are counted, otherwise its executions. What breaks the target's property
# goes to build/campaign/found/. Exit 1 when something was found.
set -euo pipefail
unset "${!HOMEWARD_@}"
cd "$(dirname "$0")/../.."
wanted=${1:-100000000}
target=${2:-fast}
round=${ROUND:-60}
case $wanted$round in *[!0-9]*) echo "campaign: EXECUTIONS and ROUND are whole numbers" >&2; exit 64 ;; esac
[ -f "tests/fuzz/fuzz_$target.c" ] || { echo "campaign: no target '$target' in tests/fuzz" >&2; exit 64; }
build=build/campaign
mkdir -p "$build"
{
    export CCC_OVERRIDE_OPTIONS='# +-fno-sanitize-coverage=trace-cmp,indirect-calls +-fno-sanitize=address +-O2'
    cmake --preset fuzz -B "$build" && cmake --build "$build" --target "fuzz_$target"
} >"$build.log" 2>&1 || { grep -m 20 -E 'error|FAILED' "$build.log" || tail -n 20 "$build.log"; exit 1; }

logs=$build/log/$target
corpus=$build/corpus/$target
rm -rf "$logs" "$corpus"
mkdir -p "$logs" "$corpus" "$build/found"
# Lines as they are have their own runs in run.sh; here every input is made into lines.
for input in "tests/fuzz/corpus/$target"/*; do
    case $target:$(head -c 1 "$input" | tr -d '\0') in fast:'{' | fast:r) continue ;; esac
    cp "$input" "$corpus/"
done

# number PATTERN: the sum of what the pattern's group holds in all logs
number() {
    cat "$logs"/* | sed -n "s/.*$1.*/\1/p" | awk '{ sum += $1 } END { printf "%d\n", sum }'
}
lines() { number 'structured executions: \([0-9]*\),'; }
units() { number 'stat::number_of_executed_units: *\([0-9]*\)'; }
executed() {
    local of_lines
    of_lines=$(lines)
    if [ "$of_lines" -gt 0 ]; then echo "$of_lines"; else units; fi
}

failed=0
rounds=0
made=0
began=$SECONDS
while [ "$made" -lt "$wanted" ] && [ $failed = 0 ]; do
    rounds=$((rounds + 1))
    pids=()
    for process in $(seq "$(nproc)"); do
        nice "$build/tests/fuzz_$target" -seed=$((rounds * 1000 + process)) \
            -max_total_time="$round" -max_len=512 -entropic=0 -detect_leaks=0 -timeout=20 -rss_limit_mb=2048 \
            -print_final_stats=1 -artifact_prefix="$build/found/$target-" \
            "$corpus" >"$logs/$rounds-$process" 2>&1 &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
    before=$made
    made=$(executed)
    [ "$made" -gt "$before" ] || failed=1 # a round that does nothing would go on for ever
done
printf '%s: %d executions in %d s, %d rounds of %d processes' "$target" "$made" \
    $((SECONDS - began)) "$rounds" "$(nproc)"
[ "$(lines)" = 0 ] || printf ', taken: %d' "$(number 'taken by fast: \([0-9]*\)')"
if [ $failed = 0 ]; then
    printf ', nothing found\n'
else
    printf ', FOUND something\n'
    grep -h -m 3 -E 'ERROR|runtime error|SUMMARY|Test unit written' "$logs"/* || tail -n 5 "$logs"/*
    exit 1
fi
