"""Clean regulations made at random, and one fault of each rule's kind seeded into them."""
