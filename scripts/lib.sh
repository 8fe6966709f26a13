# Sourced by the other scripts: goes to the root of the repository and holds what they share.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CGO_ENABLED=0

# found WHAT: says whether it is there; WHAT is a program, a pattern of paths, or python:MODULE.
found() {
  case $1 in
    python:*) { /usr/bin/python3 -c "import ${1#python:}" || python3 -c "import ${1#python:}"; } >/dev/null 2>&1 ;;
    *) command -v "$1" >/dev/null || compgen -G "$1" >/dev/null ;;
  esac
}

# have WHAT PACKAGE…: says whether it is there, after installing Debian's packages for it where
# that asks for no password.
have() {
  found "$1" && return
  found apt-get || return 1
  local as=()
  [ "$(id -u)" = 0 ] || as=(sudo -n)
  "${as[@]}" true 2>/dev/null || return 1
  echo "installing ${*:2} with apt-get" >&2
  local install=("${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${@:2}")
  "${install[@]}" </dev/null >/dev/null 2>&1 || # the lists of packages may be missing or old
    { "${as[@]}" apt-get -qq update </dev/null >&2 && "${install[@]}" </dev/null >&2; } || return 1
  found "$1"
}

# skip WHAT WHY: says what is left out. In CI nothing may be.
skip() {
  echo "SKIPPED: $1: $2" >&2
  [ "${CI:-}" != true ] || exit 1
}

# have_node: says whether Node is there, new enough for what is ours.
have_node() {
  found npm && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'
}

# installed FOLDER: installs what the folder's lock file names for Node, unless it is there.
installed() {
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] ||
    npm ci --prefix "$1" --no-audit --no-fund </dev/null || exit 1
}

# have_web: says whether Node is there for the web app, after installing what its lock file names.
have_web() {
  have_node || return 1
  installed frontend
}
