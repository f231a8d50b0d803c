"""ZIP archives, and the web archives that are packed in them (WACZ): checked as a whole before anything is unpacked."""
