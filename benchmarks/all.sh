#!/bin/sh
# All that docs/performance.md shows, in about a quarter of an hour on two free cores:
#   python benchmarks/tools.py FOLDER && sh benchmarks/all.sh FOLDER results.json
# FOLDER lies outside of the repository. DISK is a folder on a disk, /var/tmp if not said.
set -e
cd "$(dirname "$0")"
python=${PYTHON:-python3}
run() { "$python" run.py "$@"; }

run "$1" --out "$2" --stories 5000 --runs 5 --pair-runs 3 --minutes 7 --live 7 --memory --commands
run "$1" --out "$2" --stories 20000 --runs 2 --minutes 4 --peer-runs 1 --edits body title --verified 0 --memory
run "$1" --out "$2" --stories 1000 --runs 3 --minutes 2 --tools hugo hugo_full pelican eleventy --pair-runs 1
run "$1" --out "$2" --stories 5000 --runs 2 --where disk --work "${DISK:-/var/tmp}" --edits body title --verified 0 --pair-runs 1 --minutes 2
run "$1" --out "$2" --stories 100 --runs 3 --minutes 1 --tools hugo hugo_full pelican eleventy --pair-runs 1
"$python" report.py "$2" --docs
