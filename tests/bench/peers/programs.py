"""Knows the programs that take part, how they are installed and how they are told to check a folder."""

import subprocess
import sys
from pathlib import Path

SETTINGS = Path(__file__).resolve().parent
PYTHON = ["typos", "semgrep"]
NODE = ["autocorrect-node", "textlint", "textlint-rule-prh"]


def install(store):
    """Puts the peers below `store`."""
    store.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", store / "python"], check=True)
    subprocess.run([store / "python/bin/pip", "install", "--quiet", *PYTHON], check=True)
    subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", store, *NODE], check=True)


def duban(program):
    """How duban checks a folder: as a person would, but without what it knows from before."""
    described = subprocess.run([program, "check", "--help"], capture_output=True, text=True, check=True).stdout
    anew = ["--no-cache"] if "--no-cache" in described else []
    return lambda folder: [program, "check", *anew, str(folder)]


def present(store):
    """The peers that are installed, each with what makes its command for a folder."""
    python, node = store / "python/bin", store / "node_modules/.bin"
    textlint = [node / "textlint", "--config", SETTINGS / "textlint.json", "--rules-base-directory", store / "node_modules"]
    semgrep = [python / "semgrep", "scan", "--config", SETTINGS / "semgrep.yaml", "--metrics", "off", "--no-git-ignore"]
    semgrep += ["--disable-version-check", "--quiet"]
    known = {
        "typos": lambda folder: [python / "typos", "--isolated", folder],
        "autocorrect": lambda folder: [node / "autocorrect", "--lint", folder],
        "textlint+prh": lambda folder: [*textlint, folder],
        "semgrep": lambda folder: [*semgrep, folder],
    }
    return {name: command for name, command in known.items() if Path(command(".")[0]).exists()}
