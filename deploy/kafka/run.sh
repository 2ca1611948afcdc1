#!/bin/bash
# A real Apache Kafka on this machine, without containers: for tests and for trying things out.
#
#   deploy/kafka/run.sh start  --data DIR [--brokers 1|3] [--port PORT] [--wait SECONDS]
#   deploy/kafka/run.sh start  --data DIR --broker N      one broker again, after kill
#   deploy/kafka/run.sh stop   --data DIR
#   deploy/kafka/run.sh status --data DIR
#   deploy/kafka/run.sh kill   --data DIR --broker N      at once (SIGKILL), as a crash would
#   deploy/kafka/run.sh tool   NAME [ARGUMENT...]         Kafka's command line: topics, configs,
#                              consumer-groups, console-producer, console-consumer, or a class
#   deploy/kafka/run.sh jars   [--relist]                 fetches the jars, which start does as well
#
#   --data DIR       everything is in there: settings, logs, process ids, records; made with mode 0700
#   --brokers 1|3    how many (1); a folder keeps the number it was made with
#   --port PORT      of the first broker (19092). Broker N listens for clients at PORT + 2(N - 1) and
#                    for controllers one above, on 127.0.0.1 alone
#   --wait SECONDS   how long the brokers may take to answer (60)
#
# Nothing is encrypted and nobody is asked who they are: never for real data. Needs Java 17, and mvn
# the first time. start prints the bootstrap address on standard output once every broker answers, and
# nothing else there; starting what runs and stopping what does not are no errors.
#
# Exit codes: 0 done; 64 usage; 65 jars other than those listed; 66 DIR holds no brokers; 69 did not
# come up, is not all up (status), does not run (kill), or no download; 70 does not end; 73 DIR cannot be
# made; 75 DIR is in use by another start or stop; 77 no Java, no mvn, or a port is taken; 78 DIR was
# made with other settings.
#
# Examples:
#   deploy/kafka/run.sh start --data build/kafka/one
#   deploy/kafka/run.sh tool topics --bootstrap-server 127.0.0.1:19092 --list
#   deploy/kafka/run.sh start --data build/kafka/three --brokers 3 --port 20000
#   deploy/kafka/run.sh kill  --data build/kafka/three --broker 2
#   deploy/kafka/run.sh start --data build/kafka/three --broker 2
#   deploy/kafka/run.sh stop  --data build/kafka/three
set -euo pipefail
unset CDPATH
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

say() { echo "kafka: $*" >&2; }
# shellcheck source=deploy/kafka/jars.sh
. "$here/jars.sh"
# shellcheck source=deploy/kafka/nodes.sh
. "$here/nodes.sh"

usage() {
    say "$1; try --help"
    exit 64
}

whole() { # WHAT VALUE LEAST MOST
    case $2 in
    '' | 0* | *[!0-9]* | ??????*) usage "$1 is a whole number from $3 to $4" ;;
    esac
    if [ "$2" -lt "$3" ] || [ "$2" -gt "$4" ]; then
        usage "$1 is from $3 to $4"
    fi
}

# options ARGUMENT...: into data, brokers, port, broker and wait_s; empty where not given
options() {
    data="" brokers="" port="" broker="" wait_s=""
    while [ $# -gt 0 ]; do
        [ $# -ge 2 ] || [[ $1 != --data && $1 != --broker* && $1 != --port && $1 != --wait ]] ||
            usage "$1 needs a value"
        case $1 in
        --data) data=$2 ;;
        --brokers) brokers=$2 && whole --brokers "$2" 1 3 ;;
        --broker) broker=$2 && whole --broker "$2" 1 3 ;;
        --port) port=$2 && whole --port "$2" 1024 65530 ;;
        --wait) wait_s=$2 && whole --wait "$2" 1 3600 ;;
        *) usage "no option $1" ;;
        esac
        shift 2
    done
    [ -n "$data" ] || usage "--data DIR is missing"
    [ "$brokers" != 2 ] || usage "two brokers have no majority without each other: 1 or 3"
}

# refuse VERB OPTION...: these must not have been given
refuse() {
    local verb=$1 name
    shift
    for name in "$@"; do
        [ -z "${!name}" ] || usage "$verb takes no --${name%_s}"
    done
}

# The folder's number of brokers and first port, as it was made with
remembered() {
    [ -f "$data/cluster" ] || return 1
    read -r made_brokers made_port made_id <"$data/cluster"
}

# enter: into the folder, alone. The lock is descriptor 9, which no broker inherits.
enter() {
    cd -- "$data"
    data=$PWD
    exec 9>lock
    flock -w 180 9 || { say "$data is in use by another start or stop"; exit 75; }
}

need_made() {
    remembered || { say "$data holds no brokers"; exit 66; }
}

