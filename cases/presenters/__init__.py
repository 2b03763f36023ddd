"""What a page shows of a case beside the record itself: read, put into words, never changed."""
