"""Foundation and front door of Rådslag."""
