"""What flows while it happens: streams, live meetings, video and comment threads."""
