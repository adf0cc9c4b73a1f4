"""What the names of elements mean to a reader of text (HTML Standard, 13.1.2, 13.2.4 and 15.3)."""

from __future__ import annotations

VOID = frozenset(
    {
        "area", "base", "basefont", "bgsound", "br", "col", "command", "embed", "frame", "hr", "img", "input",
        "keygen", "link", "meta", "param", "source", "track", "wbr",
    }
)  # fmt: skip
"""Elements that are a start tag and nothing more."""

RAW = frozenset({"script", "style", "title", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp"})
"""Elements that hold no elements, only what stands before their own end tag."""

BLOCK = frozenset(
    {
        "address", "article", "aside", "blockquote", "center", "details", "dd", "dialog", "dir", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "legend", "li", "listing", "main", "menu", "nav", "ol", "option", "p",
        "plaintext", "pre", "search", "section", "summary", "ul",
    }
)  # fmt: skip
"""Elements that begin and end a line."""

CLOSE_P = BLOCK - {"legend", "option"}
"""Elements whose start tag ends a paragraph that is still open; a table does so only outside of old pages,
where it makes no difference to the text."""

TABLE = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
ROWS = TABLE - {"caption", "td", "th"}
"""A table and its parts that hold parts of it, not text."""

AROUND = {
    "caption": ("table",),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "tr": ("thead", "tbody", "tfoot", "table"),
    "td": ("tr", "thead", "tbody", "tfoot", "table"),
    "th": ("tr", "thead", "tbody", "tfoot", "table"),
}
"""In what the parts of a table stand."""

GROUPS = frozenset({"thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNNESTED = HEADINGS | {"option"}
"""Elements that end where another of them begins."""

UNSHOWN = frozenset(
    {
        "audio", "button", "canvas", "datalist", "del", "map", "rp", "rt", "select", "svg", "template",
        "video", "xml",
    }
)  # fmt: skip
"""Elements whose content is no part of the text: controls, pictures, the sound of characters, what was
struck out of a draft, and Word's islands of data."""

OMISSIBLE = frozenset({"rt", "rp"})
"""Those of them that need no end tag."""

FRAME = frozenset({"html", "head", "body", "frameset", "col", "colgroup"})
"""Elements whose tags tell nothing about the text."""

COUNTED = frozenset({"td", "th", "ol", "li", "input"})
"""Elements whose attributes tell more than how they are shown."""

FORMATTING = frozenset(
    {
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    }
)  # fmt: skip
"""Elements that may end across others (`<b><p></b></p>`)."""

LEAVES = FORMATTING | {"ins", "label", "o:p", "span", "sub", "sup"}
"""Elements inside of lines that mostly hold nothing but characters."""

BARRIERS = frozenset({"table", "td", "th", "caption", "marquee", "object", "template", "applet"})
"""Elements that no end tag inside of them reaches out of, but their own and those around them in a table."""

SPECIAL = (BLOCK | TABLE | BARRIERS | {"button", "select"}) - {"option"}
"""Elements that the end tag of an element in a line does not reach out of."""

TABLE_BARRIERS = frozenset({"table"})
"""The same for the end tags of a table's parts."""

ITEM_BARRIERS = SPECIAL - {"address", "div", "p"}
"""Elements that the start tag of an item does not reach out of."""
