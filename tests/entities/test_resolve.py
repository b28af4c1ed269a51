"""Which names become one entity, under which id, and why."""

from __future__ import annotations

from random import Random

import pytest

from pipeline.entities import resolve
from pipeline.errors import UsageError
from pipeline.tables import mentions_table
from pipeline.types import Mention

from ..reconcile.claim_rows import claim, claims_of

PERSON = {"object_type": "person", "season": None, "subject_id": None}


def resolved(rows, mentions=(), same=None):
    claims, told, entities = resolve(claims_of(rows), mentions_table(mentions), same=same)
    return claims.to_pylist(), told.to_pylist(), {row["entity_id"]: row for row in entities.to_pylist()}


def crew(claim_id, name, subject="Harbor Lights", role="creator", **fields):
    return claim(claim_id, predicate="crew", object=name, role=role, subject=subject, **PERSON | fields)


def ids(rows, **more):
    claims, _, _ = resolved(rows, **more)
    return {row["claim_id"]: row["object_id"] for row in claims}


def test_spellings_merge_and_the_commonest_is_shown():
    rows = [
        crew("a", "Renee Ducas"),
        crew("b", "Renée Ducas"),
        crew("c", "Renée Ducas"),
        crew("d", "RENEE DUCAS"),
    ]
    claims, _, entities = resolved(rows)
    assert {row["object_id"] for row in claims} == {"person:renee-ducas"}
    assert {row["object"] for row in claims} == {"Renée Ducas"}
    entity = entities["person:renee-ducas"]
    assert (entity["aliases"], entity["n_articles"]) == (["RENEE DUCAS", "Renee Ducas"], 4)
    assert all("accents" in merge["reason"] for merge in entity["merges"])
    assert [merge["name"] for merge in entity["merges"]] == entity["aliases"]


def test_a_name_in_capitals_is_not_shown_where_another_is():
    rows = [crew("a", "NELL QUIST"), crew("b", "NELL QUIST"), crew("c", "Nell Quist")]
    claims, _, _ = resolved(rows)
    assert {row["object"] for row in claims} == {"Nell Quist"}


def test_types_stay_apart():
    rows = [claim("a", subject="Marlow"), crew("b", "Marlow")]
    _, _, entities = resolved(rows)
    assert entities.keys() >= {"work:marlow", "person:marlow"}


def test_a_slip_merges_only_with_shared_context():
    rows = [crew("a", "Marta Connelly"), crew("b", "Marta Connelly"), crew("c", "Marta Connolly")]
    claims, _, entities = resolved(rows)
    assert {row["object_id"] for row in claims} == {"person:marta-connelly"}
    assert {row["object"] for row in claims} == {"Marta Connelly"}
    (merge,) = entities["person:marta-connelly"]["merges"]
    assert merge["name"] == "Marta Connolly"
    assert "one letter apart" in merge["reason"]
    assert "crew of 'harbor lights', creator" in merge["reason"]
    apart = ids([crew("a", "Marta Connelly"), crew("c", "Marta Connolly", subject="Salt Road")])
    assert len(set(apart.values())) == 2
    apart = ids([crew("a", "Marta Connelly"), crew("c", "Marta Connolly", role="editor")])
    assert len(set(apart.values())) == 2


def test_two_named_side_by_side_are_two():
    beside = {"article_id": "one", "start": 10}
    assert len(set(ids([crew("a", "Marta Connelly", **beside), crew("b", "Marta Connolly", **beside)]).values())) == 2


def test_a_middle_name_left_out():
    assert len(set(ids([crew("a", "Dana G. Sander"), crew("b", "Dana Sander")]).values())) == 1


def test_characters_merge_through_their_actor():
    def cast(claim_id, actor, role):
        return claim(claim_id, predicate="cast", object=actor, role=role, **PERSON)

    claims, _, _ = resolved([cast("a", "Nell Quist", "Sara Whitlock"), cast("b", "Nell Quist", "Sara Whitlok")])
    assert len({row["role"] for row in claims}) == 1
    claims, _, _ = resolved([cast("a", "Nell Quist", "Sara Whitlock"), cast("b", "Bo Lind", "Sara Whitlok")])
    assert len({row["role"] for row in claims}) == 2


