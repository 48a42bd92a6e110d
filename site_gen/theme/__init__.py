"""Themes: `themes/NAME` → Theme, and Page + Theme → bytes.

Loading (`files`, `strings`, `assets`, `templates`, `loading`) knows nothing of pages: it reads a theme,
finds out what each layout is made of and checks it. Rendering (`functions`, `rendering`) and `checking`
know what pages hand to a layout. Jinja is imported only where a template is read or rendered, so a build
that renders nothing starts without it.
"""
