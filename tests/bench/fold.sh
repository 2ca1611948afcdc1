#!/usr/bin/env bash
# Times the fold on synthetic counties of growing size, one core, all in one run.
#   tests/bench/fold.sh [BIN_DIR [CHILDREN...]]     default: build/release/bin 10000 100000 1000000
# More than a million children are piped, since their file would be larger than most disks like
# (10 million: 70 GB of records; about 12 GB of memory), and only when asked for.
set -euo pipefail
unset ${!HOMEWARD_@}
here=$(cd "$(dirname "$0")/../.." && pwd)
bin=${1:-$here/build/release/bin}
shift || true
[ $# -gt 0 ] || set -- 10000 100000 1000000
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for children in "$@"; do
    echo "== $children children"
    county=("$bin/homeward" county --children "$children" --seed 1 -q)
    if [ "$children" -gt 1000000 ]; then
        "${county[@]}" -o - | taskset -c 0 "$bin/../tests/bench_fold" -
        continue
    fi
    "${county[@]}" -o "$folder/county.ndjson"
    times=3
    [ "$children" -lt 1000000 ] || times=1
    taskset -c 0 "$bin/../tests/bench_fold" "$folder/county.ndjson" $times
done
