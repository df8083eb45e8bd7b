"""Text out of files: Word, PDF and Excel, tables as lines of pipes."""
