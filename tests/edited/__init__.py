"""Templates edited as a person would, in LibreOffice Writer."""
