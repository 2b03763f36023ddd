from emerald.accounts.models.account_change import AccountChange
from emerald.accounts.models.appointment import Appointment, AppointmentTeam
from emerald.accounts.models.team import Membership, Team, TeamGroup
from emerald.accounts.models.user import User

__all__ = ["AccountChange", "Appointment", "AppointmentTeam", "Membership", "Team", "TeamGroup", "User"]
