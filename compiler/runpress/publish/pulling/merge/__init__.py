"""Views merged three ways: what was published, what the document says, and what the server has.

nodes        options, one by one
moves        panels that went to another grid
weaving      lists of which both sides have changed something
views        reports and workspaces, block by block
inside       what differs in folds, call-outs and quotes
markers      what both sides changed, between markers in the text
"""
