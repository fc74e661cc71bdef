"""Reads a 台账 with openpyxl: columns, frozen header, filter, text-only cells, hidden fingerprints, links.

usage: workbook.py 台账.xlsx
needs: openpyxl (pip)
"""
import sys
from openpyxl import load_workbook

book = load_workbook(sys.argv[1])
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
print(f"{findings.max_row - 1} findings, {book['承诺台账'].max_row - 1} commitments")
