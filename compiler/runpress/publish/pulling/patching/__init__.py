"""The text of a document made to say another view, with the least change of text.

    items        views as flat lists of what stands in a document, in canonical form
    pieces       the lines of a document that stand for them
    aligning     which item of one view is which of another
    options      fences and front matter, key by key
    words        prose, word by word
    assembling   the new text, from pieces that stay, patches and what is new

All of it is pure: text and values in, text out.
"""
