"""Names of invented people: one person's, written in two ways, and those of two people who are easily taken for one.

The last word is the family name; "_" stands for a space in it.
"""

from itertools import combinations

ONE_PERSON = """
# English
Kezya Thornbury = Keziah Thornbury
Lucien Hartwell = Lucian Hartwell
Malcom Thrup = Malcolm Thrupp
Katherine Boddington = Catharine Bodington
Jayden Wilkes = Jaidan Wilks
Rebekah Allsopp = Rebecca Alsop
Philip Stevens = Phillip Stephens
Chloe Featherston = Khloe Featherstone
Zachary Pearce = Zackery Pierce
Geoffrey Clarke = Jeffrey Clark
Alisha Meyrick = Aleesha Merrick
Isobel Macdonald = Isabelle McDonald
# Welsh
Llewelyn Pritchard = Llywelyn Prichard
Rhys Bevan = Reece Bevan
Carys Gwynne = Cerys Gwyn
Gwenllian Probert = Gwenllyan Probert
Ffion Llwyd = Fion Lloyd
Iwan Cadwaladr = Ifan Cadwalader
Dylan Myfanwy = Dilan Myvanwy
Hywel Blevins = Howell Blevyns
# Irish
Siobhan Kavanagh = Shivaun Cavanagh
Niamh Doherty = Neve Dougherty
Caoimhe Brennan = Keeva Brennen
Aoife Gallagher = Eefa Gallaher
Sean O'Rourke = Shaun ORourke
Ciaran Maguire = Kieran McGuire
Saoirse Delaney = Seersha Delany
Oisin Ó Briain = Osheen O'Brien
Roisin Heneghan = Rosheen Henegan
# Polish
Szymon Kowalski = Shimon Kovalski
Łukasz Wiśniewski = Lukas Wisniewsky
Agnieszka Wójcik = Agneshka Woycik
Krzysztof Zieliński = Kristof Zielinsky
Wojciech Nowak = Vojciech Novak
Małgorzata Dąbrowska = Malgosata Dabrovska
Katarzyna Szczepańska = Katazyna Schepanska
Jakub Jankowski = Jacob Yankowski
# Arabic
Mohammed Al-Hassan = Muhammad Elhassan
Youssef Khalil = Yusuf Khaleel
Fatima Abdul_Rahman = Fatemah Abdurrahman
Aisha Hussein = Ayesha Hussain
Abdullah Qasim = Abdallah Kassem
Khalid Usman = Khaled Othman
Omar Haddad = Umar Hadad
Zaynab Mustafa = Zainab Mostafa
Nour El Din Saleh = Nureddin Salih
# South Asian
Gurpreet Chaudhry = Gurprit Choudhury
Nadeem Shaikh = Nadim Sheikh
Iqbal Rehman = Ikbal Rahman
Harjeet Dhillon = Harjit Dillon
Priyanka Mukherjee = Prianka Mukerji
Lakshmi Venkatesan = Laxmi Venkateshan
Shabnam Begum = Shabnum Begam
Jaswinder Gill = Jasvinder Ghill
# Vietnamese
Nguyễn Thị Mai = Mai Nguyen
Trần Quốc Huy = Quoc Huy Tran
Đặng Thu Hương = Dang Thu Huong
Phạm Ngọc Anh = Pham Ngoc Ahn
Vũ Minh Đức = Vu Minh Duc
Nguyen Van Thanh = Nguyan Van Than
"""
# Who has the date of birth in common as well is a twin; the rest are found by the name alone.
BROTHERS_AND_SISTERS = """
Khan: Amina Bilal Sana Usman Zoya
Begum: Rahima Nasrin Sultana Taslima Farida
Ahmed: Ibrahim Ismail Yusuf Hamza Maryam
Nguyen: Linh Lan Minh Mai Tuan
Kowalska: Zofia Zuzanna Oliwia Julia Maja
Evans: Ffion Megan Mari Rhodri Gethin
Murphy: Aoife Orla Cian Conor Niamh
Singh: Harpreet Manpreet Jasleen Arjan Simran
Smith: Jack Jake Olivia Ellie Emily
Williams: Tyler Taylor Ethan Evan Erin
Hussain: Hasan Haris Hania Aisha Zainab
Okafor: Chidi Chioma Ada Emeka Ngozi
"""
NAMESAKES = """
Mohammed: Khan Ali Hussain Iqbal Ahmed
Sophie: Barker Bolton Brooks Burns Bennett
Emily: Harris Hughes Hill Holmes Harper
Jan: Nowak Wójcik Kamiński Lewandowski Zieliński
Lily: Marsh Martin Mason Mills Moore
Siân: Davies Jones Parry Rees Thomas
Thi Anh: Tran Pham Le Hoang Vu
Daniel: Collins Cooper Carter Clarke Coleman
"""


def halves(name):
    """(given names, family name)"""
    given, _, family = name.strip().rpartition(" ")
    return given, family.replace("_", " ")


def one_person():
    """[(halves, halves)]: the same person's name in two spellings."""
    return [
        tuple(halves(name) for name in line.split(" = "))
        for line in ONE_PERSON.strip().splitlines()
        if not line.startswith("#")
    ]


def two_people():
    """[(halves, halves)]: of two people who have one half of their name in common."""
    brothers = [((one, family), (other, family)) for family, one, other in _pairs(BROTHERS_AND_SISTERS)]
    return brothers + [((given, one), (given, other)) for given, one, other in _pairs(NAMESAKES)]


def _pairs(text):
    for line in text.strip().splitlines():
        common, _, names = line.partition(": ")
        for one, other in combinations(names.split(), 2):
            yield common, one, other
