"""Whether two texts of one story say the same: figures, days, names, quotations. Values in, findings out."""
