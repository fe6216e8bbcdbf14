"""Streams of pictures and sound as bytes: boxes, segments, clocks, RTMP. Knows no database."""
