"""Reads a JUnit report with junitparser: counts add up, every case has a name and a class.

usage: junit.py REPORT.xml
needs: junitparser (pip)
"""
import sys
from junitparser import JUnitXml

report = JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in report for case in suite]
assert report.tests == len(cases) > 0, (report.tests, len(cases))
failed = [case for case in cases if any(type(r).__name__ == "Failure" for r in case.result)]
assert report.failures == len(failed)
assert all(case.name for case in cases)
print(f"{len(cases)} cases, {len(failed)} failures")
