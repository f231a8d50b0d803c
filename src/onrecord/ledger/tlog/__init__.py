"""A transparency log in files: RFC 6962 hashing, C2SP tiles, signed notes, checkpoints, proofs. Knows nothing of what the entries say."""