enter_existing() {
    need_made
    enter
    brokers=$made_brokers port=$made_port
    [ "${broker:-1}" -le "$brokers" ] || usage "$data has $brokers broker"
}

settle() { # the number of brokers and the port: as asked, as remembered, or the usual
    if remembered; then
        [ "${brokers:-$made_brokers}" = "$made_brokers" ] ||
            { say "$data was made with $made_brokers broker(s), not $brokers"; exit 78; }
        if [ "${port:-$made_port}" != "$made_port" ] && [ "$(count_running "$made_brokers")" -gt 0 ]; then
            say "brokers of $data run at port $made_port: stop them first"
            exit 78
        fi
    fi
    brokers=${brokers:-${made_brokers:-1}}
    port=${port:-${made_port:-19092}}
    cluster_id=${made_id:-$(new_id)}
    [ "${broker:-1}" -le "$brokers" ] || usage "$data has $brokers broker(s)"
}

start() {
    options "$@"
    [ -z "$broker" ] || need_made
    need_java
    need_jars
    umask 077
    if ! mkdir -p -- "$data" || ! chmod 700 -- "$data"; then
        exit 73
    fi
    enter
    settle
    local node began=$SECONDS
    started=()
    trap 'stop_started; exit 130' INT
    trap 'stop_started; exit 143' TERM HUP
    for node in $(seq "${broker:-1}" "${broker:-$brokers}"); do
        is_running "$node" || need_ports "$node"
    done
    echo "$brokers $port $cluster_id" >cluster
    for node in $(seq "${broker:-1}" "${broker:-$brokers}"); do
        if ! is_running "$node"; then
            launch "$node"
            started+=("$node")
        fi
    done
    await_answers "${wait_s:-60}" || { local status=$?; stop_started; exit $status; }
    [ ${#started[@]} -eq 0 ] || say "${#started[@]} started, all answer after $((SECONDS - began)) s"
    addresses
}

stop_started() {
    trap '' INT TERM HUP
    [ ${#started[@]} -eq 0 ] || end_nodes "${started[@]}"
}

stop() {
    options "$@"
    refuse stop broker brokers port wait_s
    remembered || return 0
    enter_existing
    # shellcheck disable=SC2046 # numbers
    end_nodes $(seq "$brokers")
}

# One line for each broker: its number, answers, silent or down, its address, its process id
status() {
    options "$@"
    refuse status broker brokers port wait_s
    need_made
    cd -- "$data"
    brokers=$made_brokers port=$made_port
    local node all=0 state pid
    for node in $(seq "$brokers"); do
        state=down pid=-
        if is_running "$node"; then
            read -r pid _ <"n$node/pid"
            state=silent
            [ -z "$(brokers_seen "$(port_of "$node")")" ] || state=answers
        fi
        [ $state = answers ] || all=69
        echo "$node $state 127.0.0.1:$(port_of "$node") $pid"
    done
    return $all
}

kill_one() {
    options "$@"
    refuse kill brokers port wait_s
    [ -n "$broker" ] || usage "kill needs --broker N"
    enter_existing
    is_running "$broker" || { say "broker $broker does not run"; exit 69; }
    signal KILL "$broker"
    await_end 10 "$broker" || { say "broker $broker does not end"; exit 70; }
    rm -f "n$broker/pid"
}

tool() {
    local class
    case ${1:-} in
    '') usage "tool needs a name" ;;
    topics) class=org.apache.kafka.tools.TopicCommand ;;
    configs) class=kafka.admin.ConfigCommand ;;
    consumer-groups) class=org.apache.kafka.tools.consumer.group.ConsumerGroupCommand ;;
    console-producer) class=org.apache.kafka.tools.ConsoleProducer ;;
    console-consumer) class=org.apache.kafka.tools.consumer.ConsoleConsumer ;;
    *.*) class=$1 ;;
    *) usage "no tool $1" ;;
    esac
    shift
    need_java
    need_jars
    exec "$java" "${small[@]}" -cp "$lib/*" "$class" "$@"
}

jars() {
    [ $# -eq 0 ] || [ "$*" = --relist ] || usage "jars takes --relist or nothing"
    need_java
    need_jars "${@#--}"
}

verb=${1:-}
[ $# -eq 0 ] || shift
case " $verb $* " in
*" tool "*) ;;
*" -h "* | *" --help "*) verb=--help ;;
esac
case $verb in
start | stop | status | tool | jars) "$verb" "$@" ;;
kill) kill_one "$@" ;;
-h | --help) sed -n '2,/^set /{ /^set /d; s/^# \{0,1\}//; p; }' "${BASH_SOURCE[0]}" ;;
'') usage "start, stop, status, kill, tool or jars" ;;
*) usage "no command $verb" ;;
esac
