"""How fast and how large: ours, plain docxtpl and the floor, side by side in one run."""
