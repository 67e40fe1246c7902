"""What a regulation is: values, registers, plans, findings. No files, no YAML, no XML."""
