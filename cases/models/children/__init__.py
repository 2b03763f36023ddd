"""The child: names, numbers, details, and the search for one who may be known already."""
