#!/usr/bin/env bash
# `make run`: everything set up, the demo city loaded, one server on PORT. Steps whose input has
# not changed since the last run are skipped, so the second start takes seconds.
set -euo pipefail
cd "$(dirname "$0")/../.."

export PORT=${PORT:-8000}
export VAR_DIR=${VAR_DIR:-$PWD/var}
export DEMO=${DEMO:-1}
export RELAY_IN_PROCESS=${RELAY_IN_PROCESS:-1}
export SITE_URL=${SITE_URL:-http://localhost:$PORT}
export LOG_LEVEL=${LOG_LEVEL:-WARNING} # Wagtail's tasks tell of each row they index
python=.venv/bin/python
stamps=$VAR_DIR/.set-up

say() { printf '%s\n' "$*" >&2; }

check_port() {
    case $PORT in *[!0-9]* | '')
        say "Error: PORT must be a number, not '$PORT'."
        exit 2 ;;
    esac
    "$python" deploy/setup/port.py "$PORT" || exit 1
}

# Hash of the files named on standard input (NUL between them): their names and what they hold.
hash_files() { sort -z | xargs -0 -r sha256sum | sha256sum | cut -d' ' -f1; }

# once NAME HASH WHAT COMMAND…: runs the command unless it was done for this very hash.
once() {
    local stamp=$stamps/$1 hash=$2 what=$3
    shift 3
    [ "$(cat "$stamp" 2>/dev/null)" != "$hash" ] || return 0
    say "$what"
    "$@" || { say "Error: this step failed (see above); what was done before it is kept."; exit 1; }
    echo "$hash" >"$stamp"
}

# A database of one's own choice may have been emptied behind our back: never skip there.
database_mark() {
    if [ -n "${DATABASE_URL:-}" ]; then date +%s%N; else echo sqlite; fi
}

apps=(portal meetings proposals streaming search)
# Every module: besides migrations, what runs after them (triggers, grants) makes the tables.
code_hash() { find "${apps[@]}" -name '*.py' -print0 | hash_files; }
demo_hash() { find "${apps[@]}" -path '*demo*' -type f ! -name '*.pyc' -print0 | hash_files; }
static_hash() { find static "${apps[@]}" -path '*static/*' -type f -print0 | hash_files; }

prepare() {
    local database lock
    database=$(database_mark)
    lock=$(sha256sum requirements/runtime.txt)
    mkdir -p "$stamps"
    [ -n "${DATABASE_URL:-}" ] || [ -s "$VAR_DIR/db.sqlite3" ] || rm -f "$stamps/database" "$stamps/demo"
    "$python" deploy/setup/compile_messages.py locale
    deploy/setup/vendor.sh
    once database "$database $(code_hash) $lock" "Making the database's tables" \
        "$python" manage.py migrate --verbosity 0
    once static "$(static_hash) $lock" "Collecting the static files" \
        "$python" manage.py collectstatic --noinput --verbosity 0
    [ "$DEMO" != 1 ] || once demo "$database $(demo_hash)" "Loading the demo city" \
        "$python" manage.py demo
}

greet() {
    say ""
    say "Rådslag answers at  http://localhost:$PORT   (Ctrl-C ends it)"
    if [ "$DEMO" = 1 ]; then
        say "Log in at           http://localhost:$PORT/logga-in/   password: demo"
        say "  as  registrator sekreterare ledamot moderator handlaggare boende revisor admin"
        say "Registry office     http://localhost:$PORT/registrator/"
        [ -z "${EID_ISSUER:-}" ] || say "By e-ID             $EID_ISSUER   people who are invented; press the button at the login"
    fi
    say ""
}

# A small provider of e-IDs with invented people (deploy/demo_eid), at the next port; only for a
# demo that is looked at on this machine, and only where no provider is set.
start_eid() {
    [ "$DEMO" = 1 ] && [ -z "${EID_ISSUER:-}" ] && [[ $SITE_URL = http://localhost:* ]] || return 0
    local port=${EID_PORT:-$((PORT + 1))}
    "$python" deploy/setup/port.py "$port" 2>/dev/null || {
        say "No login by e-ID: port $port is taken. Choose another: make run EID_PORT=$((port + 1000))"
        return 0
    }
    export EID_KEY_FILE=$VAR_DIR/demo-eid-key.pem EID_CLIENT_ID=radslag-demo
    export EID_ISSUER=http://localhost:$port EID_NAME=${EID_NAME:-demolegitimation}
    "$python" -m deploy.demo_eid "$port" "$SITE_URL" "$EID_KEY_FILE" &
    eid=$!
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        kill -0 "$eid" 2>/dev/null || { say "Error: the provider of e-IDs did not start."; exit 1; }
        sleep 0.1
    done
}

# Without exec, so that the address is shown when it answers and not before.
serve() {
    "$python" -m uvicorn portal.config.asgi:application --host "${HOST:-127.0.0.1}" --port "$PORT" \
        --log-level "${UVICORN_LOG_LEVEL:-warning}" --timeout-graceful-shutdown 5 --ws-max-size 65536 &
    server=$!
    until (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; do
        kill -0 "$server" 2>/dev/null || { wait "$server"; exit; }
        sleep 0.2
    done
    greet
    wait "$server"
}

stop() {
    [ -z "${server:-}" ] || { kill -TERM "$server" 2>/dev/null; wait "$server" || true; }
    exit 0
}

end_eid() { [ -z "${eid:-}" ] || kill -TERM "$eid" 2>/dev/null || true; }

deploy/setup/venv.sh runtime
check_port
prepare
say "Starting the server"
trap end_eid EXIT
trap stop INT TERM
start_eid
serve
