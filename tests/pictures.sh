#!/bin/bash
# Makes the picture in README.md from the demonstration's summary, with Debian's Chromium.
#
#   tests/pictures.sh [SUMMARY.HTML]     (the demo's year when not given)
set -euo pipefail
cd "$(dirname "$0")/.."
page=$(realpath "${1:-build/demo/year/summary.html}")
[ -f "$page" ] || { echo "pictures: run deploy/demo.sh first" >&2; exit 66; }
command -v chromium >/dev/null || { echo "pictures: skipped, no chromium here" >&2; exit 77; }
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-color-profile=srgb \
    --user-data-dir="$profile" --window-size=1100,1400 --screenshot="$profile/summary.png" \
    "file://$page" >"$profile/log" 2>&1 || { tail -n 5 "$profile/log" >&2; exit 1; }
mv "$profile/summary.png" docs/summary.png
echo "docs/summary.png, from ${page#"$PWD"/}"
