#!/bin/sh
# planted: each check is shown to fail. A violation is planted in a copy, and the check must fail
# and name it; a check that passes everything would be worth nothing.
#
#   tests/check/planted.sh CHECK BUILD_FOLDER KIND
set -eu
here=$(cd "$(dirname "$0")" && pwd)
what=$1
build=$2
kind=$3
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
planted=0

# fresh: a new copy of the sources. Files are planted into it under names no source has.
fresh() {
    rm -rf "$copy/tree"
    mkdir -p "$copy/tree"
    for folder in include lib producers consumers tools; do
        if [ -d "$here/../../$folder" ]; then
            cp -R "$here/../../$folder" "$copy/tree/$folder"
        fi
    done
    mkdir -p "$copy/tree/lib/base" "$copy/tree/lib/domain" "$copy/tree/lib/codec" \
        "$copy/tree/lib/report" "$copy/tree/consumers/report" "$copy/tree/producers/county"
}

# caught WORDS COMMAND...: the command exits 1 and says the words.
caught() {
    words=$1
    shift
    planted=$((planted + 1))
    status=0
    said=$("$@" 2>&1) || status=$?
    if [ "$status" -ne 1 ] || ! printf '%s\n' "$said" | grep -qF -- "$words"; then
        echo "planted: exit $status, and not said: $words"
        printf '%s\n' "$said" | tail -n 5
        exit 1
    fi
}

plant() { # FILE LINES: write a file into the fresh copy
    fresh
    printf '%b' "$2" >"$copy/tree/$1"
}

rooms() { caught "$1" "$here/rooms.sh" "$copy/tree"; }

# opened FILE LINES WORDS: the planted file is compiled, alone among few, and the look at what the
# compiler opened finds what the text may hide.
opened() {
    rm -rf "$copy/tree" "$copy/ninja"
    mkdir -p "$copy/tree/${1%/*}" "$copy/ninja"
    cp -R "$here/../../include" "$copy/tree/include"
    printf '%b' "$2" >"$copy/tree/$1"
    cat >"$copy/ninja/build.ninja" <<END
rule cc
  command = cc -std=c17 -MD -MF \$out.d -I$copy/tree/include -I$copy -c \$in -o \$out
  deps = gcc
  depfile = \$out.d
build zz.o: cc $copy/tree/$1
END
    ninja -C "$copy/ninja" >"$copy/ninja/log" 2>&1 || { cat "$copy/ninja/log"; exit 1; }
    caught "$3" "$here/rooms.sh" "$copy/tree" "$copy/ninja"
}
style() { caught "$1" "$here/style.sh" "$copy/tree"; }

# lines COUNT TEXT
lines() { awk -v count="$1" -v text="$2" 'BEGIN { for (i = 0; i < count; i++) { print text } }'; }

object() { # NAME SOURCE: compile a planted object
    printf '%b' "$2" | cc -x c -std=c17 -D_POSIX_C_SOURCE=200809L -fPIC -c -o "$copy/$1" -
}

