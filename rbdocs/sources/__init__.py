"""Between files and the model: reading with places, shape, edits in place, the lock, repair."""
