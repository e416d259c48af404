"""What install-app adds beside the DocTypes."""


def after_install() -> None:
    """Insert what the app needs to be usable at once."""
