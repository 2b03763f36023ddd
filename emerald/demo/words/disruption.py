"""The words of the register of disruption. All invented; they blame no child."""

NOT_ASKED = "Not recorded by the police yet; asked for"
NATURES = ("Named by the child as the man who gives lifts and money", "Seen with the child by two workers")
SOURCES = ("The child’s own account", "Emerald’s workers")
ASSOCIATES = "Seen together"
SEEN_TOGETHER = "Seen in one car three evenings in a row. Nothing else is known of what they do together."
STATION = "Harrowmere police station"
COUNTY_COURT, MAGISTRATES = "Harrowmere County Court", "Kingsbarrow Magistrates’ Court"
COUNCIL, HOUSING, POLICE = "The council", "Weirside Homes", "The chief constable"
HOUSING_LINK = "He is a tenant of the provider, and it happened in his flat."
CONSENT_BY, CONSENT_ROLE = "A parent", "Has parental responsibility"
BROKEN = "He waited at stand F for forty minutes and spoke to two young people. Staff called the police."
JAILED = "Imprisonment for contempt of court"

BAIL_CONDITIONS = (
    {"sort": "prohibition", "text": "Contact, by any means, with any person under 18 except by chance and in passing."},
    {"sort": "prohibition", "text": "Entering Harrowmere bus station or the shopping centre."},
    {"sort": "requirement", "text": "Living and sleeping at the address he gave."},
)
INJUNCTION_CONDITIONS = (
    {"sort": "prohibition", "text": "Contact, by any means, with any person under 18."},
    {"sort": "prohibition", "text": "Letting any person under 18 into his home or his car."},
)
ORDER_CONDITIONS = (
    {"sort": "prohibition", "text": "Contact with any girl under 16 whose parents and the police have not agreed."},
    {"sort": "prohibition", "text": "Using any device to reach the internet that the police may not look at."},
)
