#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs the command while ENTENTE_TEST_POSTGRES names a throwaway
# PostgreSQL server, reached by a socket in a folder of its own; both are gone afterwards.
. "$(dirname "$0")/lib.sh"

bin=$(dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)")
dir=$(mktemp -d /tmp/entente-pg.XXXXXX)
as=()
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
  as=(runuser -u postgres --)
  chown postgres "$dir"
fi

stop() {
  "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap stop EXIT

"${as[@]}" "$bin/initdb" -D "$dir/data" -U entente -A trust -E UTF8 --locale=C --no-sync >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w \
  -o "-k $dir -c listen_addresses='' -c fsync=off" start >/dev/null
ENTENTE_TEST_POSTGRES="postgres://entente@/postgres?host=$dir" "$@"
