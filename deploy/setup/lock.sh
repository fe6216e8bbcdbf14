#!/usr/bin/env bash
# Resolves the direct dependencies of pyproject.toml into requirements/*.txt, with hashes and
# without the address of any index. LOCK_ARGS=--upgrade takes newer versions.
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v uv >/dev/null || {
    echo "Error: locking needs uv; installing from the locks does not." >&2
    exit 1
}

compile=(uv pip compile --quiet --generate-hashes --no-header --python-version 3.11
    --no-emit-index-url --no-emit-find-links)

# dev first: runtime then holds the same versions of what both hold.
# shellcheck disable=SC2086 -- LOCK_ARGS is a list of words
"${compile[@]}" ${LOCK_ARGS:-} pyproject.toml --group dev --output-file requirements/dev.txt
"${compile[@]}" pyproject.toml --constraint requirements/dev.txt --output-file requirements/runtime.txt
