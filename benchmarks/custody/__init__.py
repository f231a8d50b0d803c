"""What disturbs a writer and its disk, and what must hold afterwards: the full forms behind `make custody`, the short ones in tests/custody."""
