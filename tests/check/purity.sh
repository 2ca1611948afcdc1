#!/bin/sh
# purity: the pure rooms and each program's core call nothing that does input, output, time,
# chance or allocation, and keep nothing between two calls: no variable of theirs can be written.
# Looks at the compiled archives, where no macro can hide a call.
#
#   tests/check/purity.sh BUILD_FOLDER KIND
#
# Only dev and release builds are looked at: sanitizers and gcov add calls of their own (exit 77).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$1
kind=$2
case $kind in
dev | release) ;;
*)
    echo "purity: skipped, a $kind build has calls that its instrumentation added"
    exit 77
    ;;
esac

lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT

# archive FILE: what it defines and what it needs from elsewhere.
defined() { nm --defined-only --extern-only --format=posix "$1" | awk 'NF > 1 { print $1 }'; }
needed() {
    nm --undefined-only --format=posix "$1" | awk '/^[^ ]+\[.*\]:$/ { object = $0; sub(/^.*\[/, "", object);
        sub(/\]:$/, "", object); next } NF > 1 { print $1, object }'
}

# Variables that can be written. A constant holding addresses is relocated once and then read-only.
written() {
    nm --defined-only --format=sysv "$1" 2>/dev/null | awk -F'|' -v archive="$(basename "$1")" -v room="$2" '
        /^Symbols from / { object = $0; sub(/^.*\[/, "", object); sub(/\]:$/, "", object) }
        NF >= 7 {
            section = $7; gsub(/ /, "", section)
            name = $1; gsub(/ /, "", name)
            if (section ~ /^(\.data|\.bss|\.tdata|\.tbss|\.[ls]bss|\.[ls]data|\*COM\*|COMMON)/ &&
                section !~ /^\.data\.rel\.ro/) {
                print archive ": " object " keeps " name " between calls, which " room " may not"; bad = 1
            }
        }
        END { exit bad }'
}

looked=0
failed=0
grep -v '^#' "$here/rooms.table" | awk -F'|' '$2 ~ /pure/ { gsub(/ +/, " ", $3); print $1 $3 }' >"$lists/rooms"

check() { # archive room used-rooms...
    archive=$1
    room=$2
    shift 2
    looked=$((looked + 1))
    defined "$archive" >"$lists/own"
    [ -s "$lists/own" ] || { echo "$(basename "$archive"): nm names nothing in it"; failed=1; }
    written "$archive" "$room" || failed=1
    for other in "$@"; do
        if [ -f "$build/lib/lib$other.a" ]; then
            defined "$build/lib/lib$other.a" >>"$lists/own"
        fi
    done
    needed "$archive" | awk -v room="$room" -v allow="$here/purity.allow" -v own="$lists/own" \
        -v archive="$(basename "$archive")" '
        BEGIN {
            while ((getline line < own) > 0) { mine[line] = 1 }
            while ((getline line < allow) > 0) {
                count = split(line, word, " ")
                if (line ~ /^#/ || (word[1] != "any" && word[1] != room)) { continue }
                for (i = 2; i <= count; i++) {
                    if (word[i] ~ /\*$/) { prefix[substr(word[i], 1, length(word[i]) - 1)] = 1 }
                    else { mine[word[i]] = 1 }
                }
            }
        }
        !($1 in mine) {
            for (start in prefix) { if (index($1, start) == 1) { next } }
            print archive ": " $2 " calls " $1 ", which " room " may not"; bad = 1
        }
        END { exit bad }' || failed=1
}

while read -r room used; do
    if [ "$room" = core ]; then
        for archive in "$build"/lib/lib*_core.a; do
            if [ -f "$archive" ]; then
                # shellcheck disable=SC2086 # a list of rooms
                check "$archive" core $used
            fi
        done
    elif [ -f "$build/lib/lib$room.a" ]; then
        # shellcheck disable=SC2086
        check "$build/lib/lib$room.a" "$room" $used
    fi
done <"$lists/rooms"

[ "$looked" -gt 0 ] || { echo "purity: no archives in $build/lib"; exit 1; }
[ "$failed" -eq 0 ] || { echo "purity: violations"; exit 1; }
echo "purity: $looked archives call nothing impure and keep nothing"
