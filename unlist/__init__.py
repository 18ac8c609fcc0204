"""Unlist: asks data brokers to stop holding a person's data, and follows each request until it is answered."""

from pathlib import Path

# In a checkout cli.py, brokers/ and templates/ lie beside the package; in a wheel they lie inside it.
if not Path(__file__).with_name("cli.py").exists():
    __path__.append(str(Path(__file__).parent.parent))

__version__ = "0.1.0"
