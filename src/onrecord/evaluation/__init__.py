"""HOW WELL WE DO IT: measures against labelled files, floors that may not be undercut, and the party-swap test."""
