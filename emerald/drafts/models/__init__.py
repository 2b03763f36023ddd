from emerald.drafts.models.draft import Draft
from emerald.drafts.models.posting import Posting, fingerprint, token_of

__all__ = ["Draft", "Posting", "fingerprint", "token_of"]
