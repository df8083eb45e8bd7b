"""The columns a list of people can show, filter and sort by, and how each is read and told."""
