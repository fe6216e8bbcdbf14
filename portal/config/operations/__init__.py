"""What those who run a city need: backups, health, measures, logs."""
