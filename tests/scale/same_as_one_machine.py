"""Runs the Spark job over a folder with three workers, kills one that reads and one that checks, and compares its findings with a single run.

usage: same_as_one_machine.py DUBAN FOLDER        exits 1 when a finding differs
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

TODAY = "2026-01-01"


def running():
    """The programs that run: process number -> parent and command line."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as f:
                parent = int(f.read().rsplit(")", 1)[1].split()[1])
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                found[int(pid)] = (parent, f.read().split(b"\0"))
        except OSError:
            pass
    return found


def worker_of(pid, programs):
    """The Spark executor above process `pid`; none for a process of somebody else."""
    while pid in programs:
        parent, line = programs[pid]
        if any(b"CoarseGrainedExecutorBackend" in word for word in line):
            return pid
        pid = parent
    return None


def kill_while(command, duban, done, killed):
    """Waits until some worker is running `duban command` and kills that worker."""
    while not done.is_set():
        programs = running()
        for pid, (_, line) in programs.items():
            worker = worker_of(pid, programs) if line[:2] == [duban.encode(), command.encode()] else None
            if worker is not None:
                os.kill(worker, signal.SIGKILL)
                killed.append(f"{worker} ({command})")
                return
        time.sleep(0.005)


def kill_two(duban, done, killed):
    """One worker dies while it reads documents, another while it checks."""
    for command in ("extract", "check"):
        kill_while(command, duban, done, killed)


def main():
    duban, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    single = subprocess.run(
        [duban, "check", folder, "--format", "json", "--fail-on", "never", "--today", TODAY, "--no-cache"], capture_output=True, text=True
    )
    expected = sorted(json.dumps(f, ensure_ascii=False, sort_keys=True) for f in json.loads(single.stdout)["findings"])
    output = tempfile.mkdtemp()
    done, killed = threading.Event(), []
    threading.Thread(target=kill_two, args=(duban, done, killed), daemon=True).start()
    job = os.path.join(os.path.dirname(os.path.abspath(__file__)), "job.py")
    submit = [sys.executable, job, folder, output, "--duban", duban, "--today", TODAY]
    settings = "--master local-cluster[3,1,1024] --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false"
    environment = dict(os.environ, PYSPARK_PYTHON=sys.executable, PYSPARK_SUBMIT_ARGS=f"{settings} pyspark-shell")
    started = time.time()
    code = subprocess.run(submit, env=environment).returncode
    done.set()
    if code != 0:
        sys.exit(f"the job ended with {code}")
    import pyarrow.parquet as parquet

    got = sorted(parquet.read_table(output).column("finding").to_pylist())
    shutil.rmtree(output)
    print(f"findings: one machine {len(expected)}, cluster {len(got)}; workers killed: {', '.join(killed)}; {time.time() - started:.0f} s")
    if len(killed) < 2:
        sys.exit("too few workers were killed: the run was over too soon")
    if got != expected:
        more, fewer = set(got) - set(expected), set(expected) - set(got)
        sys.exit("findings differ:\n" + "\n".join([f"+ {f}" for f in sorted(more)[:3]] + [f"- {f}" for f in sorted(fewer)[:3]]))


if __name__ == "__main__":
    main()
