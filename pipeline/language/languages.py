"""Which language a text is in, by its script and by its small words. Enough to mark what the rules cannot
read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

MIN_WORDS = 12  # below this, small words tell nothing
MIN_SHARE = 0.12  # of a text's words that must be small words of its language
SAMPLE = 4_000  # characters looked at from the head of a text

_SMALL_WORDS = {
    "en": "the of and to in a is that for it was on with as be by his he has are this from at an but "
    "not have which her",
    "de": "der die und das in den von zu mit ist nicht des im auf ein eine für dem sich als auch es "
    "an werden aus er hat",
    "fr": "de la le et les des en un une du dans est que pour qui par il sur au pas plus ce avec sa elle ne sont aux",
    "es": "de la el en y que los del las un por con una su para es al lo como más se fue ha sus pero este entre",
    "it": "di e il la che in un del per è una con della sono nel non le si al da gli alla come anche più dei ha",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu",
    "nl": "de van het een en in is dat op te zijn met voor die niet aan er om ook als bij door maar uit nog wordt",
    "sv": "och i att det som en på är av för med den till ett har inte om han från var de sig vid kan så",
    "da": "og i at det er en til af på for med den som de har ikke et der var han fra om vil blev ved",
    "no": "og i det er på til som en for av med at har den ikke et de han fra om var vil ble ved seg",
    "fi": "ja on ei se että oli hän mutta ovat kuin myös joka sen vain kun niin ole mukaan jo tai",
    "pl": "w i na z się nie że do to jest jak od po za przez o dla ale jego przed są tym był już ich",
    "tr": "ve bir bu da de için ile olarak çok daha gibi olan en sonra kadar ise ne ya var ama olduğu",
    "id": "yang dan di dengan untuk dari ini dalam itu pada tidak akan ke juga adalah oleh sebagai telah ada",
}
_PROFILES = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_SCRIPTS = {
    "CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar", "HEBREW": "he", "HANGUL": "ko", "HIRAGANA": "ja",
    "KATAKANA": "ja", "CJK": "zh", "DEVANAGARI": "hi", "THAI": "th",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where the text is too short or too mixed to tell."""
    sample = text[:SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        return None
    foreign = [char for char in letters if ord(char) > 0x24F]
    if len(foreign) * 2 > len(letters):
        scripts = Counter(_SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0]) for char in foreign)
        if scripts["ja"] * 10 > len(foreign):
            return "ja"
        return scripts.most_common(1)[0][0]
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < MIN_WORDS:
        return None
    shares = sorted(
        ((sum(word in profile for word in words) / len(words), language) for language, profile in _PROFILES.items()),
        reverse=True,
    )
    (best, language), (second, _) = shares[0], shares[1]
    return language if best >= MIN_SHARE and best > second * 1.15 else None
