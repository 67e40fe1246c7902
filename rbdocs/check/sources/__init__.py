"""Rules on what sources say of each other; they run while sources are read, before all others."""
