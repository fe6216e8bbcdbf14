"""Residents' initiatives, from draft to the committee's answer and its follow-up."""
