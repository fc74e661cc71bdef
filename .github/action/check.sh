#!/usr/bin/env bash
# What the action runs: one check, annotations on standard output, SARIF and job summary on request, duban's own exit code.
# Settings come from the environment: DUBAN, DUBAN_PATH, DUBAN_FAIL_ON, DUBAN_SINCE, DUBAN_SARIF, DUBAN_SUMMARY.
set -u

arguments=(check "${DUBAN_PATH:-.}" --format github --fail-on "${DUBAN_FAIL_ON:-error}")
if [ -n "${DUBAN_SINCE:-}" ]; then
  # A change must not exempt itself: waivers count as they stood at the base.
  arguments+=(--since "$DUBAN_SINCE" --waivers-from "$DUBAN_SINCE")
fi
if [ -n "${DUBAN_SARIF:-}" ]; then
  arguments+=(--output "$DUBAN_SARIF")
fi
summary=""
if [ "${DUBAN_SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  summary=$(mktemp --suffix=.summary.md)
  arguments+=(--output "$summary")
fi

"${DUBAN:-duban}" "${arguments[@]}"
code=$?
if [ -n "$summary" ]; then
  cat "$summary" >> "$GITHUB_STEP_SUMMARY"
  rm -f "$summary"
fi
exit "$code"
