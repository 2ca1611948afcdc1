#!/bin/bash
# only in: release
# kafka_broker: deploy/kafka/run.sh starts, stops, kills and restarts a real Kafka, and loses nothing.
#
#   kafka_broker.sh BIN     BIN, the folder of the programs, is not looked at
#
# One broker keeps its records over a stop; of three, one is killed: the topic stays writable and
# readable, and the broker comes back in sync. Nothing is left running afterwards.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
run=$source/deploy/kafka/run.sh

fail() {
    echo "FAILED: $1" >&2
    exit 1
}

version=$(sed -n 's:.*<kafka.version>\(.*\)</kafka.version>.*:\1:p' "$source/deploy/kafka/pom.xml")
grep -q "apache/kafka:$version\$" "$source/deploy/kafka/compose.yaml" ||
    fail "compose.yaml has another version than pom.xml"
for tool in java mvn; do
    command -v $tool >/dev/null || { echo "kafka_broker: skipped, no $tool here"; exit 77; }
done
java=$(java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
[ "${java:-0}" -ge 17 ] || { echo "kafka_broker: skipped, no Java 17 or later here"; exit 77; }
"$run" jars || fail "no jars"

work=$(mktemp -d)
deadline=$((SECONDS + 300)) # a usual run takes one to two minutes; nothing waits beyond this
bystander=""
clear_up() {
    local status=$?
    trap - EXIT
    if [ $status -ne 0 ]; then
        tail -n 20 "$work"/*/n*/log 2>/dev/null || true
    fi
    "$run" stop --data "$work/one" || true
    "$run" stop --data "$work/three" || true
    [ -z "$bystander" ] || kill "$bystander" 2>/dev/null || true
    rm -rf "$work"
    exit $status
}
trap clear_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

left() {
    [ $SECONDS -lt $deadline ] || fail "out of time"
    echo $((deadline - SECONDS))
}

passed() {
    printf '%3d s  %s\n' $SECONDS "$1"
}

# start FOLDER BROKERS: at ports that are free, below those the system gives to connections; sets at
# and first
start() {
    local status tries
    for tries in 1 2 3 4 5 6 7 8 9 10; do
        first=$((20000 + 6 * (RANDOM % 2000)))
        status=0
        at=$("$run" start --data "$work/$1" --brokers "$2" --port $first --wait "$(left)") || status=$?
        [ $status -eq 77 ] || break
        echo "ports from $first are taken, try $tries"
    done
    [ $status -eq 0 ] || fail "$1 did not start: $status"
}

tool() {
    local name=$1
    shift
    timeout "$(left)" "$run" tool "$name" --bootstrap-server "$at" "$@"
}

# expect CODE WHAT ARGUMENT...: run.sh ends with that
expect() {
    local code=$1 what=$2 status=0
    shift 2
    "$run" "$@" >"$work/out" 2>"$work/err" || status=$?
    [ $status -eq "$code" ] || { cat "$work/out" "$work/err"; fail "$what: $status, not $code"; }
}

records() { # FROM TO
    local number
    for number in $(seq "$1" "$2"); do
        echo "child-$number|{\"number\":$number}"
    done
}

# produce TOPIC SECONDS: records from standard input, acknowledged by all in sync; waits so long for
# the topic
produce() {
    tool console-producer --topic "$1" --property parse.key=true --property 'key.separator=|' \
        --request-required-acks all --request-timeout-ms 20000 --max-block-ms "${2}000"
}

# holds TOPIC COUNT: a group reads records 1 to COUNT from the topic's beginning, in order
holds() {
    tool console-consumer --topic "$1" --from-beginning --max-messages "$2" --timeout-ms 60000 \
        --property print.key=true --property 'key.separator=|' >"$work/read" 2>"$work/err" || true
    diff <(records 1 "$2") "$work/read" || { cat "$work/err"; fail "$1 does not hold what was sent"; }
}

lagging() {
    tool topics --describe --under-replicated-partitions
}

expect 64 "no folder" start
expect 64 "two brokers" start --data "$work/one" --brokers 2
expect 66 "status of nothing" status --data "$work/one"
expect 0 "stopping nothing" stop --data "$work/one"
[ ! -e "$work/one" ] || fail "something was made"
passed "mistakes are told apart"

start one 1
[ "$at" = "127.0.0.1:$first" ] || fail "standard output is not the address: $at"
[ "$(stat -c %a "$work/one")" = 700 ] || fail "others may read the folder"
pid=$(cat "$work/one/n1/pid")
again=$("$run" start --data "$work/one")
[ "$again" = "$at" ] || fail "starting twice answers differently"
[ "$(cat "$work/one/n1/pid")" = "$pid" ] || fail "starting twice started another"
expect 77 "a taken port" start --data "$work/other" --port "$first"
expect 78 "another number of brokers" start --data "$work/one" --brokers 3
passed "one broker answers"

tool topics --create --topic kept --partitions 1
records 1 5 | produce kept 60
expect 0 "stop" stop --data "$work/one"
expect 69 "status of what is stopped" status --data "$work/one"
[ "$(cat "$work/out")" = "1 down 127.0.0.1:$first -" ] || fail "status says: $(cat "$work/out")"
"$run" start --data "$work/one" --wait "$(left)" >/dev/null || fail "one did not start again"
holds kept 5
records 1 1 | produce absent 2 >"$work/out" 2>&1 || true
grep -q 'absent not present in metadata' "$work/out" || fail "wrote to a topic there is not"
[ "$(tool topics --list --exclude-internal)" = kept ] || fail "a topic made itself"
expect 0 "stop" stop --data "$work/one"
passed "records outlive a stop"

setsid sleep 600 &
bystander=$!
echo "$bystander 1 of-another-time" >"$work/one/n1/pid"
expect 0 "stop with a stale pid file" stop --data "$work/one"
expect 69 "kill with a stale pid file" kill --data "$work/one" --broker 1
kill -0 $bystander || fail "a stale pid file ended a bystander"
passed "a stale pid file harms nobody"

start three 3
[ "$at" = "127.0.0.1:$first,127.0.0.1:$((first + 2)),127.0.0.1:$((first + 4))" ] || fail "address: $at"
tool topics --create --topic safe --replica-assignment 2:3:1
[ -z "$(lagging)" ] || fail "a replica lags from the start"
records 1 5 | produce safe 60
holds safe 5
tool topics --describe >"$work/topics"
for words in 'Topic: safe.*min.insync.replicas=2,unclean.leader.election.enable=false' \
    'Topic: __consumer_offsets.*ReplicationFactor: 3.*min.insync.replicas=2'; do
    grep -q "$words" "$work/topics" || { cat "$work/topics"; fail "no topic has $words"; }
done
passed "three brokers answer"

expect 0 "kill" kill --data "$work/three" --broker 2 # the leader
expect 69 "status with one killed" status --data "$work/three"
[ "$(cut -d ' ' -f 1,2 "$work/out")" = $'1 answers\n2 down\n3 answers' ] || fail "status: $(cat "$work/out")"
records 6 10 | produce safe 60
[ -n "$(lagging)" ] || fail "the killed broker counts as in sync"
holds safe 10
passed "two of three write and read"

"$run" start --data "$work/three" --broker 2 --wait "$(left)" >/dev/null || fail "broker 2 did not come back"
while [ -n "$(lagging)" ]; do
    left >/dev/null
done
holds safe 10
passed "the third is back in sync"

expect 0 "stop" stop --data "$work/three"
for port in $(seq "$first" $((first + 5))); do
    ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || fail "port $port is still held"
done
for process in /proc/[0-9]*; do
    [[ $(readlink "$process/cwd" || true) != "$work"* ]] || fail "${process#/proc/} is still running"
done
passed "nothing is left"
