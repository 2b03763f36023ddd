"""To which cases it leads when something on a case or about a child was written: all episodes of the child, because
what is due on one may depend on whether there is a later one."""

OF_CASES = {
    "cases_case": "SELECT reference FROM cases_case WHERE child_id IN "
    "(SELECT child_id FROM cases_case WHERE id = ANY(%(keys)s))",
    "cases_child": "SELECT reference FROM cases_case WHERE child_id = ANY(%(keys)s)",
}
# Beside these: a draft tells its own case.
OF_DRAFTS = {"drafts_draft": "SELECT reference FROM drafts_draft WHERE id = ANY(%(keys)s)"}
