"""What is remembered from one build to the next, in `.site_gen/`."""
