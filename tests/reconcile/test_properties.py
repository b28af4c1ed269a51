"""What holds of reconciling whatever the claims are."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconcile import PREDICATES, reconcile
from pipeline.tables import CLAIMS, plain

from .claim_rows import articles_of, claim, claims_of
from .strategies import SCALE, ZERO, Case, cases, crowd, examples

LABELS = ("fact_id", "evidence")
randoms = st.randoms(use_true_random=False)


def done(case: Case, as_of: date | None = None) -> tuple[pa.Table, pa.Table]:
    return reconcile(case.claims, case.articles, as_of=as_of)


def by_id(claims: pa.Table) -> dict[str, dict]:
    return {row["claim_id"]: row for row in claims.to_pylist()}


def meanings(facts: pa.Table) -> list[dict]:
    """The facts without ids, in an order of their own."""
    rows = [{k: v for k, v in row.items() if k not in LABELS} for row in facts.to_pylist()]
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


@examples(60)
@given(cases(), randoms)
def test_neither_order_nor_doubles_nor_layout_change_anything(case, random):
    facts, claims = done(case)
    rows = case.rows + random.choices(case.rows, k=random.randint(0, 3))
    random.shuffle(rows)
    cut = random.randint(0, len(rows))
    layout = pa.concat_tables([claims_of(rows[:cut]), claims_of(rows[cut:])]).cast(CLAIMS)
    order = list(range(case.articles.num_rows))
    random.shuffle(order)
    again, judged = reconcile(layout, case.articles.take(pa.array(order)))
    assert again.equals(facts)
    assert by_id(judged) == by_id(claims)
    assert len(judged) == len(claims)


@examples(60)
@given(cases(), randoms)
def test_a_copy_changes_only_its_own_verdict(case, random):
    original = random.choice(case.rows)
    cluster = case.clusters.get(original["article_id"], original["article_id"])
    later = original["published"] and original["published"] + timedelta(days=random.randint(1, 90))
    copy = original | {"claim_id": "copy", "article_id": "copy", "published": later}
    copied = Case([*case.rows, copy], case.sources | {"copy": "Elsewhere"}, case.clusters | {"copy": cluster})
    if later is None:
        copied.sources["copy"] = case.sources.get(original["article_id"], "Elsewhere")
    facts, claims = done(case)
    more, judged = done(copied)
    judged = by_id(judged)
    told = judged.pop("copy")
    if later is not None:
        assert told["verdict"] == "duplicate"
        assert {k: (v["verdict"], v["reason"], v["because"]) for k, v in judged.items()} == {
            k: (v["verdict"], v["reason"], v["because"]) for k, v in by_id(claims).items()
        }
    counted = ("n_claims", "n_articles", "evidence")
    if later is not None:
        assert more.drop_columns(counted).equals(facts.drop_columns(counted))


@examples(60)
@given(cases(largest=14), st.data())
def test_incremental_equals_batch(case, data):
    cut = data.draw(st.integers(0, len(case.rows)))
    _, earlier = reconcile(claims_of(case.rows[:cut]), case.articles)
    both = pa.concat_tables([earlier, claims_of(case.rows[cut:])])
    facts, claims = reconcile(both, case.articles)
    batch, judged = done(case)
    assert facts.equals(batch)
    assert by_id(claims) == by_id(judged)


@pytest.mark.parametrize("seed", range(4 * SCALE))
def test_every_claim_has_one_verdict_and_its_reason(seed):
    case = crowd(100 + seed)
    _, claims = done(case)
    judged = by_id(claims)
    assert sorted(judged) == sorted(row["claim_id"] for row in case.rows)
    for row in judged.values():
        if row["verdict"] == "supports":
            assert (row["reason"], row["because"]) == (None, None)
        else:
            assert row["verdict"] in ("refines", "duplicate", "superseded", "contested", "denied")
            assert row["reason"]
            assert row["because"] != row["claim_id"]
            assert judged[row["because"]]["fact_id"] == row["fact_id"]


@pytest.mark.parametrize("seed", range(4 * SCALE))
def test_defeats_run_from_later_or_stronger_and_end_at_a_claim_that_stands(seed):
    _, claims = done(crowd(200 + seed))
    judged = by_id(claims)
    found = Counter(row["verdict"] for row in judged.values())
    assert found["superseded"] > 100
    assert found["denied"] > 10
    for row in judged.values():
        if row["verdict"] in ("superseded", "denied"):
            winner = judged[row["because"]]
            assert winner["verdict"] not in ("superseded", "denied", "duplicate")
            assert (winner["published"] or date.min) >= (row["published"] or date.min)
            assert row["verdict"] == "superseded" or winner["modality"] == "denied"


@pytest.mark.parametrize("seed", range(4 * SCALE))
def test_supporters_agree_and_the_value_is_their_meet(seed):
    facts, claims = done(crowd(300 + seed))
    said = defaultdict(list)
    for row in claims.to_pylist():
        if row["verdict"] in ("supports", "refines") and row["modality"] != "denied":
            said[row["fact_id"]].append(row)
    for fact in facts.to_pylist():
        supporters = said[fact["fact_id"]]
        if not supporters or not PREDICATES[fact["predicate"]].dated:
            continue
        low = max(row["date_start"] or date.min for row in supporters)
        high = min(row["date_end"] or date.max for row in supporters)
        assert low <= high
        assert (fact["date_start"] or date.min, fact["date_end"] or date.max) == (low, high)


@pytest.mark.parametrize("seed", range(4 * SCALE))
def test_the_profile_is_nested(seed):
    facts, _ = done(crowd(400 + seed))
    seen = 0
    for fact in facts.to_pylist():
        if fact["status"] != "denied" and (fact["confirmed_start"] or fact["confirmed_end"]):
            assert (fact["confirmed_start"] or date.min) <= (fact["date_start"] or date.min)
            assert (fact["date_end"] or date.max) <= (fact["confirmed_end"] or date.max)
            seen += fact["modality"] in ("expected", "speculative")
    assert seen > 10


@examples(60)
@given(cases(), randoms)
def test_relabelling_ids_changes_labels_only(case, random):
    def relabel(names: list[str]) -> dict[str, str]:
        shuffled = [f"n{number}" for number in range(len(names))]
        random.shuffle(shuffled)
        return dict(zip(names, shuffled, strict=True))

    articles = relabel(sorted({row["article_id"] for row in case.rows} | set(case.clusters.values())))
    ids = relabel(sorted(row["claim_id"] for row in case.rows))
    rows = [row | {"claim_id": ids[row["claim_id"]], "article_id": articles[row["article_id"]]} for row in case.rows]
    other = Case(
        rows,
        {articles[key]: value for key, value in case.sources.items()},
        {articles[key]: articles[value] for key, value in case.clusters.items()},
    )
    facts, claims = done(case)
    again, judged = done(other)
    assert meanings(again) == meanings(facts)
    verdicts = [Counter(zip(t["fact_id"].to_pylist(), t["verdict"].to_pylist(), strict=True)) for t in (claims, judged)]
    assert verdicts[0] == verdicts[1]


@examples(60)
@given(cases(), st.integers(-4000, 4000))
def test_shifting_all_dates_shifts_the_result(case, by):
    names = ("published", "date_start", "date_end")
    step = timedelta(days=by)

    def moved(row: dict, columns: tuple[str, ...]) -> dict:
        return row | {name: row[name] and row[name] + step for name in columns}

    facts, claims = done(case)
    again, judged = done(case.but([moved(row, names) for row in case.rows]))
    columns = ("date_start", "date_end", "confirmed_start", "confirmed_end", "first_claimed", "last_claimed")
    words = ("evidence", "date_edtf", "date_precision")
    expected = [moved(row, columns) for row in facts.drop_columns(words).to_pylist()]
    assert again.drop_columns(words).to_pylist() == expected
    told = ("claim_id", "verdict", "reason", "because")
    assert judged.select(told).equals(claims.select(told))


@examples(60)
@given(cases(), cases())
def test_claims_of_another_fact_change_nothing(case, other):
    others = [
        row
        | {
            "subject_id": "work:other",
            "claim_id": "o" + row["claim_id"],
            "article_id": "o" + row["article_id"],
        }
        for row in other.rows
    ]
    facts, claims = done(case)
    more, judged = done(case.but(case.rows + others))
    kept = [row for row in more.to_pylist() if row["subject_id"] != "work:other"]
    assert kept == facts.to_pylist()
    assert {key: row for key, row in by_id(judged).items() if key in by_id(claims)} == by_id(claims)


@examples(60)
@given(cases(), st.integers(-1, 70))
def test_as_of_ignores_the_future(case, days):
    day = ZERO + timedelta(days=days)
    known = [row for row in case.rows if row["published"] and row["published"] <= day]
    facts, claims = done(case, day)
    again, judged = reconcile(claims_of(known), case.articles)
    assert again.equals(facts)
    assert judged.equals(claims)


@examples(60)
@given(cases(predicates=("premiere",)), randoms)
def test_what_agrees_with_every_claim_never_widens(case, random):
    rows = [row for row in case.rows if row["season"] is None and row["modality"] != "denied"]
    if not rows:
        return
    low = max(row["date_start"] or date(1900, 1, 1) for row in rows)
    high = min(row["date_end"] or date(2200, 1, 1) for row in rows)
    start, end = (
        min(low, high),
        max(low, high),
    )  # meets every claim where all do, or spans from one to the other
    fitting = claim("new", None, f"{start}..{end}", article_id="new", subject_id="work:x", season=None)
    fitting["published"] = random.choice([row["published"] for row in rows])
    facts, _ = reconcile(claims_of(rows), case.articles)
    extended = [*rows, fitting]
    more, _ = reconcile(claims_of(extended), articles_of(extended, case.sources, case.clusters))
    before, after = facts.to_pylist()[0], more.to_pylist()[0]
    assert (after["date_start"] or date.min) >= (before["date_start"] or date.min)
    assert (after["date_end"] or date.max) <= (before["date_end"] or date.max)


def test_an_empty_run_has_the_tables_of_a_full_one():
    facts, claims = reconcile(claims_of([]), articles_of([]))
    full, judged = done(crowd(1, works=3))
    assert (facts.num_rows, claims.num_rows) == (0, 0)
    assert facts.schema == full.schema
    assert claims.schema == judged.schema == plain(CLAIMS)


def test_generated_claims_reach_every_verdict_and_status():
    facts, claims = done(crowd(7))
    assert set(claims["verdict"].to_pylist()) == {
        *("supports", "refines", "duplicate", "superseded", "contested", "denied")
    }
    assert set(facts["status"].to_pylist()) == {"settled", "contested", "denied"}