# copy_build: a new copy of the build's archives, without what debuggers read, which takes long.
copy_build() {
    if [ ! -d "$copy/archives" ]; then
        mkdir "$copy/archives"
        cp "$build"/lib/*.a "$copy/archives/"
        strip -g "$copy"/archives/*.a
    fi
    rm -rf "$copy/build"
    mkdir -p "$copy/build/bin"
    cp -R "$copy/archives" "$copy/build/lib"
}

case $what in
rooms)
    plant lib/base/zz.c '/* zz */\n#include "domain/record.h"\n'
    rooms 'lib/base/zz.c:2: base may not include room domain'
    plant lib/domain/zz.c '/* zz */\n\n# include  "codec/json.h"\n'
    rooms 'lib/domain/zz.c:3: domain may not include room codec'
    plant lib/domain/zz.c '/* zz */\n#include <jansson.h>\n'
    rooms 'lib/domain/zz.c:2: domain may not include library header jansson.h'
    plant lib/report/zz.c '/* zz */\n#include <time.h>\n'
    rooms 'lib/report/zz.c:2: report is pure and may not include system header time.h'
    plant include/domain/zz.h '/* zz: */\n#include "shell/log.h"\n'
    rooms 'include/domain/zz.h:2: domain may not include room shell'
    plant lib/base/zz.c '/* zz */\n#include "../domain/record.h"\n'
    rooms 'lib/base/zz.c:2: base reaches outside'
    plant consumers/report/zz.c '/* zz */\n#include "shell/file.h"\n'
    rooms 'consumers/report/zz.c:2: core may not include room shell'
    plant consumers/report/run_zz.c '/* zz */\n#include "producers/county/county.h"\n'
    rooms 'consumers/report/run_zz.c:2: outer reaches outside'
    plant consumers/report/zz.c '/* zz */\n#include "nowhere.h"\n'
    rooms 'consumers/report/zz.c:2: no such header beside this file: nowhere.h'
    fresh
    mkdir "$copy/tree/lib/attic"
    printf '/* zz */\n' >"$copy/tree/lib/attic/zz.c"
    rooms 'room attic is not in rooms.table'

    # Spellings that hide a header from who reads the text, each by itself refused.
    plain='an include must name its header plainly'
    plant lib/base/zz.c '/* zz */\n#define ZZ "domain/record.h"\n#include ZZ\n'
    rooms "lib/base/zz.c:3: $plain"
    plant lib/base/zz.c '/* zz */\n#include /* zz */ "domain/record.h"\n'
    rooms "lib/base/zz.c:2: $plain"
    plant lib/base/zz.c '/* zz */\n#include \\\n"domain/record.h"\n'
    rooms "lib/base/zz.c:2: $plain"
    plant lib/base/zz.c '/* zz */\n#include "zz.inc"\n'
    rooms "lib/base/zz.c:2: $plain"
    plant lib/base/zz.c '/* zz */\n#inc\\\nlude "domain/record.h"\n'
    rooms 'lib/base/zz.c:2: a directive that is not written plainly'
    plant lib/base/zz.c '/* zz */\n# /* zz */ include "domain/record.h"\n'
    rooms 'lib/base/zz.c:2: a directive that is not written plainly'
    plant lib/base/zz.c '/* zz */\n#include_next "domain/record.h"\n'
    rooms 'lib/base/zz.c:2: a directive that is not written plainly'
    plant lib/base/zz.c '/* zz */\n\\\n#include "domain/record.h"\n'
    rooms 'lib/base/zz.c:3: base may not include room domain'
    plant lib/base/zz.c '/* zz */ #include "domain/record.h"\n'
    rooms 'lib/base/zz.c:1: a directive after a comment'
    plant lib/base/zz.c '/* zz */\n%:include "domain/record.h"\n'
    rooms 'lib/base/zz.c:2: another spelling of #'
    plant lib/base/zz.c '/* zz */\n\077\077=include "domain/record.h"\n'
    rooms 'lib/base/zz.c:2: another spelling of #'
    for name in domain/record.h shell/log.h ../lib/codec/scan.h /usr/include/time.h; do
        plant consumers/report/zz.c "/* zz */\n#include <$name>\n"
        rooms "consumers/report/zz.c:2: a header of the project in angle brackets, or a path: <$name>"
    done
    plant lib/base/zz.c '/* zz */\n#include "/usr/include/time.h"\n'
    rooms 'lib/base/zz.c:2: base reaches outside'
    plant lib/base/zz.inc '#include "domain/record.h"\n'
    rooms 'lib/base/zz.inc: only <room or program>/<name>.c and .h may be here'
    fresh
    mkdir "$copy/tree/consumers/report/run"
    printf '/* zz */\n#include "shell/log.h"\n' >"$copy/tree/consumers/report/run/zz.c"
    rooms 'consumers/report/run/zz.c: only <room or program>/<name>.c and .h may be here'

    # The same, and what no text shows, as the compiler met it.
    opened lib/base/zz.c '#define ZZ "domain/record.h"\n#include ZZ\n' \
        'lib/base/zz.c: compiled, reads include/domain/record.h, and base may not use domain'
    opened lib/domain/zz.c '%:inc\\\nlude /* zz */ "shell/log.h"\n' \
        'lib/domain/zz.c: compiled, reads include/shell/log.h, and domain may not use shell'
    opened consumers/report/zz.c '#include <shell/log.h>\n' \
        'consumers/report/zz.c: compiled, reads include/shell/log.h, and core may not use shell'
    opened lib/domain/zz.c "#include \"$copy/tree/include/codec/json.h\"\n" \
        'lib/domain/zz.c: compiled, reads include/codec/json.h, and domain may not use codec'
    opened lib/domain/zz.c '#define ZZ <jansson.h>\n#include ZZ\n' \
        'lib/domain/zz.c: compiled, reads library header jansson.h'
    opened lib/domain/zz.c '#define ZZ <time.h>\n#include ZZ\n' \
        'lib/domain/zz.c: compiled, is pure and reads system header time.h'
    printf '#include "shell/log.h"\n' >"$copy/zz.inc"
    opened lib/domain/zz.c '#include "zz.inc"\n' \
        'lib/domain/zz.c: compiled, reads include/shell/log.h, and domain may not use shell'
    caught 'lib/domain/zz.c: compiled, is pure and reads system header another place:' \
        "$here/rooms.sh" "$copy/tree" "$copy/ninja"
    mkdir -p "$copy/tree/lib/codec"
    printf '/* zz */\n' | tee "$copy/tree/lib/codec/yy.c" >"$copy/tree/lib/codec/yy.h"
    printf '#include "../codec/yy.h"\n' >"$copy/tree/lib/domain/zz.c"
    ninja -C "$copy/ninja" >/dev/null
    caught 'lib/domain/zz.c: compiled, reads lib/codec/yy.h, which is not beside it' \
        "$here/rooms.sh" "$copy/tree" "$copy/ninja"
    caught 'lib/codec/yy.c: not compiled, so not looked into' \
        "$here/rooms.sh" "$copy/tree" "$copy/ninja"
    ;;
style)
    plant lib/base/zz.c "/* zz */\nvoid zz(void)\n{\n$(lines 61 '    zz();')\n}\n"
    style 'lib/base/zz.c:3: function of 61 lines'
    plant consumers/report/main.c "/* main */\n$(lines 99 'int zz;')\n"
    style 'consumers/report/main.c: main.c has 100 lines'
    plant include/base/zz.h '#ifndef BASE_ZZ_H\n'
    style 'include/base/zz.h:1: the first line must say what it is'
    plant lib/base/zz.c '#include <stdio.h>\n'
    style 'lib/base/zz.c:1: the first line must be a comment'
    plant lib/base/zz.c '/* zz */\ntypedef struct zz zz;\n'
    style 'lib/base/zz.c:2: typedef of a struct'
    plant lib/base/zz.c '/* zz */\n#define NDEBUG 1\n'
    style 'lib/base/zz.c:2: NDEBUG is never set'
    plant lib/base/zz.c '/* zz */\nint zz(void) { return (int)mktime(0); }\n'
    style 'lib/base/zz.c:2: calls the C library for a date'
    ;;
