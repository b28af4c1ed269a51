import pytest

from pipeline.language.languages import language_of

TEXTS = {
    "en": "The harbor drama will return for a second season in the spring, and its creator is not yet "
    "sure of the cast.",
    "de": "Die neue Serie wird im Frühjahr mit einer zweiten Staffel fortgesetzt, und das ist nicht "
    "nur für die Fans gut.",
    "fr": "La nouvelle série sera de retour pour une deuxième saison, et les acteurs ne sont pas "
    "encore connus dans le pays.",
    "es": "La nueva serie vuelve con una segunda temporada en la primavera, y los actores no se conocen para el final.",
    "it": "La nuova serie torna con una seconda stagione e gli attori non sono ancora noti, ma il "
    "regista è una sicurezza.",
    "pt": "A nova série volta com uma segunda temporada e os atores não são conhecidos, mas o diretor "
    "é uma certeza na casa.",
    "ru": "Новый сериал вернётся весной со вторым сезоном.",
    "ja": "新しいドラマは春に第二シーズンで戻ってきます。",
    "zh": "新剧将于春季推出第二季。",
    "ko": "새 드라마가 봄에 두 번째 시즌으로 돌아옵니다.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_language(code):
    assert language_of(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "  \n ", "12 34", "Tilda Moor", "🎬🎬🎬"])
def test_too_little_to_tell(text):
    assert language_of(text) is None
