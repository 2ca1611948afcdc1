#!/bin/bash
# locales: every program writes the same bytes in any locale and any time zone.
#
#   tests/check/locales.sh BIN_FOLDER
#
# Builds en_GB and tr_TR (decimal comma, dotted capital I) into a folder of its own, asserts that
# they are in force, and runs each program under C, en_GB and tr_TR in UTC, London and Kiritimati.
# Files and standard output are compared.
# in_force.c makes the programs adopt the locale, which by themselves they never do.
set -euo pipefail
unset "${!HOMEWARD_@}" # settings of the programs are the test's alone
here=$(cd "$(dirname "$0")" && pwd)
bin=$(cd "$1" && pwd)
cd "$here/../.."
if [ ! -d /usr/share/i18n/locales ]; then
    echo "locales: skipped, no locale sources (package locales)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LOCPATH=$work/locales
mkdir "$LOCPATH"
localedef -i en_GB -f UTF-8 "$LOCPATH/en_GB.UTF-8"
localedef -i tr_TR -f UTF-8 "$LOCPATH/tr_TR.UTF-8"
cc -shared -fPIC -D_GNU_SOURCE -o "$work/in_force.so" "$here/in_force.c"

# in_force LOCALE KEYWORD VALUE
in_force() {
    local said
    said=$(LC_ALL=$1 locale -k "$2" 2>&1)
    [ "$said" = "$2=\"$3\"" ] || { echo "locales: $1 is not in force: $said"; exit 1; }
}
in_force C decimal_point .
in_force en_GB.UTF-8 int_curr_symbol "GBP "
in_force tr_TR.UTF-8 decimal_point ,
in_force tr_TR.UTF-8 yesstr evet
[ "$(TZ=Pacific/Kiritimati date -d @1456704000 +%z)" = +1400 ] || { echo "locales: no zone data"; exit 1; }
! env LC_ALL=xx_XX.UTF-8 HOMEWARD_DECIMAL_POINT=. LD_PRELOAD="$work/in_force.so" true 2>/dev/null ||
    { echo "locales: in_force accepts a locale that is not there"; exit 1; }

"$bin/homeward" import --new-key "$work/key" >/dev/null

# Children under ids of their source, which the import turns into pseudonyms.
sed 's/"child":"k1\./"child":"raw-/' tests/data/story/fortnight.ndjson >"$work/raw.ndjson"

# everything FOLDER: run all that writes, into FOLDER. The imports list rows they cannot use (1).
everything() {
    local out=$1 authority=E06000047
    "$bin/homeward" county --quiet --preset durham-low --seed 7 --from 2015-04-01 --to 2016-04-01 \
        -o "$out/county.ndjson"
    for period in fortnight:2016-02-29 month:2015-10-01 quarter:2016-01-01 year:2015-04-01; do
        "$bin/homeward" report --input "$out/county.ndjson" --authority $authority \
            --period $period --audience team -o "$out/${period%%:*}"
    done
    "$bin/homeward" report --input "$out/county.ndjson" --authority $authority \
        --period year:2015-04-01 --rows volume.missing.episodes >"$out/rows"
    "$bin/homeward" import ssda903 --key "$work/key" --authority $authority \
        --recorded-at 2024-04-01T00:00:00Z -o "$out/ssda903.ndjson" tests/data/ssda903_fake \
        2>&1 || [ $? -eq 1 ]
    "$bin/homeward" import ndjson --key "$work/key" --lookup "$out/lookup" --rejects "$out/rejects" \
        -o "$out/raw.ndjson" "$work/raw.ndjson" 2>&1 || [ $? -eq 1 ]
}

runs=0
for locale in C:. en_GB.UTF-8:. 'tr_TR.UTF-8:,'; do
    for zone in UTC Europe/London Pacific/Kiritimati; do
        runs=$((runs + 1))
        (
            export LC_ALL=${locale%%:*} TZ=$zone HOMEWARD_DECIMAL_POINT=${locale##*:}
            export LD_PRELOAD=$work/in_force.so
            mkdir "$work/run"
            everything "$work/run" >"$work/run/said"
        )
        (cd "$work/run" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) \
            >"$work/sums-$runs"
        if ! cmp -s "$work/sums-1" "$work/sums-$runs"; then
            echo "locales: ${locale%%:*} in $zone differs from C in UTC:"
            diff "$work/sums-1" "$work/sums-$runs" | sed 's/^/    /'
            exit 1
        fi
        rm -rf "$work/run"
    done
done
echo "locales: $(wc -l <"$work/sums-1") files, the same bytes in $runs settings"
