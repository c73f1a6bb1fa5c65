#!/usr/bin/env bash
# Installs what building and testing Tadwin needs on Debian 12. Installs nothing that is there.
# usage: tools/install_deps.sh [check] [clang]
#   check: adds what the tests need (a PostgreSQL server, a browser, readers of the exports);
#   clang: adds what format, lint and fuzz need. As root, or with sudo.
set -euo pipefail

packages=(
  g++ make cmake ninja-build ccache mold pkg-config git python3 python3-venv
  libicu-dev libsqlite3-dev sqlite3 libssl-dev libxxhash-dev libfmt-dev
  libcli11-dev libsimdjson-dev libgeographiclib-dev libboost1.81-dev libpq-dev libargon2-dev
  prometheus-cpp-dev
  libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev
  libgeonames-common unicode-cldr-core
)

for group in "$@"; do
  case "$group" in
    check)
      packages+=(postgresql-15 chromium gdal-bin)
      # A machine may have a newer Node than Debian's, which brings npm with it.
      command -v npm >/dev/null || packages+=(nodejs npm)
      ;;
    clang) packages+=(clang-19 clang-format-19 clang-tidy-19 libclang-rt-19-dev) ;;
    *) echo "tools/install_deps.sh: unknown group '$group'" >&2; exit 2 ;;
  esac
done

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

sudo=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "tools/install_deps.sh: these packages are missing: ${missing[*]}" >&2
    echo "  run as root, or install sudo" >&2
    exit 1
  fi
  sudo=(sudo)
fi
echo "Installing: ${missing[*]}"
"${sudo[@]}" apt-get update -qq
# A machine may come with newer builds of tools than Debian's (cmake, python3): their packages are
# still installed, and whichever is first on the PATH is used.
"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
