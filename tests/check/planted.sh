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
style() { caught "$1" "$here/style.sh" "$copy/tree"; }

# lines COUNT TEXT
lines() { awk -v count="$1" -v text="$2" 'BEGIN { for (i = 0; i < count; i++) { print text } }'; }

object() { # NAME SOURCE: compile a planted object
    printf '%b' "$2" | cc -x c -std=c17 -D_POSIX_C_SOURCE=200809L -fPIC -c -o "$copy/$1" -
}

copy_build() {
    rm -rf "$copy/build"
    mkdir -p "$copy/build/lib" "$copy/build/bin"
    for archive in "$build"/lib/*.a; do
        if [ -f "$archive" ]; then
            cp "$archive" "$copy/build/lib/"
        fi
    done
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
    caught 'homeward-report: contains room crypt (crypt_zz), which it may not' \
        "$here/links.sh" "$copy/build"
    ;;
locales)
    if [ ! -d /usr/share/i18n/locales ]; then
        echo "planted: skipped, no locale sources (package locales)"
        exit 77
    fi
    # Programs that write what the locale, or the time zone, says.
    mkdir "$copy/bin"
    for word in 'locale decimal_point' 'date -d @0 +%H'; do
        cat >"$copy/bin/homeward" <<END
#!/bin/bash
file=/dev/null
while [ \$# -gt 0 ]; do
    [ "\$1" != -o ] || file=\$2
    shift
done
$word >"\$file"
END
        chmod +x "$copy/bin/homeward"
        case $word in
        locale*) caught 'tr_TR.UTF-8 in UTC differs from C in UTC' "$here/locales.sh" "$copy/bin" ;;
        date*) caught 'C in Europe/London differs from C in UTC' "$here/locales.sh" "$copy/bin" ;;
        esac
    done
    ;;
*)
    echo "planted: no check called $what"
    exit 64
    ;;
esac
echo "planted: $planted violations of $what, each caught"
