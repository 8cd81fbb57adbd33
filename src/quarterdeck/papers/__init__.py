"""Papers: one content from which the page, the Word file, the PDF and the workbook are all made.

`content` says what a paper contains; `html`, `word`, `pdf` and `excel` only set it. Charts are one
specification each (`charts`), so the picture on the page is the picture in the file.
"""
