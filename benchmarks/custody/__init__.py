"""What disturbs a writer and its disk, and what must hold afterwards: full forms for `make custody`, short ones in tests/custody."""
