"""Findings as one HTML page that needs nothing else: the reports as they were read, with marks in them.

`pane` makes blocks of a text, `marks` puts the findings into them, `entries` lists these beside; `sheet`
is one file, `document` the page around all of them. Nothing here is imported before a page is asked for.
"""
