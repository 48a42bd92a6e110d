"""Site → Pages: what each address shows, as values."""
