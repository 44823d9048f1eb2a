"""The page for people without a terminal: a server on this machine that shows in a browser what recon computes."""
