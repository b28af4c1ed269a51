"""news-to-facts: entertainment news in, a dated table of facts with proof out."""

__version__ = "0.1.0"
