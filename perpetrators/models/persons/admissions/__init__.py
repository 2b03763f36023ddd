"""Whether the police liaison officer of a person of concern may open the cases of the linked children."""
