#!/bin/sh
# One slow test grades into a gradebook on PostgreSQL: use the one that is there, else install Debian's.
set -eu

if command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    exit 0
fi

. "$(dirname "$0")/as_root.sh"

if ! command -v apt-get >/dev/null || [ "$as_root" = nobody ]; then
    echo "The slow tests need PostgreSQL's server: install the package 'postgresql' of your system," \
        "or put the folder of its initdb and pg_ctl into PATH." >&2
    exit 1
fi

echo "Installing PostgreSQL for the slow tests."
log=$(mktemp)
no_server=/etc/postgresql-common/createcluster.d/tests.conf # the tests start one of their own
trap '$as_root rm -f "$no_server"; rm -f "$log"' EXIT
trap 'exit 130' INT TERM
$as_root mkdir -p "$(dirname "$no_server")"
echo "create_main_cluster = false" | $as_root tee "$no_server" >/dev/null
done=yes
{ $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends postgresql; } >"$log" 2>&1 || done=no
if [ "$done" = no ]; then
    echo "PostgreSQL could not be installed with apt-get ($(tail -n 1 "$log")):" \
        "install it yourself, or put the folder of its initdb and pg_ctl into PATH." >&2
    exit 1
fi
