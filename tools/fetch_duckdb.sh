#!/usr/bin/env bash
# Brings DuckDB's library, which writes Parquet, into build/duckdb. Does nothing when it is there.
# usage: tools/fetch_duckdb.sh    (needs npm; the program works without, and says so when asked)
set -euo pipefail
cd "$(dirname "$0")/.."
version=1.5.0-r.1
case "$(uname -m)" in
  x86_64) package=@duckdb/node-bindings-linux-x64 ;;
  aarch64) package=@duckdb/node-bindings-linux-arm64 ;;
  *) echo "tools/fetch_duckdb.sh: no DuckDB for $(uname -m)" >&2; exit 1 ;;
esac
[ "$(cat build/duckdb/version 2>/dev/null || true)" = "$version" ] && exit 0
command -v npm >/dev/null || { echo "tools/fetch_duckdb.sh: npm is not here: apt-get install npm" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
archive=$(cd "$folder" && npm pack --silent "$package@$version")
tar -xzf "$folder/$archive" -C "$folder"
mkdir -p build/duckdb
mv "$folder/package/libduckdb.so" build/duckdb/libduckdb.so
echo "$version" >build/duckdb/version
