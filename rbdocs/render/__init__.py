"""From the model to documents."""
