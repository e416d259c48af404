"""Start of ./dev: the checkout is put on the path, whatever folder the command was given in."""

import sys
from pathlib import Path

# the script's own folder would let bench_kit/site.py and its like shadow the standard library
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bench_kit.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
