import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import language
from pipeline.errors import EnvironmentFault, UsageError
from pipeline.language import model as models
from pipeline.types import Article
from tests.language.conftest import article, opened

TEXT = (
    "“Harbor Lights” isn’t over: the third season of Harbor Lights will debut on Netflix on May 6, "
    "2025.\r\n\r\n"
    "Creator Laura Venn said that she’s happy.\xa0Café owner Zoë Müller plays Grace Moor. 🎬"
)


def test_mentions_are_the_articles_own_characters(bare):
    with opened(bare, TEXT) as doc:
        mentions = language.mentions(doc)
        assert {m.entity for m in mentions} >= {"Harbor Lights", "Netflix", "Laura Venn"}
        for mention in mentions:
            assert TEXT[mention.start : mention.end] == mention.text
            assert mention.article_id == "a1"
        assert list(mentions) == sorted(mentions, key=lambda m: m.start)


PIECES = (
    *("Netflix", "Laura Venn", "“Low Tide,”", "Reid", "Antonio", '"LA"', "Part 1", "24", "said"),
    *("é", "🎬", "\n", "\r\n", "’s", "'", "—", "(", "<i>", "&amp;", "_"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_offsets_hold_for_any_mixture(bare, parts):
    text = " ".join(parts)
    with opened(bare, text) as doc:
        assert len(doc.text) == len(text)
        for mention in language.mentions(doc):
            assert text[mention.start : mention.end] == mention.text


def test_names_and_dates_do_not_overlap(bare):
    with opened(bare, TEXT, date(2025, 1, 2)) as doc:
        dates = [span for span in doc.ents if span.label_ == "DATE"]
        assert [(span._.date.date_start, span._.entity) for span in dates] == [(date(2025, 5, 6), None)]
        assert all(span._.date is None and span._.entity is not None for span in doc.ents if span.label_ != "DATE")


def test_no_date_inside_a_title(bare):
    with opened(
        bare,
        "The series “May 2011” and the film “Friday Night Tide” return on May 3, 2012.",
        date(2012, 1, 1),
    ) as doc:
        assert [span.text for span in doc.ents if span.label_ == "DATE"] == ["May 3, 2012"]


def test_order_is_kept_and_docs_live_while_held(bare):
    articles = [Article(f"a{n}", f"{n}.txt", f"The series Wharf {'and more ' * n}is on HBO.") for n in range(70)]
    seen = []
    for given_article, doc in bare.read(articles):
        assert doc._.article is given_article
        seen.append((given_article.article_id, [span.text for span in doc.ents]))
    assert seen == [(f"a{n}", ["Wharf", "HBO"]) for n in range(70)]


def test_reading_twice_gives_the_same(shipped):
    twice = [[language.mentions(doc) for _, doc in shipped.read([article(TEXT)])] for _ in range(2)]
    assert twice[0] == twice[1] != [()]


def test_versions_name_the_model_and_the_lists(shipped):
    assert set(shipped.versions) == {"model", "model_hash", "lists_hash"}
    assert shipped.versions == language.load().versions


def test_memory_stays_flat(bare):
    def articles(first):
        return (article(f"The series Quay{n} is on HBO, said Laura Venn{n}x{n}.") for n in range(first, first + 300))

    for _ in bare.read(articles(0)):
        pass
    size = len(bare.nlp.vocab.strings)
    tracemalloc.start()
    for _ in bare.read(articles(1000)):
        pass
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(bare.nlp.vocab.strings) == size
    assert grown < 1_500_000


NAMES = ("Laura Venn", "Alice Moor", "Steven Quay", "Grace Tide")
BAD = {
    "empty": "",
    "blank": " \n\n \t ",
    "capitals": "NETFLIX RENEWS WHARF FOR A THIRD SEASON. LAURA VENN SAID THAT SHE IS HAPPY WITH THE NEWS OF THE DAY.",
    "no capitals": "netflix has renewed wharf for a third season, said laura venn, who is happy with the "
    "news of the day.",
    "names without verbs": ", ".join(NAMES * 250),
    "names by line": "\n".join(NAMES * 250),
    "emoji": "🎬🔥 Netflix 🔥🎬 renews 🎉 Wharf 👩‍👩‍👧 for 🇫🇷 more 🔥" * 20,
    "mark-up": "<p><b>Netflix</b> renews <i>Wharf</i> for <a href='#'>more</a> &amp; "
    "Laura Venn __said__ *so* # ## </p>",
    "open quotes": '“Netflix said ‘it is "over (and [that ‘ is “it ' * 100,
    "nested brackets": "(" * 500 + "Netflix" + ")" * 500,
    "one mark": "'" * 3000,
    "dashes": "Wharf-" * 2000,
    "colons": "Wharf: " * 2000,
    "possessives": "Laura's " * 2000,
    "small words": "House of the " * 2000,
    "control characters": "Net\x00flix \x1b[31m\ufeffWharf\u200b",
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_read(bare, kind):
    text = BAD[kind]
    started = time.process_time()
    with opened(bare, text, date(2024, 1, 1)) as doc:
        assert time.process_time() - started < 6
        assert len(doc.text) == len(text)
        for mention in language.mentions(doc):
            assert text[mention.start : mention.end] == mention.text


def test_bad_input_with_the_model(shipped):
    articles = [Article(str(n), kind, text[:4000]) for n, (kind, text) in enumerate(BAD.items())]
    assert [given_article.path for given_article, _ in shipped.read(articles)] == list(BAD)


def test_time_is_linear_in_the_length(bare):
    """One sentence of 20,000 words takes about as long for each word as one of 2,000."""
    words = "then Laura Venn of Netflix told Alice Moor and the cast of Gull Point that House of the Tide was not over "

    def seconds(times):
        started = time.process_time()
        with opened(bare, words * times):
            pass
        return (time.process_time() - started) / times

    seconds(10)
    short, long = min(seconds(95) for _ in range(3)), seconds(950)
    assert long < 4 * short


def test_another_language_is_marked_and_gives_no_names(shipped):
    text = (
        "Die neue Serie Hafenlicht wird im Frühjahr mit einer zweiten Staffel fortgesetzt, und das ist "
        "nicht nur für die Fans gut."
    )
    with opened(shipped, text) as doc:
        assert doc._.language == "de"
        assert language.mentions(doc) == ()


def other_pipeline(folder: Path) -> Path:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "WORK_OF_ART", "pattern": "Zanzy Zebra"},
            {"label": "PER", "pattern": "Umber Oxo"},
            {"label": "CARDINAL", "pattern": "three"},
        ]
    )
    nlp.to_disk(folder)
    return folder


