"""What uninstall-app takes away beside the DocTypes."""


def before_uninstall() -> None:
    """Remove what the app has put into other apps' tables."""
