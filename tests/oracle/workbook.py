"""Reads a 台账 with openpyxl: columns, frozen header, filter, text-only cells, hidden fingerprints, links; fills it in, and sees the words come back.

usage: workbook.py 台账.xlsx PROGRAM
needs: openpyxl (pip); run in the project root, the 台账 being one of seeds/
"""
import shutil, subprocess, sys
from pathlib import Path
from openpyxl import load_workbook

path, program = Path(sys.argv[1]), sys.argv[2]
book = load_workbook(path)
assert book.sheetnames == ["问题清单", "承诺台账", "已消除", "核对说明"], book.sheetnames
for sheet in book:
    assert sheet.freeze_panes == "A2", sheet.title
    assert sheet.auto_filter.ref, sheet.title
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in "sn", (sheet.title, cell.coordinate, cell.data_type)
            assert not (isinstance(cell.value, str) and cell.value[:1] in "=+-@") or cell.quotePrefix, cell.coordinate
findings = book["问题清单"]
headers = [cell.value for cell in findings[1]]
index = headers.index("指纹") + 1
fingerprint = findings.cell(1, index).column_letter
hidden = [(d.min, d.max) for d in findings.column_dimensions.values() if d.hidden]
assert any(first <= index <= last for first, last in hidden), hidden
marks = [cell.value for cell in findings[fingerprint][1:]]
assert all(marks) and findings.max_row > 1
assert findings["B2"].hyperlink is not None
assert findings.conditional_formatting and findings.data_validations.dataValidation

# Filled in and saved by another program: the words survive the next run, and the file is not taken for a document.
said = "已补充数量，见附件"
findings.cell(2, headers.index("整改情况") + 1, said)
folder = path.with_name("office")
folder.mkdir(exist_ok=True)
shutil.copy("seeds/000_09e300f7dafa71f7.txt", folder)
filled = folder / "filled.xlsx"
again = path.with_name("again.xlsx")
book.save(filled)
run = [program, "check", "seeds", "--quiet", "--fail-on", "never", "--ledger", filled, "--output", again]
subprocess.run(run, check=True, capture_output=True)
sheet = load_workbook(again)["问题清单"]
row = {headers[i]: cell.value for i, cell in enumerate(sheet[2])}
assert row["整改情况"] == said and row["指纹"] == marks[0], row
listed = subprocess.run([program, "check", folder, "--fail-on", "never", "-v"], capture_output=True, text=True)
passed = [line for line in listed.stdout.splitlines() if "filled.xlsx" in line]
assert passed and "自己生成" in passed[0], listed.stdout[-500:] + listed.stderr[-500:]
print(f"xlsx: {findings.max_row - 1} findings, {book['承诺台账'].max_row - 1} commitments, filled in and read back")
