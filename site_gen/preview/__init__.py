"""The live preview: the site as it would be published, page by page, while it is being written.

    watching ─ what was saved ─→ proofs ─ the site as it now is ─→ handlers ─ a page, dressed ─→ the browser
                                    └── reload (livereload's own protocol) ──────────────────────→

Nothing is written to the output folder: a page is made from the plan when a browser asks for it.
"""

from site_gen.preview.serving import Options, serve

__all__ = ["Options", "serve"]
