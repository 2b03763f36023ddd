from emerald.accounts.models.appointment import Appointment
from emerald.accounts.models.team import Membership, Team, TeamGroup
from emerald.accounts.models.user import User

__all__ = ["Appointment", "Membership", "Team", "TeamGroup", "User"]
