# jars: the jars of Kafka in build/kafka/lib, as pom.xml and jars.sha256 say. Sourced, not run.
#
#   need_java           ends the script with 77 where there is no Java 17
#   need_jars [relist]  fetches and checks the jars unless they are there and neither file has changed
#
# Sets $lib, and uses $here (deploy/kafka), $root (the source folder) and say().
lib=$root/build/kafka/lib
java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java

need_java() {
    local version
    version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1) || true
    if [ "${version:-0}" -lt 17 ]; then
        say "Kafka needs Java 17 or later (Debian: openjdk-17-jre-headless)"
        exit 77
    fi
}

jars_stamp() {
    cat "$here/pom.xml" "$here/jars.sha256" | sha256sum
}

# jars_check FOLDER: exactly the jars listed, byte for byte. Maven compares what it downloads with a
# sum that lies beside it on the same server; this list lies here.
jars_check() {
    (cd "$1" && sha256sum --quiet --strict --check "$here/jars.sha256" >&2) &&
        [ "$(find "$1" -name '*.jar' | wc -l)" -eq "$(wc -l <"$here/jars.sha256")" ]
}

jars_fetch() { # FOLDER
    command -v mvn >/dev/null || { say "fetching Kafka needs mvn (Debian: maven)"; exit 77; }
    say "fetching the jars of Kafka"
    rm -rf "$1"
    # -C: a download that differs from its published sum is an error, not a warning
    if ! mvn -q -B -C -f "$here/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
        -DoutputDirectory="$1" </dev/null >"$lib.log" 2>&1; then
        tail -n 20 "$lib.log" >&2
        say "the jars could not be fetched; above is the end of $lib.log"
        exit 69
    fi
}

# In a subshell, so that the lock ends with it. Two who come at once: the second finds them there.
need_jars() (
    mkdir -p "${lib%/*}"
    exec 8>"$lib.lock"
    flock -w 600 8 || { say "$lib.lock is held for more than 10 minutes"; exit 75; }
    if [ $# -eq 0 ] && [ -f "$lib/stamp" ] && [ "$(cat "$lib/stamp")" = "$(jars_stamp)" ]; then
        exit 0
    fi
    jars_fetch "$lib.new"
    if [ "${1:-}" = relist ]; then
        (export LC_ALL=C && cd "$lib.new" && sha256sum -- *.jar) >"$here/jars.sha256"
    fi
    jars_check "$lib.new" || { say "the jars fetched are not those of jars.sha256"; exit 65; }
    jars_stamp >"$lib.new/stamp"
    rm -rf "$lib"
    mv "$lib.new" "$lib"
)
