"""Plan and figures into a `Report`: what a document prints, and nothing else."""
