"""German wire copy in, English copy a desk can trust out; see pipeline/README.md for the flow."""

__version__ = "0.1.0"
