"""What the benchmark of copies is made of."""
