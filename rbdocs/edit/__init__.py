"""Put other values into sources that people write; everything else stays letter by letter."""
