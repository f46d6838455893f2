"""SQLite stores: ``run`` holds what one run produced, article by article."""
