"""Grammatical functions on trees built by hand: whatever the voice, the deep subject and object are found."""

from pipeline.claims.syntax import functions, noun_functions, surface_subject, verb_functions
from tests.claims.trees import discourse, scene, texts

ACTIVE = """
Orbit   NNP  nsubj 3 organization
has     VBZ  aux   3
renewed VBN  ROOT  3
Salt    NNP  obj   3 work
"""
PASSIVE = """
Salt    NNP  nsubj:pass 3 work
was     VBD  aux:pass   3
renewed VBN  ROOT       3
by      IN   case       5
Orbit   NNP  obl:agent  3 organization
"""


def verb(made, text):
    return next(token for token in made.doc if token.text == text)


def test_active_and_passive_give_the_same_functions():
    for tree in (ACTIVE, PASSIVE):
        made = scene(tree)
        found = verb_functions(verb(made, "renewed"))
        assert (texts(found["subj"]), texts(found["obj"])) == (["Orbit"], ["Salt"])


def test_a_relative_clause_takes_the_noun_that_it_modifies():
    made = scene("""
        Salt     NNP nsubj     7 work
        ,        ,   punct     5
        which    WDT nsubj     5
        will     MD  aux       5
        return   VB  acl:relcl 1
        ,        ,   punct     5
        ended    VBD ROOT      7
    """)
    assert texts(surface_subject(verb(made, "return"))) == ["Salt"]


def test_a_relative_clause_on_the_object():
    made = scene("""
        Salt     NNP ROOT      1 work
        ,        ,   punct     6
        which    WDT obj       6
        Orbit    NNP nsubj     6 organization
        has      VBZ aux       6
        renewed  VBN acl:relcl 1
    """)
    found = verb_functions(verb(made, "renewed"))
    assert (texts(found["subj"]), texts(found["obj"])) == (["Orbit"], ["which"])
    meant = discourse(made).resolve(found["obj"][0], frozenset({"work"}))
    assert meant.entity.name == "Salt"


def test_a_fronted_participle_takes_the_subject_of_the_main_clause():
    made = scene("""
        Debuting VBG advcl 7
        on       IN  case  3
        Orbit    NNP obl   1 organization
        ,        ,   punct 1
        the      DT  det   6
        season   NN  nsubj 7 season 3
        follows  VBZ ROOT  7
    """)
    found = verb_functions(verb(made, "Debuting"))
    assert texts(found["subj"]) == ["season"]
    assert texts(found["on"]) == ["Orbit"]


def test_coordinated_verbs_share_subject_and_object():
    made = scene("""
        Reyes    NNP nsubj 2 person
        wrote    VBD ROOT  2
        and      CC  cc    4
        directed VBD conj  2
        Salt     NNP obj   4 work
    """)
    for word in ("wrote", "directed"):
        found = verb_functions(verb(made, word))
        assert (texts(found["subj"]), texts(found["obj"])) == (["Reyes"], ["Salt"])


def test_an_open_complement_takes_the_subject_of_its_verb():
    made = scene("""
        Salt      NNP nsubj:pass 3 work
        is        VBZ aux:pass   3
        set       VBN ROOT       3
        to        TO  mark       5
        premiere  VB  xcomp      3
    """)
    assert texts(verb_functions(verb(made, "premiere"))["subj"]) == ["Salt"]


def test_a_clause_with_its_own_mark_takes_nobody_elses_subject():
    made = scene("""
        Reyes  NNP nsubj 2 person
        left   VBD ROOT  2
        before IN  mark  4
        airing VBD advcl 2
    """)
    assert surface_subject(verb(made, "airing")) == []


def test_what_is_said_of_a_subject_and_of_what():
    made = scene("""
        Reyes   NNP nsubj 4 person
        is      VBZ cop   4
        the     DT  det   4
        creator NN  ROOT  4 role
        of      IN  case  6
        Salt    NNP nmod  4 work
    """)
    found = noun_functions(verb(made, "creator"))
    assert (texts(found["is"]), texts(found["of"])) == (["Reyes"], ["Salt"])


def test_apposition_and_possessor():
    made = scene("""
        Salt    NNP nmod:poss 3 work
        's      POS case      1
        creator NN  nsubj     5 role
        Reyes   NNP appos     3 person
        spoke   VBD ROOT      5
    """)
    found = functions(verb(made, "creator"))
    assert (texts(found["poss"]), texts(found["appos"])) == (["Salt"], ["Reyes"])


def test_no_tree_makes_it_run_for_ever():
    chain = "\n".join(f"w{i} VB conj {i - 1}" for i in range(2, 60))
    made = scene("w1 VB ROOT 1\n" + chain)
    for token in made.doc:
        functions(token)