purity)
    case $kind in
    dev | release) ;;
    *)
        echo "planted: skipped as purity is in a $kind build"
        exit 77
        ;;
    esac
    for call in 'time:#include <time.h>\nlong zz(void)\n{\n    return (long)time(0);\n}\n' \
        'malloc:#include <stdlib.h>\nvoid *zz(void)\n{\n    return malloc(9);\n}\n' \
        'fopen:#include <stdio.h>\nvoid *zz(void)\n{\n    return fopen("/", "r");\n}\n' \
        'getenv:#include <stdlib.h>\nchar *zz(void)\n{\n    return getenv("HOME");\n}\n' \
        'randombytes_buf:void randombytes_buf(void *, unsigned long);\nvoid zz(void *p)\n{\n    randombytes_buf(p, 9);\n}\n'; do
        copy_build
        object zz.o "${call#*:}"
        ar q "$copy/build/lib/libbase.a" "$copy/zz.o" 2>/dev/null
        caught "libbase.a: zz.o calls ${call%%:*}, which base may not" \
            "$here/purity.sh" "$copy/build" "$kind"
    done
    copy_build
    object zz.o 'long read(int, void *, unsigned long);\nlong zz(void *p)\n{\n    return read(0, p, 9);\n}\n'
    ar q "$copy/build/lib/libzz_core.a" "$copy/zz.o" 2>/dev/null
    caught "libzz_core.a: zz.o calls read, which core may not" "$here/purity.sh" "$copy/build" "$kind"
    # Of jansson only what is in use: nothing that reads a file, seeds a hash or gives out memory.
    for call in json_load_file json_object_seed jsonp_malloc json_set_alloc_funcs; do
        copy_build
        object zz.o "void $call(void);\nvoid zz(void);\nvoid zz(void)\n{\n    $call();\n}\n"
        ar q "$copy/build/lib/libcodec.a" "$copy/zz.o" 2>/dev/null
        caught "libcodec.a: zz.o calls $call, which codec may not" "$here/purity.sh" "$copy/build" "$kind"
    done
    # State kept between calls, in each place the compiler has for it.
    for state in 'static int kept;\nint zz(void)\n{\n    return kept++;\n}\n' \
        'int zz(void)\n{\n    static int kept = 7;\n    return kept++;\n}\n' \
        'static _Thread_local int kept;\nint zz(void)\n{\n    return kept++;\n}\n' \
        'int kept __attribute__((common));\n' \
        'const char *kept[] = {"zz"};\n'; do
        copy_build
        object zz.o "$state"
        ar q "$copy/build/lib/libdomain.a" "$copy/zz.o" 2>/dev/null
        caught "libdomain.a: zz.o keeps kept" "$here/purity.sh" "$copy/build" "$kind"
    done
    copy_build
    object zz.o 'const char *const fixed[] = {"zz"};\n'
    ar q "$copy/build/lib/libdomain.a" "$copy/zz.o" 2>/dev/null
    "$here/purity.sh" "$copy/build" "$kind" >/dev/null || { echo "planted: a constant is no state"; exit 1; }
    ;;
