#!/usr/bin/env bash
# test.sh [go] [web] [browser]: runs the tests of these parts, or of all three.
. "$(dirname "$0")/lib.sh"

test_go() {
  if have '/usr/lib/postgresql/*/bin/initdb' postgresql; then
    scripts/with-postgres.sh go test ./...
  else
    skip "the store on PostgreSQL" "on Debian: apt-get install postgresql"
    go test ./...
  fi
}

test_web() {
  if ! have_web; then
    skip "the web app's unit tests" "they need Node 20.19 or newer"
    return
  fi
  npm test --prefix frontend
}

test_browser() {
  if ! have_web || ! have "${CHROMIUM:-chromium}" chromium fonts-dejavu-core; then
    skip "the browser tests" "they need Node 20.19 or newer, and Chromium (named by CHROMIUM)"
    return
  fi
  go build -o bin/entente ./cmd/entente &&
    ENTENTE=$PWD/bin/entente CHROMIUM=$(command -v "${CHROMIUM:-chromium}") npm run --prefix frontend e2e
}

[ $# -gt 0 ] || set -- go web browser
failed=()
for part in "$@"; do
  ("test_$part") || failed+=("$part")
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "FAILED: the tests of ${failed[*]}" >&2
  exit 1
fi
