#!/usr/bin/env bash
# Builds the pages (web/) in build/web, away from the sources.
# usage: tools/web_pages.sh install | check | build | compare
#   install  what web/package-lock.json pins, into build/web/node_modules; nothing when it is there
#   check    types of TypeScript and Svelte against src/serve/openapi.json, accessibility warnings
#   build    makes web/dist, the pages kept in the tree
#   compare  builds apart from web/dist and fails when the bytes differ
set -euo pipefail
cd "$(dirname "$0")/.."
work=build/web

sync_sources() {
  mkdir -p "$work"
  rm -rf "$work/src" "$work/public"
  cp -R web/src web/public "$work/"
  cp web/package.json web/package-lock.json web/index.html web/*.ts web/svelte.config.js \
    web/tsconfig.json "$work/"
}

install() {
  local wanted mark="$work/node_modules/.installed"
  wanted="$(sha256sum web/package-lock.json | cut -d' ' -f1) $(node --version)"
  sync_sources
  [ "$(cat "$mark" 2>/dev/null || true)" = "$wanted" ] && return
  (cd "$work" && npm ci --no-audit --no-fund --loglevel=error)
  echo "$wanted" >"$mark"
}

build_into() {
  install
  (cd "$work" && TADWIN_WEB_OUT="$1" node_modules/.bin/vite build --logLevel warn)
}

case "${1:-}" in
  install) install ;;
  check)
    install
    # Against the API as it is described now, which may know more than the pages use.
    python3 tools/gen_web_types.py src/serve/openapi.json "$work/src/lib/api_types.ts"
    (cd "$work" && node_modules/.bin/svelte-check --tsconfig ./tsconfig.json --fail-on-warnings)
    ;;
  build)
    build_into dist
    rm -rf web/dist
    cp -R "$work/dist" web/dist
    ;;
  compare)
    build_into rebuilt
    diff -r web/dist "$work/rebuilt" || {
      echo "web/dist is not what web/src gives: run tools/web_pages.sh build" >&2
      exit 1
    }
    ;;
  *)
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
