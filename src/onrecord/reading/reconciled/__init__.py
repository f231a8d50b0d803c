"""Two readers, one answer: the trained reader and the rules reconciled, and graded by whether they agree."""
