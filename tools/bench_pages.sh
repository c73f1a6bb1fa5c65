#!/usr/bin/env bash
# Serves a ledger and measures its pages in a browser (tests/browser/bench_pages.mjs).
# usage: tools/bench_pages.sh TADWIN LEDGER
set -euo pipefail
[ $# -eq 2 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/tools/web_pages.sh" install
log=$(mktemp)
"$1" serve "$2" --listen 127.0.0.1:0 >"$log" 2>&1 &
server=$!
trap 'kill -INT $server 2>/dev/null; wait $server 2>/dev/null || true; rm -f "$log"' EXIT
for _ in $(seq 600); do
  url=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$log" | head -1 || true)
  [ -n "$url" ] && break
  kill -0 $server 2>/dev/null || { cat "$log" >&2; exit 1; }
  sleep 0.1
done
[ -n "$url" ] || { echo "the server does not answer" >&2; exit 1; }
node "$root/tests/browser/bench_pages.mjs" "$url" "$root"
