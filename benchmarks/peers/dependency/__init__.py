"""Attribution by rules over a dependency parse, in the manner of the GenderGapTracker's quotation extractor."""
