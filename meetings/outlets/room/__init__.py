"""The meeting room (sammanträdesrum): what members read."""
