"""The trained reader: pieces and windows of a page, the network, and its probabilities read as attributions."""
