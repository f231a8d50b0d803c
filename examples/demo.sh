#!/bin/sh
# What `make demo` shows: the example reports go into a fresh case; one record, the findings and a series come out.
set -eu
cd "$(dirname "$0")/.."
case=${1:-out/demo}

# Print a command as it could be typed, at 80 columns, then run it.
run() {
  line="\$ onrecord --case $case"
  for word in "$@"; do
    case $word in *' '*) word="\"$word\"" ;; esac
    line="$line $word"
  done
  echo
  echo "$line" | fold -s -w 74 | sed -e '$!s/ *$/ \\/' -e '2,$s/^/    /'
  onrecord --case "$case" "$@"
}

# Only a folder that holds a case, or none, is replaced.
if [ -e "$case" ] && [ ! -e "$case/onrecord.toml" ]; then
  echo "error: $case is there and holds no case" >&2
  echo "hint: name a folder that may be replaced: sh examples/demo.sh FOLDER" >&2
  exit 2
fi
rm -rf "$case"

run reference add examples/series/gaza-health-ministry.csv --date report_date \
  --measure killed=killed_cum --measure injured=injured_cum \
  --group Palestinians --place Gaza --source "Gaza Ministry of Health"
run read --form line examples/reports
run show newsglance-2023-11-08
run findings --rule figures-do-not-fit-date --rule accusation-denied --rule interpretation-without-source
run series --measure killed --group Palestinians --place Gaza
run corroborate --measure killed --least 4

cat <<END

The case is in $case: originals by hash, the log of records, an index.
Where to look further:
  every finding of every rule
    .venv/bin/onrecord --case $case findings
  a wire report with both sides' tolls, an accusation and its denial
    .venv/bin/onrecord --case $case show 2023-10-12-meridian-wire.txt
  a report of your own
    .venv/bin/onrecord read YOUR-REPORT.txt
  the first quarter of an hour
    docs/start.md
END
