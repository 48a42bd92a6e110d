"""A project → what a plan is made from: each file read once, and not again until its bytes change."""