links)
    copy_build
    printf 'int main(void)\n{\n    return 0;\n}\n' >"$copy/main.c"
    cc -o "$copy/build/bin/homeward" "$copy/main.c" -Wl,--no-as-needed -ljansson
    caught 'homeward: needs libjansson.so.4, which it may not' "$here/links.sh" "$copy/build"
    rm "$copy/build/bin/homeward"
    cc -o "$copy/build/bin/homeward-zz" "$copy/main.c"
    caught 'homeward-zz: not in links.table' "$here/links.sh" "$copy/build"
    rm "$copy/build/bin/homeward-zz"
    cat >"$copy/name.c" <<'END'
#include <jansson.h>
json_t *json_object(void)
{
    return 0;
}
int main(void)
{
    return json_object() == json_true();
}
END
    cc -o "$copy/build/bin/homeward-county" "$copy/name.c" -ljansson
    caught 'homeward-county: defines json_object, a name of libjansson.so.4' "$here/links.sh" "$copy/build"
    rm "$copy/build/bin/homeward-county"
    # A room is known by its names: one of crypt's, defined in a program that must not have it.
    printf 'int crypt_zz(void);\nint crypt_zz(void)\n{\n    return 0;\n}\n' >"$copy/zz.c"
    cc -c -o "$copy/zz.o" "$copy/zz.c"
    ar q "$copy/build/lib/libcrypt.a" "$copy/zz.o" 2>/dev/null
    cc -o "$copy/build/bin/homeward-report" "$copy/main.c" "$copy/zz.o"
    caught 'homeward-report: contains crypt (crypt_zz), which it may not' "$here/links.sh" "$copy/build"
    ar q "$copy/build/lib/libcounty_core.a" "$copy/zz.o" 2>/dev/null
    ar d "$copy/build/lib/libcrypt.a" zz.o
    caught 'homeward-report: contains county_core (crypt_zz), which it may not' \
        "$here/links.sh" "$copy/build"
    ar q "$copy/build/lib/libzz_core.a" "$copy/zz.o" 2>/dev/null
    caught 'zz_core: not in links.table' "$here/links.sh" "$copy/build"
    rm "$copy/build/lib/libzz_core.a"
    # A program that tells nothing is no program found in order.
    cc -s -o "$copy/build/bin/homeward-report" "$copy/main.c"
    caught 'homeward-report: nm names no main in it' "$here/links.sh" "$copy/build"
    cc -static -o "$copy/build/bin/homeward-report" "$copy/main.c"
    caught 'homeward-report: ldd names no library of it' "$here/links.sh" "$copy/build"
    printf '#include <dlfcn.h>\nint main(void)\n{\n    return dlopen("libjansson.so.4", RTLD_NOW) == 0;\n}\n' \
        >"$copy/open.c"
    cc -o "$copy/build/bin/homeward-report" "$copy/open.c"
    caught 'homeward-report: calls dlopen' "$here/links.sh" "$copy/build"
    ;;
locales)
    if [ ! -d /usr/share/i18n/locales ]; then
        echo "planted: skipped, no locale sources (package locales)"
        exit 77
    fi
    # Programs that write what the locale, or the time zone, says: to their file, or only say it.
    mkdir "$copy/bin"
    for word in 'locale decimal_point >"$file"' 'date -d @0 +%H >"$file"' 'locale decimal_point'; do
        cat >"$copy/bin/homeward" <<END
#!/bin/bash
file=/dev/null
while [ \$# -gt 0 ]; do
    [ "\$1" != -o ] || file=\$2
    shift
done
$word
END
        chmod +x "$copy/bin/homeward"
        case $word in
        locale*) caught 'tr_TR.UTF-8 in UTC differs from C in UTC' "$here/locales.sh" "$copy/bin" ;;
        date*) caught 'C in Europe/London differs from C in UTC' "$here/locales.sh" "$copy/bin" ;;
        esac
    done
    ;;
