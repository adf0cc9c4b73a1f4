"""Findings as one self-contained HTML page: the reports as they were read, with the findings marked.

`report_view` splits a text into blocks, `highlights` marks the findings in them, `finding_list` lists them;
`file_view` is one file, `document` the page around all files. Imported only when a page is written.
"""
