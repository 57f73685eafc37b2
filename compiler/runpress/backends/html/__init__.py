"""Views and figures to HTML: `prose` for blocks, `page` for documents, `site` for all of them."""
