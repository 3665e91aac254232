"""A plan as a workbook: which sheets and columns there are, how a plan fills them and how they are read back. Pure."""
