"""Run the command line from a checkout: ``python cli.py validate``."""

from recon.cli import main

if __name__ == "__main__":
    main()
