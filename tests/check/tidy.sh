#!/bin/sh
# tidy: clang-format and clang-tidy over every source of lib/ and the programs, one process a file;
# clang-format over the tests too.
#
#   tests/check/tidy.sh BUILD_FOLDER [FILE...]
#
# Over everything, findings are listed a line each; for named files, with the path that leads there.
# A file found clean is not looked at again until it, a header, .clang-tidy, the version of
# clang-tidy or the way the file is compiled changes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in clang-tidy clang-format; do
    command -v $tool >/dev/null || { echo "tidy: skipped, no $tool here"; exit 77; }
done
[ -f "$1/compile_commands.json" ] || {
    echo "tidy: no compile_commands.json in $1; a preset of CMakePresets.json makes one"
    exit 1
}
build=$(cd "$1" && pwd)
shift
cd "$here/../.."

export build
export analyzer="$here/analyzer.h"
export clean="$build/tidy"
export shown='.'
mkdir -p "$clean"
base=$({ clang-tidy --version; cat .clang-tidy "$analyzer"
    find include lib producers consumers tools -name '*.h' -print0 2>/dev/null |
        LC_ALL=C sort -z | xargs -0 cat; } | sha256sum | cut -c 1-64)
export base

sources() { # FOLDER... TEST...: what find finds in those folders that are there, in order
    find "$@" 2>/dev/null | LC_ALL=C sort
}
status=0
if [ $# -eq 0 ]; then
    shown=' error: '
    # shellcheck disable=SC2016 # expanded by the inner shell; file names without spaces
    sources include lib producers consumers tools tests -name '*.[ch]' -not -path '*/node_modules/*' |
        xargs -P "$(nproc)" -I {} sh -c '
            clang-format "{}" | cmp -s - "{}" || { echo "{}: run clang-format -i on it"; exit 1; }
        ' || status=1
    # shellcheck disable=SC2046
    set -- $(sources lib producers consumers tools -name '*.c')
fi

# shellcheck disable=SC2016 # expanded by the inner shell
printf '%s\n' "$@" | xargs -P "$(nproc)" -I {} sh -c '
    how=$(grep -F -- " -c $PWD/{}\"" "$build/compile_commands.json") || {
        echo "{}: not in $build/compile_commands.json"
        exit 1
    }
    mark=$clean/$(printf "%s\n" "$base" "$how" | cat - "{}" | sha256sum | cut -c 1-64)
    [ -f "$mark" ] && exit 0
    set -- "--extra-arg=-include$analyzer"
    [ "{}" != lib/base/err.c ] || set --
    if said=$(clang-tidy --quiet -p "$build" "$@" "{}" 2>&1); then
        : >"$mark"
    else
        printf "%s\n" "$said" | grep -- "$shown" | sed "s/,-warnings-as-errors//"
        exit 1
    fi' || status=1
[ $status -eq 0 ] || { echo "tidy: findings"; exit 1; }
echo "tidy: $# files clean"
