"""Reports out: Word, PDF, the output folder."""
