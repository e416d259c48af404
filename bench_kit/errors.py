"""The one error of this package."""


class KitError(Exception):
    """What went wrong, where and what to do, as a sentence for the person at the terminal."""
