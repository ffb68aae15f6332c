#!/bin/sh
# A recording of LARGE (2000) million weight-steps, 8 bytes each, made by fast/ on disk and judged end to end: it conforms, all of it is decided,
# and memory stays under 512 MiB. Smaller where the disk is short; in FOLDER (the temporary one).
set -u
cd "$(dirname "$0")/.." || exit 1
build=${BUILD:-build}
assay=${ASSAY:-$build/assay}
work=$(mktemp -d "${FOLDER:-${TMPDIR:-/tmp}}/assay-large-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
million=${LARGE:-2000}
room=$(df -Pm "$work" | awk 'NR == 2 {print int(($4 - 2048) / 8)}') # and 2 GiB are left
[ "$million" -le "$room" ] || million=$room
echo "TAP version 13"
if [ "$million" -lt 16 ]; then
    echo "1..0 # SKIP no room for a recording in $work"
    exit 0
fi
number=0
ok() {
    number=$((number + 1))
    if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}
echo "1..4"
million=$((million / 16 * 16))
"$build/tests/record-large" "$work/recording" $((million * 1000)) 1000
ok $? "$million million weight-steps on disk"
seconds=$(date +%s)
"$assay" check --format json "$work/recording" >"$work/json" 2>"$work/log" & job=$!
# What is the process's own, and what it maps; the most of each. VmHWM, the kernel's own maximum, is read as long as it is there.
own=0 most=0
while kill -0 $job 2>/dev/null; do
    now=$(awk '/^VmHWM/ {print $2}' "/proc/$job/status" 2>/dev/null)
    most=${now:-$most}
    now=$(awk '/^(RssAnon)/ {print $2}' "/proc/$job/status" 2>/dev/null)
    [ "${now:-0}" -le "$own" ] || own=$now
    sleep 0.2
done
wait $job
status=$?
seconds=$(($(date +%s) - seconds))
[ $status = 0 ] && grep -q '"verdict":"conforms"' "$work/json"
ok $? "it conforms ($seconds s)"
grep -q '"unsure":0[,}]' "$work/json" && sed 's/.*"decided_by":\([^}]*}\).*/# \1/' "$work/json"
ok $? "all of it is decided"
if [ -r /proc/self/status ]; then
    [ "$most" -gt 0 ] && [ "$most" -lt 524288 ]
    ok $? "at most $((most / 1024)) MiB resident, of them $((own / 1024)) its own"
else
    ok 0 "memory # SKIP no /proc"
fi
