#!/usr/bin/env bash
# Checks the form of everything: Go, the shell scripts and the web app.
. "$(dirname "$0")/lib.sh"

golangci=2.15.0
tool=.tools/bin/golangci-lint

unformatted=$(git ls-files -z --cached --others --exclude-standard '*.go' | xargs -0 -r gofmt -l)
if [ -n "$unformatted" ]; then
  printf 'not as gofmt has it:\n%s\n' "$unformatted" >&2
  exit 1
fi

go vet ./...

if ! "$tool" version 2>/dev/null | grep -q "version $golangci "; then
  echo "building golangci-lint $golangci; this takes a minute or more, once" >&2
  GOBIN=$PWD/.tools/bin go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v$golangci"
fi
"$tool" run

if have shellcheck shellcheck; then
  shellcheck -x -P scripts scripts/*.sh .ci/run
else
  skip "shellcheck" "it is not installed; on Debian: apt-get install shellcheck"
fi

if have_web; then
  npm run --prefix frontend check
else
  skip "the web app's type check" "it needs Node 20.19 or newer"
fi
