.PHONY: run build test lint bench generate
export CGO_ENABLED = 0

run: # the demo event; sign-in links are printed
	go run ./cmd/entente demo

build:
	go build -trimpath -ldflags "-X main.version=$$(git describe --tags --always --dirty)" -o bin/entente ./cmd/entente

test: # all tests; "scripts/test.sh go" runs those of one part
	scripts/test.sh

lint:
	scripts/lint.sh

bench:
	go run ./scheduler/internal/bench
	go test -run '^$$$$' -bench . -benchmem ./...

generate: # the OpenAPI document, the client's types, the web app's build
	scripts/generate.sh
