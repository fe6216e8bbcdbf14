"""What the objects of OParl are here: one module a type, from what is stated to working rows."""
