#!/usr/bin/env bash
# Makes build/python, the Python that tests read exports and answers with (tests/requirements.txt).
# Does nothing when it is up to date. usage: tools/python_env.sh
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=$(sha256sum tests/requirements.txt)
mark=build/python/requirements.sha256
[ "$(cat "$mark" 2>/dev/null || true)" = "$wanted" ] && exit 0
echo "Installing tests/requirements.txt into build/python"
mkdir -p build
rm -rf build/python
python3 -m venv build/python
build/python/bin/pip install -q --disable-pip-version-check -r tests/requirements.txt
echo "$wanted" >"$mark"
