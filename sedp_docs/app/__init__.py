"""Use cases: read, check, build, explain, compare. Each returns a value with its problems; none prints or exits.

A command imports the one use case that it needs, so that `check` does not wait for Word's libraries.
"""
