"""Where a report speaks of images, videos and recordings."""

from onrecord.reading.media.find import find_media_mentions

__all__ = ["find_media_mentions"]
