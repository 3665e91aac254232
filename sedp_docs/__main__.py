"""`python -m sedp_docs`."""

from sedp_docs.cli import main

main()
