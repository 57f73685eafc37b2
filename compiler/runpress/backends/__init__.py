"""What views become: one folder an output."""
