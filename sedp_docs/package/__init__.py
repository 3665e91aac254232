"""A dossier as data: its list of files, and what an edited file says otherwise than the plan. Pure."""
