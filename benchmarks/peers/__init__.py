"""What OnRecord is compared with, each behind the same small face: a text in, attributions out."""
