#!/usr/bin/env bash
# A throw-away PostgreSQL for tests. Prints how to reach it, obeys "stop" and "start" on its standard input, and is gone when that ends: so it goes with
# whoever started it, however that ends. Answers each command with "done".
set -euo pipefail
bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
[ -x "$bin/initdb" ] || { echo "PostgreSQL is missing (Debian package: postgresql)." >&2; exit 1; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/befragung-pg-XXXXXX")
as=()
# It refuses to run as root.
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi
cd "$folder"
control() { "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -s "$@" >&2 </dev/null; }
finish() {
  control stop -m immediate || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP
"${as[@]}" "$bin/initdb" -D "$folder/data" --auth=trust --username=befragung --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
# Nothing in it has to outlive the tests, but there are many of them at once.
"${as[@]}" tee -a "$folder/data/postgresql.conf" >/dev/null <<END
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 400
shared_buffers = 128MB
fsync = ${POSTGRES_FSYNC:-off}
full_page_writes = ${POSTGRES_FSYNC:-off}
autovacuum_naptime = 10s
logging_collector = off
END
# One whose password is asked for.
"${as[@]}" sed -i '1i local all geheim scram-sha-256' "$folder/data/pg_hba.conf"
control start -l "$folder/log"
echo "Host=$folder;Username=befragung"
while read -r command; do
  case $command in
    stop) control stop -m fast ;;
    start) control start -l "$folder/log" ;;
  esac
  echo "done"
done
