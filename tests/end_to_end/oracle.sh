#!/usr/bin/env bash
# Holds homeward report against the reference written from the texts alone, on hundreds of small
# nasty inputs: every figure and every reject.
#   tests/end_to_end/oracle.sh BIN_DIR [CASES [SEED]]
set -euo pipefail
unset "${!HOMEWARD_@}" # settings of the programs are the test's alone
here=$(cd "$(dirname "$0")/../oracle" && pwd)
python3 -B "$here/test_oracle.py"
python3 -B "$here/compare.py" "$1" --cases "${2:-400}" --seed "${3:-1}"
