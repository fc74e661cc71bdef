"""Reads a JUnit report with lxml and junitparser: it meets the schema, counts add up, every case has a name.

usage: junit.py REPORT.xml
needs: junitparser lxml (pip)
"""
import sys
from pathlib import Path
from junitparser import JUnitXml
from lxml import etree

schema = etree.XMLSchema(etree.parse(Path(__file__).parent.parent / "schema" / "junit.xsd"))
schema.assertValid(etree.parse(sys.argv[1]))
report = JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in report for case in suite]
assert report.tests == len(cases) > 0, (report.tests, len(cases))
failed = [case for case in cases if any(type(r).__name__ == "Failure" for r in case.result)]
assert report.failures == len(failed)
assert all(case.name for case in cases)
print(f"junit: {len(cases)} cases, {len(failed)} failures")
