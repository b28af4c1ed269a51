import pytest
import spacy

from pipeline import language
from pipeline.errors import UsageError
from pipeline.language.lists import load_lists
from pipeline.language.reader import Reader
from tests.language.conftest import article

NLP = spacy.blank("en")


def tokens(text):
    return [token.text for token in NLP.make_doc(text)]


def reader_with(path):
    language.entity.register()
    return Reader(NLP, load_lists(tokens, [path]), {})


def entities(reader, text):
    return [entity for _, doc in reader.read([article(text)]) for entity in doc._.entities]


TOML = """
[[work]]
name = "Oarlock"
aliases = ["The Oarlock Story"]
kind = "film"

[[person]]
name = "Quill"

[[organization]]
name = "lampwick"
kind = "streamer"
"""


def test_toml(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(TOML, encoding="utf-8")
    found = entities(reader_with(path), "Some say that Quill left Oarlock for lampwick, as told in The Oarlock Story.")
    assert [(e.name, e.type, e.kind, e.id) for e in found] == [
        ("Quill", "person", None, "Quill"),
        ("Oarlock", "work", "film", "Oarlock"),
        ("lampwick", "organization", "streamer", "lampwick"),
    ]
    assert "The Oarlock Story" in found[1].aliases


def test_csv(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("type,name,aliases,kind\nwork,Oarlock,The Oar;Oars,series\nperson,Quill,,\n", encoding="utf-8")
    found = entities(reader_with(path), "Some say that Quill left The Oar.")
    assert [(e.id, e.type, e.kind) for e in found] == [
        ("Quill", "person", None),
        ("Oarlock", "work", "series"),
    ]


def test_a_new_list_changes_the_hash(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("type,name\nwork,Oarlock\n", encoding="utf-8")
    assert load_lists(tokens).hash == load_lists(tokens).hash != load_lists(tokens, [path]).hash


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.toml", '[[work]]\nname = "X"\nyear = 3\n', "unknown key 'year'; allowed: name, aliases, kind"),
        ("a.toml", '[[film]]\nname = "X"\n', "unknown table 'film'; allowed: work, person, organization"),
        ("a.toml", '[[work]]\nname = ""\n', "has no name"),
        ("a.toml", '[[work]]\nname = "X"\naliases = "Y"\n', "aliases must be a list"),
        ("a.toml", '[[work]]\nname = "X"\nkind = "streamer"\n', "allowed: series, film, book, music, other"),
        ("a.toml", '[[person]]\nname = "X"\nkind = "actor"\n', "none for a person"),
        ("a.toml", "work = 1\n", r"\[\[work\]\] tables"),
        ("a.toml", "[[work\n", "not valid TOML"),
        ("a.csv", "type,name\nfilm,X\n", "unknown type 'film'; allowed: work, person, organization"),
        ("a.csv", "type,name,year\nwork,X,3\n", "unknown key 'year'"),
        ("a.csv", "type,name\nwork,X,Y\n", "more cells"),
        ("a.txt", "X", "give .toml or .csv"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        load_lists(tokens, [path])


def test_missing_file(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        load_lists(tokens, [tmp_path / "none.toml"])


def test_not_utf8(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"type,name\nwork,Caf\xe9\n")
    with pytest.raises(UsageError, match="UTF-8"):
        load_lists(tokens, [path])


def test_curated_names_are_consistent():
    """No spelling stands under two names, and every ambiguous one is listed."""
    from pipeline.language.lists import read_toml

    document = read_toml("organizations.toml")
    seen: dict[str, str] = {}
    for kind in document["kinds"]:
        for name, others in document[kind].items():
            for spelling in (name, *others):
                assert spelling not in seen, (spelling, name, seen.get(spelling))
                seen[spelling] = name
    assert set(document["ambiguous"]["names"]) <= set(seen)
