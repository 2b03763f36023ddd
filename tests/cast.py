"""The names of the children in the tests, in one place: none of them may ever stand in a technical log."""

CHILD_NAMES = ("Tamsin Quillfeather", "Jory Penhallow", "Wren Abernathy-Vale", "Zoë Ferncastle", "مريم الزهراني")
NOTE_TEXT = "She talked about the yellow house by the canal"
