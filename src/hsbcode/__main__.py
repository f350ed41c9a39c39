"""Run the command line with ``python -m hsbcode``."""

from hsbcode.cli.app import main

if __name__ == "__main__":
    main()
