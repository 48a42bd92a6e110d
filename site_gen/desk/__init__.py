"""What writes into a project: the import of seeds and an editor's other desk work."""