def test_a_misspelt_company_of_one_work_is_one():
    def made_by(claim_id, name, subject="Harbor Lights"):
        return claim(claim_id, predicate="production_company", object=name, subject=subject, season=None)

    assert len(set(ids([made_by("a", "Alderney Pictures"), made_by("b", "Aldernay Pictures")]).values())) == 1
    apart = [made_by("a", "Alderney Pictures"), made_by("b", "Aldernay Pictures", "Salt Road")]
    assert len(set(ids(apart).values())) == 2


def test_listed_names_of_a_body_are_one():
    rows = [
        claim("a", predicate="network", object="Amazon Prime Video", object_type="organization"),
        claim("b", predicate="network", object="Prime Video"),
    ]
    claims, _, entities = resolved(rows)
    assert {row["object_id"] for row in claims} == {"organization:prime-video"}
    assert entities["organization:prime-video"]["merges"][0]["reason"] == "listed as another name of Prime Video"


def test_a_source_of_the_same_title_is_another_work():
    quote = "Low Tide is based on the novel Low Tide by Ada Brook."
    rows = [
        claim("a", subject="Low Tide", predicate="based_on", object="Low Tide", object_type="work", quote=quote),
        claim("b", subject="Low Tide", season=2),
    ]
    claims, _, entities = resolved(rows)
    assert [row["subject_id"] for row in claims] == ["work:low-tide"] * 2
    assert claims[0]["object_id"] == "work:low-tide~book"
    assert entities["work:low-tide~book"]["entity"] == "Low Tide"


def test_an_original_of_the_same_title_is_another_work_though_nothing_tells_its_kind():
    rows = [
        claim("a", subject="Low Tide", predicate="reboot_of", object="Low Tide", object_type="work", season=None),
        claim("b", subject="Low Tide", season=None),
    ]
    claims, _, _ = resolved(rows)
    assert [row["subject_id"] for row in claims] == ["work:low-tide"] * 2
    assert claims[0]["object_id"] == "work:low-tide~original"


def test_works_of_one_title_are_told_apart_by_kind_and_year():
    def said(claim_id, article, quote, season=None):
        return claim(claim_id, subject="Low Tide", article_id=article, quote=quote, season=season)

    rows = [
        said("old", "one", "The 1984 film Low Tide opened in Lisbon."),
        said("old too", "one", "Low Tide took years to make."),
        said("new", "two", "The 2021 film Low Tide opened in Lisbon."),
        said("series", "three", "Low Tide returns for a second season.", season=2),
        said("bare", "four", "Low Tide opens in May."),
    ]
    mentions = [
        Mention("one", "Low Tide", "work", "Low Tide", 14, 22),
        Mention("four", "Low Tide", "work", "Low Tide", 0, 8),
    ]
    claims, told, _ = resolved(rows, mentions)
    assert {row["claim_id"]: row["subject_id"] for row in claims} == {
        "old": "work:low-tide~1984-film",
        "old too": "work:low-tide~1984-film",
        "new": "work:low-tide~2021-film",
        "series": "work:low-tide",
        "bare": "work:low-tide",
    }
    assert [row["entity_id"] for row in told] == ["work:low-tide~1984-film", "work:low-tide"]


def test_one_kind_alone_needs_no_mark():
    rows = [
        claim("a", subject="Low Tide", quote="The 1984 film Low Tide."),
        claim("b", subject="Low Tide", season=None),
    ]
    claims, _, _ = resolved(rows)
    assert {row["subject_id"] for row in claims} == {"work:low-tide"}


def test_counts_name_no_entity():
    claims, _, entities = resolved([claim("a", predicate="season_count", object="7")])
    assert (claims[0]["object"], claims[0]["object_id"]) == ("7", None)
    assert entities.keys() == {"work:harbor-lights"}


def test_nothing_at_all():
    claims, mentions, entities = resolved([])
    assert (claims, mentions, entities) == ([], [], {})


NAMES = [
    "Marta Connelly",
    "Marta Connolly",
    "marta conelly",
    "Renée Ducas",
    "Renee Ducas",
    "Dana G. Sander",
    "Dana Sander",
]


