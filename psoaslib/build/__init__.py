"""Write or verify everything that is generated: pictures and notebook cells.

`python -m psoaslib.build` writes what has changed, `--check` only compares and names what is
stale. Every maker here has the same two functions: `write(root)` returns what it wrote,
`check(root)` what is stale or wrong, both as lines of words that start with a file's name.
"""
