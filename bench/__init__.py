"""Measurements: `make bench` prints them beside their goals; nothing here is a test."""
