#!/bin/sh
# launch: runs a test without what its caller would change in it, and clears up behind it.
#
#   tests/check/launch.sh COMMAND...
#
# Settings of the programs (HOMEWARD_…) and of Criterion (CRITERION_…) are taken out of the
# environment. Criterion's processes talk through /tmp/criterion_<process id>.sock, wherever TMPDIR
# points, and leave it there; one that another user left under the same number would stop the test.
# So the test gets a process id that has none, and its socket is removed.
set -u
for name in $(env | sed -n 's/^\(HOMEWARD_[A-Za-z0-9_]*\)=.*/\1/p; s/^\(CRITERION_[A-Za-z0-9_]*\)=.*/\1/p'); do
    unset "$name"
done
exec 4>&1
taken=113
status=$taken
tries=0
while [ "$status" -eq "$taken" ] && [ "$tries" -lt 1000 ]; do
    tries=$((tries + 1))
    status=0
    # Descriptor 3 tells the process id, which exec keeps; the test has the real standard output.
    # shellcheck disable=SC2016 # expanded by the inner shell
    test=$(sh -c '[ ! -e "/tmp/criterion_$$.sock" ] || exit "$0"; echo $$ >&3; exec "$@" 3>&-' \
        "$taken" "$@" 3>&1 >&4 4>&-) || status=$?
    rm -f "/tmp/criterion_${test:-none}.sock"
done
[ "$status" -ne "$taken" ] || echo "launch: every process id tried has a socket in /tmp already" >&2
exit "$status"
