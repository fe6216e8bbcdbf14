"""What stands between the portal and those who mean it harm."""
