"""From files to the model; whatever is wrong with the files becomes findings."""
