"""What publishing remembers on the machine: lock, backups, journal, and what git knows."""
