"""Checks a folder of documents on a Spark cluster: extract per file, group by issuer, check per issuer, findings as Parquet.

usage: spark-submit job.py FOLDER OUTPUT [--duban PATH] [--today DATE] [--slices N]

FOLDER and the program must be where they are on every worker. A worker that is killed loses nothing: Spark runs its files
again, and the same files give the same facts and the same findings. Documents without issuer are compared with no others
and checked file by file; only the number at the end of equal findings in several such files is counted per file.
"""

import argparse
import json
import os
import re
import subprocess

from pyspark.sql import SparkSession
from pyspark.sql.types import IntegerType, LongType, StringType, StructField, StructType

SUFFIXES = (".txt", ".md", ".html", ".htm", ".mhtml", ".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".csv", ".pdf", ".ofd")
FAMILY = re.compile(r'^\{"schema":"[^"]*","family":("(?:[^"\\]|\\.)*"),"issuer":"(?:[^"\\]|\\.)*","file":("(?:[^"\\]|\\.)*"),"order":(\d+)')
SCHEMA = StructType(
    [
        StructField("file", StringType()),
        StructField("line", IntegerType()),
        StructField("start", LongType()),
        StructField("end", LongType()),
        StructField("rule", StringType()),
        StructField("severity", StringType()),
        StructField("message", StringType()),
        StructField("quote", StringType()),
        StructField("fingerprint", StringType()),
        StructField("matter_key", StringType()),
        StructField("finding", StringType()),
    ]
)


def documents(folder):
    """The files below FOLDER, as paths, in order."""
    found = []
    for where, folders, files in os.walk(folder):
        folders.sort()
        found += [os.path.join(where, f) for f in sorted(files) if f.lower().endswith(SUFFIXES)]
    return found


def extract(duban):
    """Files of one partition -> their facts, one JSON line per document."""

    def run(files):
        files = list(files)
        if not files:
            return
        with subprocess.Popen([duban, "extract", "--no-cache", "--format", "jsonl", *files], stdout=subprocess.PIPE, text=True, encoding="utf-8") as p:
            yield from (line.rstrip("\n") for line in p.stdout)
        if p.returncode not in (0, 3):
            raise RuntimeError(f"duban extract ended with {p.returncode}")

    return run


def head(line):
    """Family, file and place in the file of a line of facts, without parsing the rest."""
    found = FAMILY.match(line)
    return json.loads(found.group(1)), json.loads(found.group(2)), int(found.group(3))


def by_family(line):
    """What may be compared with each other: documents of one family; a document without issuer stands alone."""
    family, file, _ = head(line)
    return (family or file, line)


def check(duban, today):
    """Groups of facts -> findings as rows."""

    def run(groups):
        for _, lines in groups:
            text = "\n".join(sorted(lines, key=lambda line: head(line)[1:])) + "\n"
            arguments = [duban, "check", "--facts", "-", "--format", "json", "--fail-on", "never", "--today", today]
            done = subprocess.run(arguments, input=text, capture_output=True, text=True, encoding="utf-8")
            if done.returncode not in (0, 3):
                raise RuntimeError(f"duban check ended with {done.returncode}: {done.stderr}")
            for f in json.loads(done.stdout)["findings"]:
                row = [f.get(name) for name in SCHEMA.fieldNames()[:-1]]
                yield (*row, json.dumps(f, ensure_ascii=False, sort_keys=True))

    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("output")
    parser.add_argument("--duban", default="duban")
    parser.add_argument("--today", default="2026-01-01")
    parser.add_argument("--slices", type=int, default=None)
    a = parser.parse_args()
    spark = SparkSession.builder.appName("duban").getOrCreate()
    context = spark.sparkContext
    files = documents(a.folder)
    slices = a.slices or max(1, min(len(files), context.defaultParallelism * 8))
    facts = context.parallelize(files, slices).mapPartitions(extract(a.duban))
    groups = facts.map(by_family).groupByKey(slices)
    findings = groups.mapPartitions(check(a.duban, a.today))
    spark.createDataFrame(findings, SCHEMA).write.mode("overwrite").parquet(a.output)
    spark.stop()


if __name__ == "__main__":
    main()
