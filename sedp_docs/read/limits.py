"""The limits on what strangers send, in one place; sizes are checked before parsing."""

YAML_BYTES = 20_000_000
YAML_DEPTH = 64
VALUE_CHARACTERS = 32_767
TABLE_ROWS = 20_000
ZIP_PARTS = 2_000
ZIP_PART_BYTES = 64_000_000
ZIP_TOTAL_BYTES = 200_000_000
ZIP_RATIO = 200
ZIP_RATIO_FREE_BYTES = 5_000_000
IMAGE_BYTES = 20_000_000
IMAGE_PIXELS = 50_000_000
XML_SURE_BYTES = 9_000_000
"""A part below this holds no text that is too long for any parser."""
XML_DEPTH = 200
