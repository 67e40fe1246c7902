"""From the model to findings: rules, each on its own, and the engine that runs them."""
