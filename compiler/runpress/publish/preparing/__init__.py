"""Documents as the server is to have them: compiled, with its links, images, projects and colours."""
