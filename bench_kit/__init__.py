"""Set-up of a Frappe bench from package registries alone, for development, demo and CI."""
