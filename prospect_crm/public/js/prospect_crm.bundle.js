// Loaded with the desk.
