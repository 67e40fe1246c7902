"""The documents of a regulation, one file each: from the model and a template to Word."""
