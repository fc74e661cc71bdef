"""Runs the Spark job over a folder with several workers, kills one midway, and compares its findings with a single run.

usage: same_as_one_machine.py DUBAN FOLDER        exits 1 when a finding differs
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

TODAY = "2026-01-01"


def executors():
    """Process numbers of the running workers' executors."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                if b"CoarseGrainedExecutorBackend" in f.read():
                    found.append(int(pid))
        except OSError:
            pass
    return sorted(found)


def kill_one(done, killed):
    """Waits until workers run, lets them work a little, kills one."""
    while not done.is_set():
        running = executors()
        if len(running) >= 2:
            time.sleep(2.0)
            os.kill(running[0], 9)
            killed.append(running[0])
            return
        time.sleep(0.1)


def main():
    duban, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    single = subprocess.run(
        [duban, "check", folder, "--format", "json", "--fail-on", "never", "--today", TODAY], capture_output=True, text=True
    )
    expected = sorted(json.dumps(f, ensure_ascii=False, sort_keys=True) for f in json.loads(single.stdout)["findings"])
    output = tempfile.mkdtemp()
    done, killed = threading.Event(), []
    threading.Thread(target=kill_one, args=(done, killed), daemon=True).start()
    job = os.path.join(os.path.dirname(os.path.abspath(__file__)), "job.py")
    submit = [sys.executable, job, folder, output, "--duban", duban, "--today", TODAY]
    environment = dict(os.environ, PYSPARK_SUBMIT_ARGS="--master local-cluster[3,1,1024] --conf spark.ui.enabled=false pyspark-shell")
    started = time.time()
    code = subprocess.run(submit, env=environment).returncode
    done.set()
    if code != 0:
        sys.exit(f"the job ended with {code}")
    import pyarrow.parquet as parquet

    got = sorted(parquet.read_table(output).column("finding").to_pylist())
    shutil.rmtree(output)
    print(f"findings: one machine {len(expected)}, cluster {len(got)}; workers killed: {len(killed)}; {time.time() - started:.0f} s")
    if not killed:
        sys.exit("no worker was killed: the run was over too soon")
    if got != expected:
        only = [f for f in got if f not in set(expected)][:3], [f for f in expected if f not in set(got)][:3]
        sys.exit(f"findings differ; only in cluster / only on one machine:\n{only[0]}\n{only[1]}")


if __name__ == "__main__":
    main()
