# nodes: the brokers of one folder, which is the current one. Sourced, not run.
#
# Node N lives in nN/: server.properties, data (its records, relative, so the folder can be moved),
# log (what it says), pid. A pid file names a process by its number, its start and the machine's boot,
# so that a stale one never hits what came by that number later.
#
# Uses $brokers, $port, $cluster_id, $here, $lib, $java and say().
small=(-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Djava.awt.headless=true
    "-Dlog4j2.configurationFile=$here/log4j2.properties")

port_of() { echo $((port + 2 * ($1 - 1))); }

addresses() {
    local node list=""
    for node in $(seq "$brokers"); do
        list=$list,127.0.0.1:$(port_of "$node")
    done
    echo "${list#,}"
}

new_id() { # sixteen bytes in the alphabet of Kafka's ids, which do not begin with a dash
    local id=-
    while [[ $id == -* ]]; do
        id=$(head -c 16 /dev/urandom | base64 | tr '+/' '-_' | cut -c 1-22)
    done
    echo "$id"
}

# identity PID: start and boot of that process; fails where there is none, or only its remains, which
# some containers never clear away
identity() {
    local stat
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    # After the name, which may hold anything, in brackets: state is field 3, start field 22.
    # shellcheck disable=SC2086 # fields
    set -- ${stat##*) }
    [ "$1" != Z ] && [ "$1" != X ] && echo "${20} $(cat /proc/sys/kernel/random/boot_id)"
}

is_running() { # NODE
    local pid id
    { read -r pid id <"n$1/pid"; } 2>/dev/null && [ -n "$id" ] && [ "$(identity "$pid")" = "$id" ]
}

count_running() { # OF
    local node count=0
    for node in $(seq "$1"); do
        ! is_running "$node" || count=$((count + 1))
    done
    echo $count
}

signal() { # SIGNAL NODE...
    local name=$1 node pid
    shift
    for node in "$@"; do
        if is_running "$node"; then
            read -r pid _ <"n$node/pid"
            kill -s "$name" -- "-$pid" 2>/dev/null || true # it may just have ended
        fi
    done
}

await_end() { # SECONDS NODE...
    local until=$((SECONDS + $1)) node
    shift
    for node in "$@"; do
        while is_running "$node"; do
            [ $SECONDS -lt $until ] || return 1
            sleep 0.1
        done
    done
}

# end_nodes NODE...: asks, waits 30 seconds, then ends them
end_nodes() {
    local node
    signal TERM "$@"
    if ! await_end 30 "$@"; then
        say "not ended after 30 s, killed: see $PWD/n*/log"
        signal KILL "$@"
        await_end 10 "$@" || { say "processes of $PWD do not end"; exit 70; }
    fi
    for node in "$@"; do
        rm -f "n$node/pid"
    done
}

need_ports() { # NODE
    local at
    for at in $(port_of "$1") $(($(port_of "$1") + 1)); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$at") 2>/dev/null; then
            say "port $at is taken; choose others with --port"
            exit 77
        fi
    done
}

properties() { # NODE
    local at node voters="" copies=1 in_sync=1
    at=$(port_of "$1")
    for node in $(seq "$brokers"); do
        voters=$voters,$node@127.0.0.1:$(($(port_of "$node") + 1))
    done
    [ "$brokers" -eq 1 ] || { copies=3 && in_sync=2; }
    cat <<END
# Written by deploy/kafka/run.sh at every start.
process.roles=broker,controller
node.id=$1
controller.quorum.voters=${voters#,}
listeners=PLAINTEXT://127.0.0.1:$at,CONTROLLER://127.0.0.1:$((at + 1))
advertised.listeners=PLAINTEXT://127.0.0.1:$at
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs=data

auto.create.topics.enable=false
default.replication.factor=$copies
min.insync.replicas=$in_sync
unclean.leader.election.enable=false
offsets.topic.replication.factor=$copies
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=$copies
transaction.state.log.min.isr=$in_sync
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=$copies
share.coordinator.state.topic.min.isr=$in_sync
share.coordinator.state.topic.num.partitions=4

# Quick and small: groups form at once, two threads of a kind, 16 MiB to compact with
group.initial.rebalance.delay.ms=0
num.network.threads=2
num.io.threads=2
log.cleaner.threads=1
log.cleaner.dedupe.buffer.size=16777216
END
}

# format: the storage, once. Made beside and moved, so that it is there whole or not at all.
format() {
    [ ! -d data ] || return 0
    rm -rf data.new
    sed 's/^log\.dirs=.*/log.dirs=data.new/' server.properties >format.properties
    "$java" "${small[@]}" -cp "$lib/*" kafka.tools.StorageTool format -t "$cluster_id" \
        -c format.properties || return
    rm -f format.properties
    mv data.new data
}

# launch NODE: in a process group of its own (set -m), so that no key pressed here reaches it and
# a signal meets whatever it runs
launch() {
    mkdir -p "n$1"
    properties "$1" >"n$1/server.properties"
    set -m
    (
        cd "n$1"
        trap - INT TERM
        trap '' HUP
        format && exec "$java" -Xms256m "${small[@]}" -Dhomeward.level=INFO -cp "$lib/*" \
            kafka.Kafka server.properties
    ) </dev/null >>"n$1/log" 2>&1 9>&- &
    set +m
    echo "$! $(identity $!)" >"n$1/pid"
}

# brokers_seen PORT: how many brokers the one there knows of; nothing if it does not answer in 2 s.
# A Metadata request, version 4, for no topic; the answer begins with its size, the request's number,
# a delay and the number of brokers, four bytes each.
brokers_seen() {
    local answer
    answer=$(
        exec 2>/dev/null 3<>"/dev/tcp/127.0.0.1/$1" || exit 0
        printf '\0\0\0\17\0\3\0\4\0\0\0\7\377\377\0\0\0\0\0' >&3
        timeout 2 od -An -v -t u1 -w16 -N 16 <&3
    ) || true
    # shellcheck disable=SC2086 # sixteen numbers
    set -- $answer
    if [ $# -eq 16 ] && [ "$5.$6.$7.$8" = 0.0.0.7 ] && [ "${16}" -gt 0 ]; then
        echo "${16}"
    fi
}

# await_answers SECONDS: until each that runs knows of as many as run; 69 or 77 if that fails
await_answers() {
    local until=$((SECONDS + $1)) node seen running
    running=$(count_running "$brokers")
    for node in $(seq "$brokers"); do
        while is_running "$node"; do
            seen=$(brokers_seen "$(port_of "$node")")
            [ "${seen:-0}" -lt "$running" ] || continue 2
            [ $SECONDS -lt $until ] || { complain "$node" "does not answer after $1 s" && return 69; }
            sleep 0.2
        done
        if [[ " ${started[*]} " == *" $node "* ]]; then
            complain "$node" "has ended"
            ! tail -n 200 "n$node/log" | grep -q 'Address already in use' || return 77
            return 69
        fi
    done
}

complain() { # NODE WHAT
    tail -n 30 "n$1/log" >&2
    say "broker $1 $2; above is the end of $PWD/n$1/log"
}