def many(seed):
    random = Random(seed)
    return [
        crew(f"c{n}", random.choice(NAMES), random.choice(("Harbor Lights", "The Harbor Lights", "Salt Road")))
        for n in range(40)
    ]


@pytest.mark.parametrize("seed", range(12))
def test_neither_order_nor_layout_changes_ids_or_names(seed):
    rows = many(seed)
    claims, _, entities = resolved(rows)
    Random(seed).shuffle(rows)
    again, _, others = resolved(rows)
    assert sorted(claims, key=lambda row: row["claim_id"]) == sorted(again, key=lambda row: row["claim_id"])
    assert entities == others


@pytest.mark.parametrize("seed", range(12))
def test_resolving_what_is_resolved_merges_the_same(seed):
    claims, _, _ = resolved(many(seed))
    again, _, _ = resolved(claims)
    names = [(row["object"], row["subject"]) for row in claims]
    assert [(row["object"], row["subject"]) for row in again] == names


PAIR = 'type = "person"\nnames = ["A B", "A C"]\n'
SAME, DIFFERENT = "[[same]]\n", "[[different]]\n"


def test_what_is_kept_apart_is_not_joined_by_a_third(tmp_path):
    rows = [crew("a", "Marta Connelly"), crew("b", "Marta Connolly"), crew("c", "Marta Connally")]
    assert len(set(ids(rows).values())) == 1
    text = '[[different]]\ntype = "person"\nnames = ["Marta Connelly", "Marta Connolly"]\n'
    apart = ids(rows, same=decided(tmp_path, text))
    assert apart["a"] != apart["b"]
    assert len(set(apart.values())) == 2


def decided(tmp_path, text):
    file = tmp_path / "same.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_user_merges(tmp_path):
    file = decided(tmp_path, '[[same]]\ntype = "person"\nnames = ["Bo Lind", "Robert Lind"]\nwhy = "stage name"\n')
    claims, _, entities = resolved(
        [crew("a", "Robert Lind"), crew("b", "Robert Lind"), crew("c", "Bo Lind")], same=file
    )
    assert {(row["object_id"], row["object"]) for row in claims} == {("person:bo-lind", "Bo Lind")}
    assert entities["person:bo-lind"]["merges"] == [
        {"name": "Robert Lind", "reason": "the user's decision: stage name"}
    ]


def test_the_user_keeps_apart_what_would_merge(tmp_path):
    rows = [
        crew("a", "Marta Connelly"),
        crew("b", "Marta Connolly"),
        crew("c", "Renée Ducas"),
        crew("d", "Renee Ducas"),
    ]
    assert len(set(ids(rows).values())) == 2
    file = decided(
        tmp_path,
        '[[different]]\ntype = "person"\nnames = ["Marta Connelly", "Marta Connolly"]\n'
        '[[different]]\ntype = "person"\nnames = ["Renée Ducas", "Renee Ducas"]\n',
    )
    assert len(set(ids(rows, same=file).values())) == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("names = 3\n", "unknown key 'names'"),
        (SAME + PAIR + 'reason = "x"\n', "unknown key 'reason'.*names, type, why"),
        (SAME + PAIR.replace("person", "band"), "type is 'band'"),
        (SAME + PAIR.replace(', "A C"', ""), "two different names"),
        (SAME + 'type = "person"\nnames = "A B"\n', "list of texts"),
        ("[same]\n" + PAIR, "two brackets"),
        (SAME + PAIR + "why = 1\n", "why must be a text"),
        ("[[same", "is not TOML"),
        (SAME + PAIR + SAME + PAIR.replace("A B", "A D"), "in two .*same"),
        (SAME + PAIR + DIFFERENT + PAIR, "both .*same.* and .*different"),
        (SAME + PAIR + DIFFERENT + PAIR.replace("A C", "a c"), "decided to be the same"),
    ],
)
def test_decisions_that_cannot_be_meant(tmp_path, text, message):
    with pytest.raises(UsageError, match=message):
        resolved([crew("a", "A B")], same=decided(tmp_path, text))


def test_a_file_of_decisions_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="cannot read"):
        resolved([], same=tmp_path / "none.toml")
