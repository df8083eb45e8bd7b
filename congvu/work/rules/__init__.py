"""What follows from a task's state, its days and who looks at it; no tables."""
