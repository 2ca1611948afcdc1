#!/bin/sh
# style: the rules of CONTRIBUTING.md that a few lines of awk can check.
#
#   tests/check/style.sh [ROOT]
#
# A function is at most 60 lines, a main.c under 100; every header, and every source without one,
# begins by saying what it is; structs have no typedef; nothing sets NDEBUG, a locale, or asks the C library to read a date.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=${1:-$here/../..}
cd "$root"
files=$(find include lib producers consumers tools -name '*.[ch]' 2>/dev/null | LC_ALL=C sort)
[ -n "$files" ] || { echo "style: no sources under $root"; exit 1; }

# shellcheck disable=SC2086 # file names without spaces
awk '
function fail(line, what) { print FILENAME ":" line ": " what; bad++ }
function is_there(path,    line, found) {
    found = (getline line < path) >= 0
    close(path)
    return found
}
# The header of a source lies beside it or in include/<room>/.
function has_header(path,    header) {
    header = path
    sub(/c$/, "h", header)
    if (is_there(header)) { return 1 }
    return sub(/^lib\//, "include/", header) && is_there(header)
}
function file_ends() {
    if (name ~ /(^|\/)main\.c$/ && last >= 100) {
        print name ": main.c has " last " lines, under 100 allowed"; bad++
    }
}
FNR == 1 {
    file_ends()
    name = FILENAME
    stem = name; sub(/^.*\//, "", stem); sub(/\.[ch]$/, "", stem)
    start = 0
    if (name ~ /\.h$/ && index($0, "/* " stem ":") != 1) {
        fail(1, "the first line must say what it is: \"/* " stem ": …\"")
    } else if (index($0, "/* ") != 1 && !has_header(name)) {
        fail(1, "the first line must be a comment that says what the file is")
    }
}
{ last = FNR }
/^{/ { start = FNR }
/^}/ && start {
    if (FNR - start - 1 > 60) {
        fail(start, "function of " FNR - start - 1 " lines, at most 60 allowed")
    }
    start = 0
}
/^typedef struct( [a-z_0-9]+)?( *\{| [a-z_0-9]+;|$)/ { fail(FNR, "typedef of a struct") }
/#[ \t]*(define|undef)[ \t]+NDEBUG/ { fail(FNR, "NDEBUG is never set") }
/(^|[^a-zA-Z_0-9])(strptime|mktime|timegm|localtime|localtime_r|setlocale|newlocale)[ \t]*\(/ {
    fail(FNR, "calls the C library for a date or a locale")
}
END {
    file_ends()
    if (bad) { print "style: " bad " violations"; exit 1 }
    print "style: " ARGC - 1 " files"
}' $files
