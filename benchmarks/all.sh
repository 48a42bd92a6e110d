#!/bin/sh
# All that docs/performance.md shows, in about a quarter of an hour on two free cores:
#   python benchmarks/tools.py FOLDER && sh benchmarks/all.sh FOLDER results.json
# FOLDER lies outside of the repository. DISK is a folder on a disk, /var/tmp if not said.
set -e
cd "$(dirname "$0")"
python=${PYTHON:-python3}
run() { "$python" run.py "$@"; }

run "$1" --out "$2" --stories 5000 --runs 5 --pair-runs 1 --minutes 5 --verified 0 --live 5 --memory --commands
run "$1" --out "$2" --stories 1000 --runs 3 --pair-runs 1 --minutes 3 --tools hugo hugo_full pelican eleventy
run "$1" --out "$2" --stories 20000 --runs 1 --verified 0 --memory --edits body title --paired
run "$1" --out "$2" --stories 100 --runs 3 --pair-runs 1 --minutes 1 --tools hugo hugo_full pelican eleventy
run "$1" --out "$2" --stories 5000 --runs 3 --pair-runs 1 --minutes 2 --verified 0 --where disk --work "${DISK:-/var/tmp}" \
    --edits nothing body title
"$python" report.py "$2" --docs
