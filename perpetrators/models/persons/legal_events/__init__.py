"""The steps of the law against a person of concern, and the legal status that follows."""
