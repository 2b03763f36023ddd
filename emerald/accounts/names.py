"""How a person, or their browser, is called where it is shown."""

from emerald.accounts.models import User

# Asked in this order: each of the later names stands in the earlier ones' strings too.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


def display(user: User) -> str:
    return user.name


def browser(user_agent: str) -> str:
    """Firefox on Windows: what a person knows their browser by, from what it says of itself."""
    name = next((words for sign, words in BROWSERS if sign in user_agent), "A browser")
    system = next((words for sign, words in SYSTEMS if sign in user_agent), None)
    return f"{name} on {system}" if system else name
