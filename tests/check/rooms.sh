#!/bin/sh
# rooms: no file includes a room, a library or a system header that its room may not.
#
#   tests/check/rooms.sh [ROOT]
#
# Reads rooms.table beside this script. Prints one line per violation; exit 1 when there is one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=${1:-$here/../..}
cd "$root"

files=$(find include lib producers consumers tools -name '*.[ch]' 2>/dev/null | LC_ALL=C sort)
[ -n "$files" ] || { echo "rooms: no sources under $root"; exit 1; }

# shellcheck disable=SC2086 # file names without spaces
awk -v table="$here/rooms.table" '
function fail(what) { print FILENAME ":" FNR ": " what; bad++ }
function words(text, into,    list, count, i) {
    split("", into)
    count = split(text, list, " ")
    for (i = 1; i <= count; i++) { into[list[i]] = 1 }
}
# The room of a file by its path; a program is its core or its outer part.
function room_of(path,    parts, name) {
    split(path, parts, "/")
    if (parts[1] == "include" || parts[1] == "lib") { return parts[2] }
    name = parts[3]
    return name == "main.c" || name ~ /^run[^\/]*$/ ? "outer" : "core"
}
BEGIN {
    words("assert.h ctype.h errno.h float.h inttypes.h iso646.h limits.h math.h stdalign.h " \
          "stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h", quiet)
    words("jansson.h csv.h zstd.h sqlite3.h microhttpd.h xlsxwriter.h sodium.h", library)
    while ((getline line < table) > 0) {
        if (line ~ /^#/ || line ~ /^ *$/) { continue }
        split(line, column, "|")
        gsub(/ /, "", column[1]); gsub(/ /, "", column[2])
        pure[column[1]] = column[2] == "pure"
        may[column[1]] = " " column[3] " "
        uses[column[1]] = column[4]
        known[column[1]] = 1
    }
}
FNR == 1 {
    room = room_of(FILENAME)
    folder = FILENAME; sub(/[^\/]*$/, "", folder)
    if (!(room in known)) { fail("room " room " is not in rooms.table"); nextfile }
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    name = $0; sub(/^[^"]*"/, "", name); sub(/".*/, "", name)
    if (name ~ /\.\.\// || name ~ /^(lib|producers|consumers|tools|tests)\//) {
        fail(room " reaches outside with \"" name "\"")
    } else if (name ~ /\//) {
        other = name; sub(/\/.*/, "", other)
        if (other != room && index(may[room], " " other " ") == 0) {
            fail(room " may not include room " other " (" name ")")
        }
    } else if ((getline line < (folder name)) < 0) {
        fail("no such header beside this file: " name)
    } else { close(folder name) }
}
/^[ \t]*#[ \t]*include[ \t]*</ {
    name = $0; sub(/^[^<]*</, "", name); sub(/>.*/, "", name)
    top = name; sub(/\/.*/, "/", top)
    if (top in library || top ~ /^(sodium|librdkafka)\/$/) {
        split(uses[room], list, " "); allowed = 0
        for (i in list) { allowed = allowed || list[i] == top }
        if (!allowed) { fail(room " may not include library header " name) }
    } else if (pure[room] && !(name in quiet)) {
        fail(room " is pure and may not include system header " name)
    }
}
END {
    if (bad) { print "rooms: " bad " violations"; exit 1 }
    print "rooms: every include is allowed"
}' $files
