#!/usr/bin/env bash
# Installs the named Debian packages that are missing. As root on Debian only; else fails.
set -euo pipefail

missing=()
for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
        missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

export DEBIAN_FRONTEND=noninteractive
options=(--yes --quiet --no-install-recommends -o DPkg::Lock::Timeout=300)
echo "Installing from Debian: ${missing[*]}" >&2
apt-get "${options[@]}" update >/dev/null
apt-get "${options[@]}" install "${missing[@]}" >/dev/null
