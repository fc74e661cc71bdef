#!/usr/bin/env bash
# The life of a gate, told through the action's script: known findings pass, new ones stop, a change cannot exempt itself.
# usage: story.sh DUBAN
set -euo pipefail
duban=$(realpath "$1")
check=$(realpath "$(dirname "$0")/../../.github/action/check.sh")
cd "$(mktemp -d)"

hollow="正常推进。正在积极对接有关部门，做好各项前期工作。"
solid="正常推进。已完成招标6处，开工2处。"
table() {
  printf '青禾县2026年重点工作一季度推进情况\n\n\t序号\n\t事项内容\n\t责任单位\n\t3月份目标\n\t截至3月底完成情况\n'
  local i=0 matters=(改造农村公路 改造老旧小区 新建幼儿园 整治河道 更换供水管网)
  for progress in "$@"; do
    printf '\n\t%d\n\t%s%d0处。\n\t县住建局\n\t完成招标%d处。\n\t%s\n' $((i + 1)) "${matters[i]}" $((i + 1)) $((i + 1)) "$progress"
    i=$((i + 1))
  done
}
gate() { # gate EXPECTED WHY [NAME=VALUE...]: runs the action's script and compares its exit code
  local expected=$1 why=$2 code=0
  shift 2
  env DUBAN="$duban" DUBAN_PATH=. GITHUB_STEP_SUMMARY="$PWD/.summary" "$@" bash "$check" > .annotations || code=$?
  [ "$code" = "$expected" ] || { echo "story: $why: expected $expected, got $code"; cat .annotations; exit 1; }
  echo "story: $why"
}

git init -q -b main . && git config user.name officer && git config user.email officer@example.invalid
table "$hollow" "$hollow" "$hollow" "$solid" "$solid" > 一季度.txt
gate 1 "three findings stop the first report"
"$duban" baseline . > /dev/null
git add -A && git commit -qm known
gate 0 "known findings pass"

table "$hollow" "$hollow" "$hollow" "$hollow" "$hollow" > 一季度.txt
gate 1 "two new findings stop" DUBAN_SINCE=HEAD
{ "$duban" check . --format json || true; } | python3 -c '
import json, sys
for f in json.load(sys.stdin)["findings"]:
    if f["severity"] == "error" and not f["waived"]:
        print(f["fingerprint"])' > .fingerprints
while read -r fingerprint; do
  "$duban" waive "$fingerprint" --reason 不可抗力 --by 王某 --until 2099-12-31 > /dev/null
done < .fingerprints
gate 1 "a change cannot exempt itself" DUBAN_SINCE=HEAD
git add -A && git commit -qm approved
gate 0 "approved waivers hold after the merge" DUBAN_SINCE=HEAD
git mv 一季度.txt 第一季度进度.txt
gate 0 "a renamed file has nothing new" DUBAN_SINCE=HEAD
[ -s .summary ] || { echo "story: no job summary was written"; exit 1; }
rm .summary
gate 0 "a summary is written once" DUBAN_SINCE=HEAD
[ "$(grep -c 督办核对结果 .summary)" = 1 ] || { echo "story: the job summary stands there twice"; exit 1; }
rm .summary
gate 0 "no summary is written when none is wanted" DUBAN_SINCE=HEAD DUBAN_SUMMARY=false
[ ! -e .summary ] || { echo "story: a job summary nobody wanted"; exit 1; }
echo "story: told"
