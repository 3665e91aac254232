#!/usr/bin/env bash
# Installs the Open XML validator of the tests (tests/validator, pinned; there is one for Linux on x86-64), and npm, which
# brings it, when there is none. Does nothing, in a moment, when it is there. Where it may not install, it says so; that is
# a failure only when CI is set.
set -euo pipefail
cd "$(dirname "$0")/../tests/validator"

installed() { cmp -s package-lock.json node_modules/.installed; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

npm_there() {
    command -v npm >/dev/null 2>&1 && return 0
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends nodejs npm
}

installed && exit 0
if npm_there && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
    cp package-lock.json node_modules/.installed
else
    echo "Không cài được bộ kiểm tra Open XML (cần Linux x86-64 và npm); các bài kiểm tra dùng nó được bỏ qua." >&2
    echo "The Open XML validator could not be installed (Linux on x86-64 and npm are needed); its tests are skipped." >&2
    [ -z "${CI:-}" ] || exit 1
fi