tidy)
    for tool in clang-tidy clang-format; do
        command -v $tool >/dev/null || { echo "planted: skipped as tidy is, no $tool here"; exit 77; }
    done
    tree=$copy/tree
    mkdir -p "$tree/tests/check" "$tree/include/base" "$tree/lib/base" "$copy/build"
    cp "$here/tidy.sh" "$here/analyzer.h" "$tree/tests/check/"
    cp "$here/../../.clang-tidy" "$here/../../.clang-format" "$tree/"
    cp "$here/../../include/base/err.h" "$tree/include/base/"
    caught 'tidy: no compile_commands.json in' "$tree/tests/check/tidy.sh" "$copy/build"
    compiled() { # FLAG: how zz.c is compiled, as CMake writes it
        printf '[\n{\n  "directory": "%s",\n  "command": "cc -std=c17 -I%s/include %s -o zz.o -c %s",\n  "file": "%s"\n}\n]\n' \
            "$copy/build" "$tree" "$1" "$tree/lib/base/zz.c" "$tree/lib/base/zz.c" \
            >"$copy/build/compile_commands.json"
    }
    tidy() { "$tree/tests/check/tidy.sh" "$copy/build"; }
    tidy_clean() { tidy >"$copy/said" 2>&1 || { cat "$copy/said"; echo "planted: tidy was not clean"; exit 1; }; }
    zz='int zz(int a);\n\nint zz(int a)\n{\n%s    return a;\n}\n'
    loose='    if (a)\n        return 1;\n'
    compiled -DTIGHT
    # shellcheck disable=SC2059 # the format is ours
    printf "$zz" "" >"$tree/lib/base/zz.c"
    tidy_clean
    # shellcheck disable=SC2059
    printf "$zz" "$loose" | sed 's/\\n/\n/g' >"$tree/lib/base/zz.c"
    caught 'statement should be inside braces' tidy
    printf 'int  zz;\n' >"$tree/lib/base/zz.c"
    caught 'lib/base/zz.c: run clang-format -i on it' tidy
    # Found clean, and not any more: by another flag, by another rule.
    # shellcheck disable=SC2059
    printf "$zz" "#ifndef TIGHT\n$loose#endif\n" | sed 's/\\n/\n/g' >"$tree/lib/base/zz.c"
    tidy_clean
    compiled -DLOOSE
    caught 'statement should be inside braces' tidy
    compiled -DTIGHT
    tidy_clean
    sed -i 's/^  cert-err\*,$/  cert-err*,\n  readability-identifier-length,/' "$tree/.clang-tidy"
    caught "parameter name 'a' is too short" tidy
    printf '[]\n' >"$copy/build/compile_commands.json"
    caught 'lib/base/zz.c: not in' tidy
    ;;
launch)
    HOMEWARD_ZZ=1 CRITERION_ZZ=1 "$here/launch.sh" env >"$copy/env"
    ! grep -E '^(HOMEWARD|CRITERION)_' "$copy/env" || { echo "planted: a setting got through"; exit 1; }
    grep -q '^PATH=' "$copy/env" || { echo "planted: the environment is gone"; exit 1; }
    # A test that leaves its socket, says so on both outputs, and fails.
    # shellcheck disable=SC2016 # expanded by the inner shell
    status=0
    "$here/launch.sh" sh -c 'echo "$$" | tee /tmp/criterion_$$.sock; echo said >&2; exit 9' \
        >"$copy/out" 2>"$copy/err" || status=$?
    [ "$status $(cat "$copy/err")" = '9 said' ] || { echo "planted: exit $status"; exit 1; }
    [ -s "$copy/out" ] || { echo "planted: standard output is lost"; exit 1; }
    [ ! -e "/tmp/criterion_$(cat "$copy/out").sock" ] || { echo "planted: a socket is left"; exit 1; }
    # The next process ids are taken: the test must get one beyond them.
    next=$(sh -c 'echo $$')
    for id in $(seq "$next" $((next + 150))); do
        [ -e "/tmp/criterion_$id.sock" ] || { : >"/tmp/criterion_$id.sock" && echo "$id"; }
    done >"$copy/taken"
    # shellcheck disable=SC2016
    "$here/launch.sh" sh -c 'echo $$' >"$copy/out" || { echo "planted: no free process id found"; exit 1; }
    while read -r id; do
        [ ! -f "/tmp/criterion_$id.sock" ] || rm "/tmp/criterion_$id.sock"
    done <"$copy/taken"
    ! grep -qxF -f "$copy/out" "$copy/taken" || { echo "planted: a taken process id was used"; exit 1; }
    planted=3
    ;;
*)
    echo "planted: no check called $what"
    exit 64
    ;;
esac
echo "planted: $planted violations of $what, each caught"
