"""OParl's objects, each a pure function of what is published."""
