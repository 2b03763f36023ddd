"""What decides who gets in and stands in no history: each leaves a keyed trace (emerald.audit.traces).

Sessions are not among them: what lies in their table is signed with a key that is not in the database.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from emerald.accounts.models import User
from emerald.audit.traces import trace

trace("password of account", User, ["password"], lambda user: [user.password])
# How many recovery codes are used up is not what lets anybody in; which secret they are made from is.
trace(
    "second step",
    Authenticator,
    ["user", "type", "data"],
    lambda step: [step.user_id, step.type, {key: step.data[key] for key in sorted(step.data) if key != "used_mask"}],
)
# Where a link for a forgotten password is sent.
trace(
    "e-mail address of an account",
    EmailAddress,
    ["user", "email"],
    lambda address: [address.user_id, address.email.lower()],
)
