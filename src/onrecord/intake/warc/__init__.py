"""Web archives (WARC 1.0 and 1.1, ISO 28500; ARC 1.0 and 2.0), plain and compressed: framed by checks of our own, read with FastWARC.

Reading libraries end in silence where an archive is cut or a length lies, so where each record begins and ends is established here
first, and what does not fit comes out as an issue with its place.
"""
