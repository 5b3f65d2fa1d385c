"""SQLite for many writers (SQLite 写入排队); settings name this package as the database's engine."""
