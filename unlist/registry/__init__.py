"""The registry: one record a controller in `brokers/`, read as plain dicts from a compiled index.

`records` holds the strict models (pydantic) for building and checking; `index` needs the standard library alone.
"""
