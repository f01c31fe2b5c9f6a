# Sourced by ./forerun and ./build. forerun_find_jdk sets JAVA_HOME to the lowest JDK of at least version 25 with the vector module.
# Looks at FORERUN_JAVA_HOME, JAVA_HOME, the java on PATH, then where systems and version managers put JDKs. Starts no JVM.

forerun_jdk_major() {
    [ -x "$1/bin/java" ] && [ -f "$1/release" ] || return 1
    grep -q 'jdk.incubator.vector' "$1/release" || return 1
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

forerun_find_jdk() {
    local best='' best_major=1000 home major on_path=''
    if command -v java >/dev/null 2>&1; then
        on_path=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
    fi
    for home in "${FORERUN_JAVA_HOME:-}" "${JAVA_HOME:-}" "$on_path"; do
        [ -n "$home" ] || continue
        major=$(forerun_jdk_major "$home") || continue
        if [ "$major" -ge 25 ]; then
            JAVA_HOME=$home
            export JAVA_HOME
            return 0
        fi
    done
    for home in /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        "$HOME"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        major=$(forerun_jdk_major "$home") || continue
        if [ "$major" -ge 25 ] && [ "$major" -lt "$best_major" ]; then
            best=$home
            best_major=$major
        fi
    done
    if [ -z "$best" ]; then
        echo "forerun: no JDK 25 found: set JAVA_HOME to one (version 25 or newer, with the module jdk.incubator.vector)" >&2
        return 2
    fi
    JAVA_HOME=$best
    export JAVA_HOME
}

forerun_find_maven() {
    command -v mvn >/dev/null 2>&1 && return 0
    echo "forerun: no Maven found: put mvn on PATH (Debian: the package maven)" >&2
    return 2
}
