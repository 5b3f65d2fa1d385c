"""Ledgers, items, campaigns, reminders: everything someone must close by a day (事项)."""
