"""The live preview: documents as pages that follow their files. On loopback, safe against other web pages."""
