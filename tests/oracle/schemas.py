"""Holds SARIF and GitLab reports against their schemas with python's jsonschema.

usage: schemas.py REPORT.sarif REPORT.gitlab.json
needs: jsonschema (pip)
"""
import json, sys
from pathlib import Path
from jsonschema import validators

FOLDER = Path(__file__).parent.parent / "schema"


def errors(schema, report):
    schema = json.loads((FOLDER / schema).read_text(encoding="utf-8"))
    report = json.loads(Path(report).read_text(encoding="utf-8"))
    validator = validators.validator_for(schema)(schema)
    return report, [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(report)]


sarif, wrong = errors("sarif-2.1.0.json", sys.argv[1])
assert not wrong, wrong[:5]
issues, wrong = errors("gitlab-code-quality.json", sys.argv[2])
assert not wrong, wrong[:5]
fingerprints = [issue["fingerprint"] for issue in issues]
assert len(fingerprints) == len(set(fingerprints)), "GitLab drops a second finding of the same fingerprint"
print(f"sarif: {len(sarif['runs'][0]['results'])} results; gitlab: {len(issues)} issues")
