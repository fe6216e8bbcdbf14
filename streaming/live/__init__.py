"""A meeting while it runs: control room, live page, speakers, motions, votes and decisions."""
