"""What every printed form shares: letters, PDF by typst, Word files, places on a page."""
