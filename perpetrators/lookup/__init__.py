"""The one record that somebody means by what they typed."""
