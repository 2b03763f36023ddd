"""How a person is called where a library asks."""


def display(user):
    return user.name
