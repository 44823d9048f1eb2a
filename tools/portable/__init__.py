"""A folder that runs without installing anything (``python -m tools.portable``): Python, the packages, and icons to start it by."""
