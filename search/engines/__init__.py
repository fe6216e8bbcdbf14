"""Engines behind one interface (`base.Engine`); what an engine keeps can always be made anew."""
