"""What a description, a pronoun or a season phrase stands for; what nothing answers to stays unresolved."""

from tests.claims.trees import discourse, scene

WORK, PERSON, BODY = frozenset({"work"}), frozenset({"person"}), frozenset({"organization"})
SALT_RETURNS = """
Salt     NNP nsubj 2 work
returns  VBZ ROOT  2
"""
THE_SERIES = """
The     DT  det   2
series  NN  nsubj 3
ends    VBZ ROOT  3
"""


def resolved(made, text, kinds=WORK, *, last=True):
    found = [token for token in made.doc if token.text == text]
    filler = discourse(made).resolve(found[-1 if last else 0], kinds)
    return filler and filler.entity.name


def test_a_name_stands_for_itself():
    assert resolved(scene(SALT_RETURNS), "Salt") == "Salt"


def test_a_definite_noun_stands_for_the_work_before_it():
    made = scene(SALT_RETURNS, THE_SERIES)
    filler = discourse(made).resolve(made.doc[3], WORK)
    assert (filler.entity.name, filler.resolved, filler.text) == ("Salt", "described", "series")


def test_without_a_work_nothing_answers():
    assert resolved(scene(THE_SERIES), "series") is None


def test_an_indefinite_noun_is_not_the_work_before_it():
    made = scene(SALT_RETURNS, "A/a DT det 2\nseries NN nsubj 3\nends/end VBZ ROOT 3")
    assert resolved(made, "series") is None


def test_a_work_without_a_name_shadows_the_ones_before():
    new = """
        Orbit    NNP nsubj 2 organization
        ordered  VBD ROOT  2
        a        DT  det   5
        new      JJ  amod  5
        series   NN  obj   2
    """
    made = scene(SALT_RETURNS, new, THE_SERIES)
    assert resolved(made, "series") is None


def test_it_stands_for_the_work_of_the_sentence_before():
    made = scene(SALT_RETURNS, "It/it PRP nsubj 2\nends/end VBZ ROOT 2")
    filler = discourse(made).resolve(made.doc[2], WORK)
    assert (filler.entity.name, filler.resolved) == ("Salt", "pronoun")


def test_it_does_not_reach_far_back():
    rain = "Rain NN nsubj 2\nfell/fall VBD ROOT 2"
    made = scene(SALT_RETURNS, rain, rain, "It/it PRP nsubj 2\nends/end VBZ ROOT 2")
    assert resolved(made, "It") is None


def test_a_season_phrase_takes_its_work_and_its_number():
    made = scene("""
        The           DT  det   2
        third_season  NN  nsubj 5 season 3
        of            IN  case  4
        Salt          NNP nmod  2 work
        opens         VBZ ROOT  5
    """)
    filler = discourse(made).resolve(made.doc[1], WORK)
    assert (filler.entity.name, filler.seasons, filler.text) == ("Salt", (3,), "third season of Salt")


def test_a_season_beside_a_title_is_its():
    made = scene("""
        Salt      NNP nsubj    3 work
        season_3  NN  nmod     1 season 3
        opens     VBZ ROOT     3
    """)
    assert discourse(made).resolve(made.doc[0], WORK).seasons == (3,)


def test_a_spinoff_is_not_the_work_that_it_comes_from():
    made = scene("""
        The      DT  det      3
        Salt     NNP compound 3 work
        spinoff  NN  nsubj    4
        opens    VBZ ROOT     4
    """)
    assert resolved(made, "spinoff") is None


def test_a_spinoff_named_beside_its_noun_is_that_work():
    made = scene(
        SALT_RETURNS,
        """
        The      DT  det   2
        spinoff  NN  nsubj 4
        Foam     NNP appos 2 work
        opens    VBZ ROOT  4
        """,
    )
    assert resolved(made, "spinoff") == "Foam"


def test_a_relative_pronoun_stands_for_its_noun():
    made = scene("""
        Salt   NNP ROOT      1 work
        ,      ,   punct     4
        which  WDT nsubj     4
        opens  VBZ acl:relcl 1
    """)
    assert resolved(made, "which") == "Salt"


def test_she_is_the_person_who_was_subject_before():
    made = scene(
        "Reyes NNP nsubj 2 person\nmet/meet VBD ROOT 2\nVale NNP obj 2 person",
        "She/she PRP nsubj 2\nleft/leave VBD ROOT 2",
    )
    assert resolved(made, "She", PERSON) == "Reyes"


def test_she_is_nobody_where_two_could_be_meant():
    made = scene(
        """
        A     DT  det   2
        film  NN  nsubj 3
        drew  VBD ROOT  3
        Reyes NNP obj   3 person
        and   CC  cc    6
        Vale  NNP conj  4 person
        """,
        "She/she PRP nsubj 2\nleft/leave VBD ROOT 2",
    )
    assert resolved(made, "She", PERSON) is None


def test_the_network_is_the_carrier_named_before():
    made = scene(
        "Orbit NNP nsubj 2 organization\nrenewed/renew VBD ROOT 2\nSalt NNP obj 2 work",
        "The/the DT det 2\nnetwork NN nsubj 3\ncheered/cheer VBD ROOT 3",
    )
    assert resolved(made, "network", BODY) == "Orbit"


def test_the_first_series_is_no_description():
    made = scene(SALT_RETURNS, "The/the DT det 3\nfirst JJ amod 3\nseries NN nsubj 4\nended/end VBD ROOT 4")
    assert resolved(made, "series") is None
