#!/usr/bin/env bash
# Makes .venv and brings it in step with a lock file: venv.sh runtime|dev
# Needs Python 3.11 or newer with ensurepip, and nothing else; the second run takes no time.
set -euo pipefail
cd "$(dirname "$0")/../.."

set_name=${1:?usage: venv.sh runtime|dev}
lock=requirements/$set_name.txt
venv=.venv

say() { printf '%s\n' "$*" >&2; }

# A Python that can make a virtual environment and has what Django needs.
is_usable() {
    "$1" -c '
import sys
import ensurepip, sqlite3, ssl, venv
sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Debian's own first: a version manager's "python3" may be a shim that answers with another version.
find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} /usr/bin/python3.11 python3.11 python3 python3.12 python3.13; do
        if is_usable "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

install_debian_python() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    deploy/setup/packages.sh python3-venv
}

explain_missing_python() {
    say "Error: no Python 3.11 (or newer) with the modules venv, ensurepip, ssl and sqlite3 was found."
    say "  On Debian or Ubuntu, as root:  apt-get install python3-venv"
    say "  Or point at another one:       make PYTHON=/path/to/python3.11 ..."
}

make_venv() {
    local python
    python=$(find_python) || { install_debian_python && python=$(find_python); } || {
        explain_missing_python
        exit 1
    }
    say "Making $venv with $python ($("$python" --version))"
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

# The stamp holds the lock's hash. dev holds all that runtime holds, at the same versions.
stamp_of() { echo "$venv/.installed-$1"; }
hash_of() { sha256sum "requirements/$1.txt" | cut -d' ' -f1; }
is_installed() { [ "$(cat "$(stamp_of "$1")" 2>/dev/null)" = "$(hash_of "$1")" ]; }

# pip says one line a package; a person wants to see that something moves, not 300 lines.
show_progress() {
    awk -v count="$1" '
        /^Collecting/ && ++n % 15 == 0 { print "  fetched " n " of " count; fflush() }
        /^Installing collected/ { print "  unpacking"; fflush() }' >&2
}

install_lock() {
    local count
    count=$(grep -c '==' "$lock")
    say "Installing $count packages of $lock into $venv (about a minute the first time)"
    rm -f "$(stamp_of runtime)" "$(stamp_of dev)"
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input \
        --require-hashes --requirement "$lock" \
        > >(show_progress "$count") 2> >(grep -v '^WARNING: Location' >&2) || {
        say "Error: the packages could not be installed (see above). The usual reason is that no package"
        say "  index can be reached; pip's own configuration decides which one is asked."
        exit 1
    }
    hash_of "$set_name" >"$(stamp_of "$set_name")"
}

# One at a time: two makes in one tree would tear the environment apart.
if command -v flock >/dev/null; then
    exec 9<deploy/setup/venv.sh
    flock 9
fi
"$venv/bin/python" -c 'import pip' 2>/dev/null || make_venv
is_installed "$set_name" || is_installed dev || install_lock
