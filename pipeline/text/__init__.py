"""Pure text functions without I/O: tokens, numbers, dates, quotes, casing, romanisation, name keys."""
