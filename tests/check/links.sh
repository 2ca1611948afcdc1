#!/bin/sh
# links: no program needs a library, or contains a room, that it must not: a program that writes
# summaries has no use for the keys that make pseudonyms. Nor does a program define a name of a
# library it needs: the library would call ours in place of its own.
#
#   tests/check/links.sh BUILD_FOLDER
#
# Reads links.table beside this script; a program that is not in it fails.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$1
table=$here/links.table
lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT
failed=0
looked=0

for program in "$build"/bin/*; do
    [ -f "$program" ] || continue
    name=$(basename "$program")
    looked=$((looked + 1))
    if ! grep -q "^$name " "$table"; then
        echo "$name: not in links.table"
        failed=1
        continue
    fi
    ldd "$program" | awk '{ print $1 }' | awk -v name="$name" -v table="$table" '
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
        END { exit bad }' || failed=1

    nm --defined-only "$program" | awk '$2 ~ /[TDBR]/ { print $3 }' | sort -u >"$lists/inside"
    for library in $(ldd "$program" | awk '/=> \// && !/lib(c|m|asan|ubsan|stdc\+\+|gcc_s)\.so/ { print $3 }'); do
        nm -D --defined-only "$library" | awk '{ sub(/@.*/, "", $3); print $3 }' | sort -u >"$lists/theirs"
        found=$(comm -12 "$lists/inside" "$lists/theirs" | grep -vx '_init\|_fini\|_edata\|_end\|__bss_start' |
            head -n 1) || true
        if [ -n "$found" ]; then
            echo "$name: defines $found, a name of $(basename "$library")"
            failed=1
        fi
    done

    sed -n 's/^room:\([a-z]*\) .*/\1/p' "$table" >"$lists/rooms"
    while read -r room; do
        grep "^room:$room " "$table" | grep -qw -- "$name" && continue
        [ -f "$build/lib/lib$room.a" ] || continue
        nm --defined-only --extern-only "$build/lib/lib$room.a" | awk '$2 ~ /[TDBR]/ { print $3 }' |
            sort -u >"$lists/room"
        found=$(comm -12 "$lists/inside" "$lists/room" | head -n 1)
        if [ -n "$found" ]; then
            echo "$name: contains room $room ($found), which it may not"
            failed=1
        fi
    done <"$lists/rooms"
done

[ "$looked" -gt 0 ] || { echo "links: no programs in $build/bin"; exit 1; }
[ "$failed" -eq 0 ] || exit 1
echo "links: $looked programs need only what they may"
