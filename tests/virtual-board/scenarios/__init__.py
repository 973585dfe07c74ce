"""What is done to the board, a file each, in the order of ALL. Each leaves the cameras plugged in and no program running."""
from . import absence, faults, formats, listing, losses, messages, page, requests, supervision

ALL = [absence, listing, formats, requests, faults, losses, supervision, messages, page]
