"""What is true: the tables, the metrics over them, and the ways in. Usable without the app."""
