#!/bin/sh
# The browser tests drive Chromium or Chrome: use the one that is there, else install Debian's.
set -eu

for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$browser" ] && command -v "$browser" >/dev/null; then
        exit 0
    fi
done

. "$(dirname "$0")/as_root.sh"

if ! command -v apt-get >/dev/null || [ "$as_root" = nobody ]; then
    echo "The browser tests need Chromium: install the package 'chromium' of your system" \
        "(or Chrome), or set CHROMIUM to its path." >&2
    exit 1
fi

echo "Installing Chromium for the browser tests."
log=$(mktemp)
if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends chromium fonts-liberation; } >"$log" 2>&1; then
    echo "Chromium could not be installed with apt-get ($(tail -n 1 "$log")):" \
        "install it yourself, or set CHROMIUM to its path." >&2
    rm -f "$log"
    exit 1
fi
rm -f "$log"
