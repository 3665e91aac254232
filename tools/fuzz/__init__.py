"""Seeded mutations of templates and plans: each is read or refused in good Vietnamese, in time, in little memory."""
