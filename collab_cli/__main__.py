"""Run the command line with ``python -m collab_cli``."""

from collab_cli.cli.app import main

if __name__ == "__main__":
    main()
