"""Documents → Site: editions, translations, terms, archives, related stories.

All of it is computed anew at every build, from values, so that nothing here can be out of date.
"""
