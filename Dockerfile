# The web app's build is committed, so the image needs no Node.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
COPY internal/nosqlite3 internal/nosqlite3
RUN go mod download
COPY . .
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X main.version=$VERSION" -o /entente ./cmd/entente

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --create-home --home-dir /data entente
COPY LICENSE /usr/share/doc/entente/LICENSE
COPY --from=build /entente /usr/local/bin/entente
USER entente
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["entente"]
CMD ["serve", "--data", "/data", "--addr", ":8080"]
