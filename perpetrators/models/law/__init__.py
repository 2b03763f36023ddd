"""What the law says of measures, as data and arithmetic: durations, bail, the catalogue."""
