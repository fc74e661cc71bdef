"""Reads an annotated Word file with python-docx and lxml: comments by duban, anchored on the words each speaks of, the text unchanged.

usage: comments.py ORIGINAL.docx ANNOTATED.docx REPORT.json
needs: python-docx lxml (pip)
"""
import json, sys, zipfile
from collections import Counter
import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(path):
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return "".join(t.text or "" for t in body.iter(f"{W}t"))


def anchors(path):
    """The words between each comment's marks, by the comment's number."""
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    open_, words = set(), {}
    for element in body.iter():
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open_.add(number)
            words[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_.discard(number)
        elif element.tag == f"{W}t":
            for number in open_:
                words[number] += element.text or ""
    return words


def squeezed(text):
    return "".join(text.split())


original, annotated, report = sys.argv[1:]
findings = json.load(open(report, encoding="utf-8"))["findings"]
comments = list(docx.Document(annotated).comments)
*comments, closing = comments  # the last one, on the first line, is about the check itself
assert len(comments) == len(findings) > 0, (len(comments), len(findings))
assert closing.author == "duban" and "blake3" in closing.text, closing.text
assert {c.author for c in comments} == {"duban"}
assert text_of(original) == text_of(annotated), "only comments are added"
with zipfile.ZipFile(original) as before, zipfile.ZipFile(annotated) as after:
    changed = {n for n in before.namelist() if before.read(n) != after.read(n)}
assert changed <= {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}, changed
quotes = Counter(squeezed(f["quote"]) for f in findings)
words = anchors(annotated)
words.pop(str(closing.comment_id))
marked = Counter(squeezed(w) for w in words.values())
assert quotes == marked, (quotes - marked, marked - quotes)
print(f"docx: {len(comments)} comments on the exact words")
