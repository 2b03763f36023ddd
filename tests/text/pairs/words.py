"""Words of a note and what is typed to find it."""

from tests.text.pairs.pair import not_the_same, same

PAIRS = [
    same("She met Łucja at the fair.", "lucja", "without the stroke"),
    same("She met Lucja at the fair.", "Łucja", "with it"),
    same("Zoë’s café feels safe", "zoe cafe", "accents"),
    same("A ride to Ødegård", "odegard", "Danish letters"),
    same("Groß Straße", "gross strasse", "sharp s"),
    same("Encyclopædia of Æsa", "encyclopaedia aesa", "ligatures"),
    same("The ke\u00adziah number", "keziah", "a soft hyphen of a web page"),
    same("The kez\u200biah number", "keziah", "an invisible space"),
    same("\ufeffKeziah rang", "keziah", "a byte order mark"),
    same("Mary‑Ann rang", "mary-ann", "a hyphen that does not break"),
    same("O’Brien’s flat", "O'Brien", "a curly apostrophe"),
    same("the yellow\u00a0house", '"yellow house"', "a space that does not break, in quotation marks"),
    same("the yellow house", "“yellow house”", "curly quotation marks"),
    same("ﬁve ﬂats", "five flats", "ligatures of a typesetter"),
    same("Işıl came", "ISIL", "Turkish i"),
    same("محمّد came", "محمد", "Arabic vowel signs"),
    same("ＶＩＰ guest", "vip", "wide letters"),
    not_the_same("the yellow house", '"house yellow"', "order, in quotation marks"),
    not_the_same("She met Łucja", "lucy", "another name"),
    not_the_same("She met Zoë", "zoey", "another name"),
    not_the_same("the yellow house", "yellow -house", "a word left out"),
]
