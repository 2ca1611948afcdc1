#!/bin/sh
# Builds jansson from Debian's source package with the fuzzer's instrumentation and sanitizers.
#
#   cmake/jansson-instrumented.sh FOLDER COMPILER
#
# leaves FOLDER/lib/libjansson.a and FOLDER/include. The source is the version this Debian ships,
# fetched by apt with its signature checked. apt is given lists of its own inside FOLDER, so neither
# root nor a deb-src line in the system's sources is needed, and the system is not touched.
set -eu
folder=$1
compiler=$2
[ -f "$folder/lib/libjansson.a" ] && exit 0

mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
folder=$(cd "$folder" && pwd)
. /etc/os-release
mirror=$(sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p' \
    /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null |
    grep '/debian/\{0,1\}$' | head -n 1)
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb-src [signed-by=$keyring] ${mirror:-http://deb.debian.org/debian}" \
    "$VERSION_CODENAME main" >"$folder/apt/sources.list"

own_apt() {
    apt-get -q -o Dir::Etc::SourceList="$folder/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$folder/apt/lists" -o Dir::Cache="$folder/apt/cache" \
        -o APT::Sandbox::User="$(id -un)" "$@"
}
own_apt update
(cd "$folder/apt" && own_apt --download-only source jansson)
rm -rf "$folder/source"
dpkg-source -x "$folder"/apt/jansson_*.dsc "$folder/source"

cmake -S "$folder/source" -B "$folder/build" -DCMAKE_C_COMPILER="$compiler" \
    -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_C_FLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all" \
    -DCMAKE_INSTALL_PREFIX="$folder" \
    -DJANSSON_BUILD_DOCS=OFF -DJANSSON_WITHOUT_TESTS=ON -DJANSSON_EXAMPLES=OFF >/dev/null
cmake --build "$folder/build" >/dev/null
cmake --install "$folder/build" >/dev/null
rm -rf "$folder/apt" "$folder/build"
