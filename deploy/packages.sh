# packages: what must be installed before a script can work. Sourced, not run.
#
#   need_packages PACKAGE...
#
# Installs what is missing, as root or through sudo; where neither is possible it prints the line
# for someone who may, and ends the script with 77. Nothing missing: nothing is done.

# What building the programs takes; tests/run.sh adds to it.
build_packages="build-essential cmake ninja-build libjansson-dev libsodium-dev libcsv-dev"

need_packages() {
    missing=""
    for package in "$@"; do
        if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
            missing="$missing $package"
        fi
    done
    if [ -z "$missing" ]; then
        return 0
    fi
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Missing packages. As root:" >&2
            echo "  apt-get update && apt-get install$missing" >&2
            exit 77
        fi
        as_root=sudo
    fi
    echo "Installing$missing"
    $as_root apt-get -qq update
    # shellcheck disable=SC2086 # a list of names
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y --no-install-recommends install $missing >/dev/null
}
