"""Checks that find problems and change nothing."""
