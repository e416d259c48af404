"""Changes of data between versions; each runs once a site."""
