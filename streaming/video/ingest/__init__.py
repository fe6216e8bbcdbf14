"""Taking in what encoders send: a gate that reads the key, ffmpeg behind it, segments to disk."""
