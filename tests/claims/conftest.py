import pytest

from pipeline.extract import Extractor


@pytest.fixture(scope="session")
def extractor():
    """The shipped model, lists and rules, loaded once."""
    return Extractor()
