#!/usr/bin/env bash
# Runs every libFuzzer target for a while, each from its corpus; new inputs go to build/, not to the
# tree. usage: tools/run_fuzzers.sh BUILD_FOLDER SECONDS
set -euo pipefail
build=$1
seconds=$2
status=0
for target in "$build"/fuzz/fuzz_*; do
  [ -x "$target" ] || continue
  name=$(basename "$target" | sed 's/^fuzz_//')
  mkdir -p "$build/found/$name"
  echo "== $name: $seconds s"
  if ! "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=0 \
      -verbosity=0 -artifact_prefix="$build/found/$name-" \
      "$build/found/$name" "fuzz/corpus/$name"; then
    echo "== $name: a finding; see $build/found/" >&2
    status=1
  fi
done
exit $status
