"""Composes Word templates from form declarations, table layouts, the outline and one base by Nghị định 30/2020."""
