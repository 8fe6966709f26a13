#!/usr/bin/env bash
# Makes the generated files anew: the OpenAPI document, the web app's types of it, and its build.
. "$(dirname "$0")/lib.sh"

have_web || { echo "the generated files need Node 20.19 or newer" >&2; exit 1; }

go run ./cmd/entente openapi >api/openapi.json.new
mv api/openapi.json.new api/openapi.json
npm run --prefix frontend types
npm run --prefix frontend build
