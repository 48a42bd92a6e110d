"""What writes into a project: import, new, init."""
