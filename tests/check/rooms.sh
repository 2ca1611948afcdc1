#!/bin/sh
# rooms: no file includes a room, a library or a system header that its room may not.
#
#   tests/check/rooms.sh [ROOT [BUILD_FOLDER]]
#
# Reads rooms.table beside this script, and looks twice. The text of every source: an include must
# be written plainly, so that what is read here is what is meant. Then, given a build folder of
# ninja's, what the compiler really opened for each object, directly or through other headers.
# Prints one line per violation; exit 1 when there is one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "${1:-$here/../..}" && pwd)
build=${2:-}
cd "$root"
table=$here/rooms.table
lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT

find include lib producers consumers tools -type f 2>/dev/null | LC_ALL=C sort >"$lists/files"
[ -s "$lists/files" ] || { echo "rooms: no sources under $root"; exit 1; }
failed=0

# Sources lie where the build looks for them: three folders deep, by names a room is told from.
grep -vE '^[a-z]+/[a-z0-9_]+/[a-z0-9_]+\.[ch]$' "$lists/files" >"$lists/strays" || true
if [ -s "$lists/strays" ]; then
    sed 's/$/: only <room or program>\/<name>.c and .h may be here/' "$lists/strays"
    failed=1
fi
files=$(grep -E '^[a-z]+/[a-z0-9_]+/[a-z0-9_]+\.[ch]$' "$lists/files")

