#!/usr/bin/env bash
# test.sh [go] [web] [browser]: runs the tests of these parts, or of all three. Each part ends with
# one line that counts what passed.
. "$(dirname "$0")/lib.sh"

test_go() {
  have '/usr/lib/postgresql/*/bin/initdb' postgresql ||
    skip "the store on PostgreSQL" "on Debian: apt-get install postgresql"
  have python:icalendar python3-icalendar ||
    skip "reading calendars back by another program" "on Debian: apt-get install python3-icalendar"
  have pdftotext poppler-utils ||
    skip "reading PDF files back by another program" "on Debian: apt-get install poppler-utils"
  if have_node; then
    installed scheduler/internal/exact/testdata
  else
    skip "the solver against another one" "it needs Node 20.19 or newer"
  fi
  go test ./... && echo "Go: all $(go list ./... | wc -l) packages ok"
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
  ("test_$part") || failed+=("$part") # each step needs its own &&: bash takes no exit from a list with ||
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "FAILED: the tests of ${failed[*]}" >&2
  exit 1
fi
