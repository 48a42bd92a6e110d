"""One Markdown file, by itself.

Nothing here knows another file exists: addresses, neighbours and translations belong to `site`. That is
what lets a Document be remembered under the digest of its own source.
"""
