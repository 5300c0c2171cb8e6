"""Lay the site out: Sphinx's own settings."""

from importlib.metadata import version as _version

project = "Psoas"
project_copyright = "the authors; words and pictures CC BY 4.0"
release = _version("psoaslib")
language = "en_GB"
extensions = ["myst_nb"]
nb_execution_mode = "off"
nb_ipywidgets_js = {}
suppress_warnings = ["myst.header"]
html_theme = "furo"
html_title = "Psoas: an open teaching collection"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = [("mount.js", {"type": "module"})]
html_show_sourcelink = False
html_copy_source = False
