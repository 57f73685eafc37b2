"""Documents to views on a server, through review: plans, drift, backups, and publishing that survives being killed."""