# What both looks share: the table, and the room of a file by its path.
cat >"$lists/table.awk" <<'END'
function words(text, into,    list, count, i) {
    split("", into)
    count = split(text, list, " ")
    for (i = 1; i <= count; i++) { into[list[i]] = 1 }
}
function room_of(path,    parts) {
    split(path, parts, "/")
    if (parts[1] == "include" || parts[1] == "lib") { return parts[2] }
    return parts[3] == "main.c" || parts[3] ~ /^run/ ? "outer" : "core" # run*.c and their headers
}
function is_library(name) { return name in library || name ~ /^(sodium|librdkafka)\// }
function uses_library(room, name,    list, i) {
    split(uses[room], list, " ")
    for (i in list) { if (name == list[i] || (list[i] ~ /\/$/ && index(name, list[i]) == 1)) { return 1 } }
    return 0
}
BEGIN {
    words("assert.h ctype.h errno.h float.h inttypes.h iso646.h limits.h math.h stdalign.h " \
          "stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h", quiet)
    words("jansson.h csv.h zstd.h sqlite3.h microhttpd.h xlsxwriter.h sodium.h emmintrin.h", library)
    while ((getline line < table) > 0) {
        if (line ~ /^#/ || line ~ /^ *$/) { continue }
        split(line, column, "|")
        gsub(/ /, "", column[1]); gsub(/ /, "", column[2])
        known[column[1]] = 1
        pure[column[1]] = column[2] == "pure"
        may[column[1]] = " " column[3] " "
        uses[column[1]] = column[4]
    }
}
END

# ---- the text ------------------------------------------------------------------------------------
cat >"$lists/text.awk" <<'END'
function fail(what) { print FILENAME ":" FNR ": " what; bad = 1 }
FNR == 1 {
    room = room_of(FILENAME)
    folder = FILENAME; sub(/[^\/]*$/, "", folder)
    inside = 0 # a directive that goes on from the line before
    if (!(room in known)) { fail("room " room " is not in rooms.table"); nextfile }
}
{ rest_of_directive = inside; inside = /\\$/ && (inside || /^[ \t]*#/) }
/%:|\?\?=/ { fail("another spelling of #"); next }
/\*\/[ \t]*#/ { fail("a directive after a comment"); next }
rest_of_directive || !/^[ \t]*#/ { next }
!/^[ \t]*#[ \t]*(include|define|undef|if|ifdef|ifndef|elif|else|endif|error|pragma)([^a-z_]|$)/ {
    fail("a directive that is not written plainly"); next
}
!/^[ \t]*#[ \t]*include/ { next }
!/^[ \t]*#[ \t]*include[ \t]*("[^"]+\.h"|<[^>]+\.h>)[ \t]*(\/\*.*\*\/[ \t]*)?$/ {
    fail("an include must name its header plainly"); next
}
/"/ {
    name = $0; sub(/^[^"]*"/, "", name); sub(/".*/, "", name)
    if (name ~ /^\// || name ~ /\.\.\// || name ~ /^(include|lib|producers|consumers|tools|tests)\//) {
        fail(room " reaches outside with \"" name "\"")
    } else if (name ~ /\//) {
        other = name; sub(/\/.*/, "", other)
        if (other != room && index(may[room], " " other " ") == 0) {
            fail(room " may not include room " other " (" name ")")
        }
    } else if ((getline line < (folder name)) < 0) {
        fail("no such header beside this file: " name)
    } else { close(folder name) }
    next
}
{
    name = $0; sub(/^[^<]*</, "", name); sub(/>.*/, "", name)
    top = name; sub(/\/.*/, "", top)
    if (name ~ /^\// || name ~ /\.\.\// || (name ~ /\// && (top in known)) || (getline line < ("include/" name)) >= 0) {
        fail("a header of the project in angle brackets, or a path: <" name ">")
    } else if (is_library(name)) {
        if (!uses_library(room, name)) { fail(room " may not include library header " name) }
    } else if (pure[room] && !(name in quiet)) {
        fail(room " is pure and may not include system header " name)
    }
}
END { exit bad }
END
# shellcheck disable=SC2086 # file names without spaces
awk -v table="$table" -f "$lists/table.awk" -f "$lists/text.awk" $files || failed=1

# ---- what the compiler opened --------------------------------------------------------------------
# Through a header of a room it may use, an object also sees the libraries that header names, and
# the rooms that one may use. What belongs to the C library itself is below bits/ and the like.
cat >"$lists/opened.awk" <<'END'
function fail(what) { if (!said[source what]++) { print source ": compiled, " what }; bad = 1 }
function plain(path) {
    if (path !~ /^\//) { path = build "/" path }
    gsub(/\/(\.?\/)+/, "/", path)
    while (sub(/\/[^\/]+\/\.\.\//, "/", path)) { }
    return path
}
function close_over(room, into,    list, count, i) {
    count = split(may[room], list, " ")
    for (i = 1; i <= count; i++) { if (!(list[i] in into)) { into[list[i]] = 1; close_over(list[i], into) } }
}
function may_see(room, name,    other) {
    if (uses_library(room, name)) { return 1 }
    for (other in reach) { if (uses_library(other, name) && index(shows[other], " " name " ")) { return 1 } }
    return 0
}
function open_source(path) {
    source = path
    room = room_of(path)
    folder = path; sub(/[^\/]*$/, "", folder)
    split("", reach); close_over(room, reach); reach[room] = 1
    compiled[path] = 1
    total++
}
function look(path,    name, other) {
    if (index(path, root) == 1 && index(path, build "/") != 1) {
        name = substr(path, length(root) + 1)
        other = name; sub(/^include\//, "", other); sub(/\/.*/, "", other)
        if (index(name, folder) == 1) { return }
        if (name !~ /^include\//) { fail("reads " name ", which is not beside it") }
        else if (!(other in reach)) { fail("reads " name ", and " room " may not use " other) }
        return
    }
    name = path
    if (!sub(/^.*\/include\/(x86_64[^\/]*\/|[a-z0-9_]+-linux-gnu\/)?/, "", name)) { name = "another place: " path }
    if (is_library(name)) {
        if (!may_see(room, name) && !through_library(name)) { fail("reads library header " name) }
    } else if (pure[room] && !(name in quiet) &&
               name !~ /^((bits|gnu|asm|asm-generic)\/|__)/ && !(name in inner)) {
        fail("is pure and reads system header " name)
    }
}
# The headers that a library's own one includes: sodium/export.h through sodium/crypto_x.h.
function through_library(name,    top, other) {
    top = name; sub(/\/.*/, "/", top)
    if (top !~ /\/$/) { return 0 }
    for (other in reach) { if (index(" " uses[other] " ", " " top " ") && index(shows[other], " " top)) { return 1 } }
    return index(" " uses[room] " ", " " top " ")
}
BEGIN {
    root = root "/"
    words("stdc-predef.h features.h features-time64.h sys/cdefs.h linux/limits.h syslimits.h " \
          "jansson_config.h xmmintrin.h mmintrin.h mm_malloc.h", inner)
    while ((getline line < shown) > 0) { split(line, column, " "); shows[column[1]] = shows[column[1]] " " column[2] " " }
}
/^[^ ]/ { source = ""; fresh = / #deps / }
/^ / {
    path = plain($1)
    if (fresh) { # up to the source itself: clang names its lists of exceptions before it
        if (path !~ /\.c$/) { next }
        fresh = 0
        name = substr(path, length(root) + 1)
        if (index(path, root) == 1 && name ~ /^(lib|producers|consumers|tools)\// && !(name in compiled)) { open_source(name) }
        next
    }
    if (source != "") { look(path) }
}
END {
    while ((getline source < sources) > 0) {
        if (!(source in compiled)) { print source ": not compiled, so not looked into"; bad = 1 }
    }
    print "rooms: looked into " total " objects"
    exit bad || total == 0
}
END
if [ -n "$build" ]; then
    grep '\.c$' "$lists/files" >"$lists/sources"
    for header in include/*/*.h; do
        room=${header#include/}
        sed -nE "s,^[ \t]*#[ \t]*include[ \t]*<([^>]*)>.*,${room%/*} \1,p" "$header"
    done >"$lists/shown"
    build=$(cd "$build" && pwd)
    [ -f "$build/build.ninja" ] || { echo "rooms: $build is no build folder of ninja's"; exit 1; }
    ninja -C "$build" -t deps >"$lists/deps" 2>/dev/null || { echo "rooms: ninja knows no dependencies"; exit 1; }
    awk -v table="$table" -v root="$root" -v build="$build" -v shown="$lists/shown" \
        -v sources="$lists/sources" -f "$lists/table.awk" -f "$lists/opened.awk" "$lists/deps" \
        >"$lists/said" || failed=1
    cat "$lists/said"
fi

[ "$failed" -eq 0 ] || { echo "rooms: violations"; exit 1; }
echo "rooms: every include is allowed"