def test_names_of_another_pipeline(tmp_path):
    """Its labels are mapped; its offsets hold though its tokens may differ; what it does not name, lists
    still do."""
    reader = language.load(str(other_pipeline(tmp_path / "other")))
    text = "People say that Zanzy Zebra has three parts. Actor Umber Oxo saw “Zanzy Zebra” on Netflix."
    with opened(reader, text) as doc:
        assert {(m.entity, m.entity_type) for m in language.mentions(doc)} == {
            ("Zanzy Zebra", "work"), ("Umber Oxo", "person"), ("Netflix", "organization"),
        }  # fmt: skip
        assert reader.versions["names_model"].startswith("pipeline ")
        assert "ner" not in reader.nlp.pipe_names


def test_another_pipeline_without_names_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "none")
    with pytest.raises(UsageError, match="finds no names; it needs one of the labels PERSON"):
        language.load(str(tmp_path / "none"))


def test_a_pipeline_that_is_not_installed_is_refused():
    with pytest.raises(UsageError, match="--model no_such_pipeline: cannot be loaded"):
        language.load("no_such_pipeline")


def test_a_missing_model_is_the_machines_fault(monkeypatch, tmp_path):
    monkeypatch.setattr(models, "SHIPPED", tmp_path / "gone")
    with pytest.raises(EnvironmentFault, match="reinstall the package"):
        models.load_shipped()
