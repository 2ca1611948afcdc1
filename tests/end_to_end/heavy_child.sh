#!/bin/bash
# heavy_child: a child with four times the facts takes about four times the work, whatever their
# shape. Instructions are counted, not seconds, so a busy machine changes nothing.
#
#   heavy_child.sh BIN     BIN is the folder of the programs
set -euo pipefail
bench=$(cd "${1:?the folder of the programs}/../tests" && pwd)/bench_heavy_child
few=2000
at_most=6 # n log n is 4.4 times, a square 16
command -v valgrind >/dev/null || { echo "heavy_child: skipped, no valgrind here"; exit 77; }
if grep -q __asan_init <<<"$(nm "$bench")"; then
    echo "heavy_child: skipped, valgrind cannot run under the sanitizers"
    exit 77
fi

# instructions FACTS SHAPE
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$bench" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

shapes=$("$bench" 1 | awk '{print $1}')
[ -n "$shapes" ] || { echo "heavy_child: $bench names no shape" >&2; exit 1; }
failed=0
for shape in $shapes; do
    start=$(instructions 1 "$shape") # what it takes to begin at all
    small=$(($(instructions "$few" "$shape") - start))
    large=$(($(instructions $((4 * few)) "$shape") - start))
    echo "$shape: $small instructions for $few facts, $large for $((4 * few))"
    if [ "$small" -le 0 ] || [ "$large" -gt $((at_most * small)) ]; then
        echo "heavy_child: $shape grows faster than the facts" >&2
        failed=1
    fi
done
exit $failed
