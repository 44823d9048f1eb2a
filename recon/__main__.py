"""``python -m recon``: the command line without the console script."""

from recon.cli import main

if __name__ == "__main__":
    main()
