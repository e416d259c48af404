"""What happens when documents of other apps change."""
