"""The course as a folder of files that any web server can hand out: JupyterLab in a browser tab, nothing to install.

Python runs there as WebAssembly (Pyodide), in JupyterLite. Nothing of nbgrader, the judge or the keys comes along.
"""
