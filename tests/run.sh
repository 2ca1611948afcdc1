#!/bin/bash
# Installs what is needed, builds everything, runs every test.
#
#   tests/run.sh [--quick] [--help]
#
#   --quick   the dev build and its tests only (two to three minutes on two processors)
#
# In full: the dev and asan builds with all their tests, the release build with its checks, clang-
# tidy, every program under three locales and three time zones, and each fuzz target for a minute.
# Works as root or with sudo; otherwise prints what to install and exits 77. The last line is
# "N passed, N failed"; exit 1 when anything failed.
set -uo pipefail
unset "${!HOMEWARD_@}" # settings of the programs are each test's alone
cd "$(dirname "$0")/.." || exit 70

quick=false
for option in "$@"; do
    case $option in
    --quick) quick=true ;;
    -h | --help)
        sed -n '2,/^set /{ /^set /d; s/^# \{0,1\}//; p; }' "$0"
        exit 0
        ;;
    *)
        echo "run.sh: no option $option; try --help" >&2
        exit 64
        ;;
    esac
done

# shellcheck source=deploy/packages.sh
. deploy/packages.sh
test_packages="libcriterion-dev valgrind python3 tzdata"
$quick || test_packages="$test_packages clang clang-format clang-tidy libclang-rt-14-dev locales"
$quick || test_packages="$test_packages openjdk-17-jre-headless maven" # a real Kafka
command -v npm >/dev/null || test_packages="$test_packages nodejs npm"
# shellcheck disable=SC2086 # lists of names
need_packages $build_packages $test_packages || exit $?

passed=0
failed=0
skipped=0
logs=build/log
mkdir -p $logs

# step NAME COMMAND...: one thing that passes or fails; its output is kept, and shown on failure.
step() {
    local name=$1 log=$logs/${1//[ \/]/-} began=$SECONDS status=0
    shift
    printf '%-28s' "$name"
    "$@" >"$log" 2>&1 || status=$?
    case $status in
    0) passed=$((passed + 1)) && echo "passed ($((SECONDS - began)) s)" ;;
    77) skipped=$((skipped + 1)) && echo "skipped: $(tail -n 1 "$log")" ;;
    *)
        failed=$((failed + 1))
        echo "FAILED ($((SECONDS - began)) s), $log:"
        tail -n 40 "$log" | sed 's/^/    /'
        ;;
    esac
    return $status
}

build() { # PRESET
    cmake --preset "$1" && cmake --build --preset "$1" -- -k 0 && return
    grep -E '(error|Error|undefined reference|multiple definition)' "$logs/build-$1" >&2
    return 1
}

# tests PRESET [CTEST OPTION...]: every test counts by itself.
tests() {
    local preset=$1 log=$logs/ctest-$1 began=$SECONDS total bad
    shift
    printf '%-28s' "tests, $preset"
    ctest --preset "$preset" -j "$(nproc)" --no-tests=error "$@" >"$log" 2>&1
    total=$(sed -n 's/.*tests passed, .* out of \([0-9]*\)$/\1/p' "$log")
    bad=$(sed -n 's/.*tests passed, \([0-9]*\) tests* failed out of.*/\1/p' "$log")
    local left_out
    left_out=$(grep -c '\*\*\*Skipped' "$log")
    if [ -z "$total" ]; then
        failed=$((failed + 1))
        echo "FAILED: ctest did not finish, $log"
        tail -n 20 "$log" | sed 's/^/    /'
        return
    fi
    passed=$((passed + total - bad - left_out))
    failed=$((failed + bad))
    skipped=$((skipped + left_out))
    echo "$((total - bad - left_out)) of $total passed, $left_out skipped ($((SECONDS - began)) s)"
    if [ "$bad" -gt 0 ]; then
        sed -n '/The following tests FAILED/,$p' "$log"
        grep -v '^ *\(Start\|[0-9]*/[0-9]* Test.*Passed\)' "$log" | head -n 120 | sed 's/^/    /'
    fi
}

for lock in tests/*/package-lock.json; do
    if [ -f "$lock" ]; then
        step "npm ${lock%/*}" npm ci --loglevel=error --ignore-scripts --no-audit --no-fund --prefix "${lock%/*}"
    fi
done

step "build dev" build dev && tests dev
if ! $quick; then
    step "build asan" build asan && tests asan
    step "build release" build release && tests release -L "check|e2e"
    step "tidy" tests/check/tidy.sh build/dev
    step "locales and time zones" tests/check/locales.sh build/release/bin
    step "fuzz a minute each" tests/fuzz/run.sh 60
fi

[ $skipped -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
