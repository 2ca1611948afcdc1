#!/bin/sh
# links: no program needs a library, or contains a room or another program's core, that it must not:
# a program that writes summaries has no use for the keys that make pseudonyms. None opens libraries
# as it runs. Nor does a program define a name of a library it needs: the library would call ours in
# place of its own.
#
#   tests/check/links.sh BUILD_FOLDER
#
# Reads links.table beside this script; a program or a core that is not in it fails, and so does a
# program that tells nothing because it is stripped or static.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$1
table=$here/links.table
lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT
failed=0
looked=0

fail() {
    echo "$1"
    failed=1
}
# The names that files define for others.
names() { nm --defined-only --extern-only "$@" 2>/dev/null | awk '$2 ~ /[TDBRV]/ { print $3 }' | LC_ALL=C sort -u; }

for core in "$build"/lib/lib*_core.a; do
    [ -f "$core" ] || continue
    core=$(basename "$core" .a)
    grep -q "^room:${core#lib} " "$table" || fail "${core#lib}: not in links.table"
done

for program in "$build"/bin/*; do
    [ -f "$program" ] || continue
    name=$(basename "$program")
    looked=$((looked + 1))
    if ! grep -q "^$name " "$table"; then
        fail "$name: not in links.table"
        continue
    fi
    ldd "$program" 2>/dev/null | awk '{ print $1 }' >"$lists/needs" || true
    nm --defined-only "$program" 2>/dev/null | awk '$2 ~ /[TDBRV]/ { print $3 }' | LC_ALL=C sort -u >"$lists/inside"
    grep -q '^libc\.so' "$lists/needs" || fail "$name: ldd names no library of it; is it static?"
    grep -qx main "$lists/inside" || fail "$name: nm names no main in it; is it stripped?"

    awk -v name="$name" -v table="$table" '
        BEGIN {
            while ((getline line < table) > 0) {
                count = split(line, word, " ")
                if (word[1] != "any" && word[1] != "sanitizer" && word[1] != name) { continue }
                for (i = 2; i <= count; i++) {
                    if (word[i] ~ /\*$/) { prefix[substr(word[i], 1, length(word[i]) - 1)] = 1 }
                    else { may[word[i]] = 1 }
                }
            }
        }
        !($1 in may) {
            for (start in prefix) { if (index($1, start) == 1) { next } }
            print name ": needs " $1 ", which it may not"; bad = 1
        }
        END { exit bad }' "$lists/needs" || failed=1

    found=$(nm --undefined-only "$program" 2>/dev/null | awk '{ sub(/@.*/, "", $2); print $2 }' |
        grep -xE 'dlm?open|dlv?sym' | head -n 1) || true
    [ -z "$found" ] || fail "$name: calls $found: a library opened as it runs is in no table"

    for library in $(ldd "$program" 2>/dev/null |
        awk '/=> \// && !/lib(c|m|asan|ubsan|stdc\+\+|gcc_s)\.so/ { print $3 }'); do
        nm -D --defined-only "$library" | awk '{ sub(/@.*/, "", $3); print $3 }' | LC_ALL=C sort -u >"$lists/theirs"
        [ -s "$lists/theirs" ] || fail "$name: nm names nothing in $library"
        found=$(LC_ALL=C comm -12 "$lists/inside" "$lists/theirs" |
            grep -vx '_init\|_fini\|_edata\|_end\|__bss_start' | head -n 1) || true
        [ -z "$found" ] || fail "$name: defines $found, a name of $(basename "$library")"
    done

    sed -n 's/^room:\([a-z_]*\) .*/\1/p' "$table" >"$lists/rooms"
    while read -r room; do
        grep "^room:$room " "$table" | tr ' ' '\n' | grep -qx -- "$name" && continue
        [ -f "$build/lib/lib$room.a" ] || continue
        names "$build/lib/lib$room.a" >"$lists/room"
        [ -s "$lists/room" ] || fail "$room: nm names nothing in lib$room.a"
        found=$(LC_ALL=C comm -12 "$lists/inside" "$lists/room" | head -n 1)
        [ -z "$found" ] || fail "$name: contains $room ($found), which it may not"
    done <"$lists/rooms"
done

[ "$looked" -gt 0 ] || fail "links: no programs in $build/bin"
[ "$failed" -eq 0 ] || exit 1
echo "links: $looked programs need and contain only what they may"
