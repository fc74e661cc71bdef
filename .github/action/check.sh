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
if [ "${DUBAN_SUMMARY:-true}" != true ]; then
  # With annotations duban adds to the job summary by itself wherever there is one.
  unset GITHUB_STEP_SUMMARY
fi
exec "${DUBAN:-duban}" "${arguments[@]}"
