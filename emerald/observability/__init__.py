"""For whoever watches the servers: the log's lines, figures for Prometheus, errors for a collector.

Nothing here names a child, a case or a person, and nothing quotes what somebody typed. `request_id` is the one that the
access log and history keep of the same request, so that whoever may read those can follow a line to what was done.
"""
