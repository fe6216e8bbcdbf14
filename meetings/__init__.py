"""The record: organizations, people, cases, documents, meetings, agenda."""
