"""Other systems, each behind a module of its own."""
