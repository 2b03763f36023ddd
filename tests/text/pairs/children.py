"""(Given names, family name) of one child as two teams have them, and of two children."""

from typing import NamedTuple


class ChildPair(NamedTuple):
    one: tuple[str, str]
    other: tuple[str, str]
    why: str
    same: bool = True


PAIRS_OF_CHILDREN = [
    ChildPair(("Łucja", "Wójcik"), ("Lucja", "Wojcik"), "strokes and accents"),
    ChildPair(("Lucja", "Brzeczyszczykiewicz"), ("Łucja", "Brzęczyszczykiewicz"), "the other way round"),
    ChildPair(("Đurđa", "Đorđević"), ("Durda", "Dordevic"), "d with a stroke"),
    ChildPair(("Søren", "Ødegård"), ("Soren", "Odegard"), "o with a stroke"),
    ChildPair(("Æsa", "Þórsdóttir"), ("Aesa", "Thorsdottir"), "ligature and thorn"),
    ChildPair(("Işıl", "Yıldız"), ("Isil", "Yildiz"), "i without a dot"),
    ChildPair(("Jürgen", "Weiß"), ("Jurgen", "Weiss"), "sharp s"),
    ChildPair(("Omar", "Abd al-Rahman"), ("Omar", "Abdalrahman"), "joined"),
    ChildPair(("Omar", "Abdalrahman"), ("Omar", "Abd al Rahman"), "parted"),
    ChildPair(("Omar Abd", "al Rahman"), ("Omar", "Abdalrahman"), "parted across the halves"),
    ChildPair(("Omar", "Abdalrahman"), ("Omar Abd", "al Rahman"), "the other way round"),
    ChildPair(("Omar", "al-Masri"), ("Omar", "Masri"), "without what stands before"),
    ChildPair(("Saoirse", "O'Brien"), ("Saoirse", "OBrien"), "without the apostrophe"),
    ChildPair(("Saoirse", "O Brien"), ("Saoirse", "O’Brien"), "a space for it"),
    ChildPair(("Isla", "Mc Donald"), ("Isla", "McDonald"), "joined"),
    ChildPair(("Fleur", "van der Berg"), ("Fleur", "Vanderberg"), "joined"),
    ChildPair(("Fleur", "Vanderberg"), ("Fleur", "Van Der Berg"), "parted, in capitals"),
    ChildPair(("Mary-Ann", "Hale"), ("Maryann", "Hale"), "joined"),
    ChildPair(("Mary Ann", "Hale"), ("Mary‑Ann", "Hale"), "a hyphen that does not break"),
    ChildPair(("Siân", "ap Rhys"), ("Sian", "Ap-Rhys"), "Welsh"),
    ChildPair(("Ke\u00adziah", "Thrupp\u200b"), ("Keziah", "Thrupp"), "invisible letters"),
    ChildPair(("Thị Mai", "Nguyễn"), ("Mai", "Nguyen"), "Vietnamese"),
    ChildPair(("Omar", "al-Masri"), ("Omar", "al-Hassan"), "only what stands before is the same", same=False),
    ChildPair(("Jan", "van Dijk"), ("Jan", "van Houten"), "likewise", same=False),
    ChildPair(("Łucja", "Wójcik"), ("Zofia", "Wójcik"), "a sister", same=False),
    ChildPair(("Mary-Ann", "Hale"), ("Imogen", "Hale"), "a sister", same=False),
    ChildPair(("Saoirse", "O'Brien"), ("Saoirse", "O'Leary"), "only the O is the same", same=False),
]
