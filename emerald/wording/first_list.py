"""The phrases a new database begins with.

Informed by "Child exploitation and abuse: an appropriate language guide" (The Children's Society and NAPAC for the CSE
Taskforce, 2024), HMICFRS's 2023 inspection of the response to group-based child sexual exploitation, which asks forces
to end victim-blaming language, and the Luxembourg terminology guidelines (ECPAT, second edition 2025). Our own words
throughout: nothing is copied. Each council's managers change the list on its page.

What is written instead must not say more than whoever writes has seen: "she was flirty" tells of no abuse and no
abuser, and no list can know of any. So only SAME_IN_OTHER_WORDS may be put in the place of a phrase; of every other
one it is told what to say.
"""

# Each says the same as the phrase, word for word in its place. "Sexual exploitation" of a child is what the law calls
# what it called child prostitution and pornography: Serious Crime Act 2015 s68.
SAME_IN_OTHER_WORDS = (
    ("absconded", "", "went missing", "It is a word for prisoners."),
    ("absconding", "", "going missing", "It is a word for prisoners."),
    ("absconds", "", "goes missing", "It is a word for prisoners."),
    (
        "child pornography",
        "child porn, kiddie porn",
        "images of child sexual abuse",
        "Each image records a crime against a child.",
    ),
    ("child prostitution", "", "sexual exploitation of children", "The law stopped using these words in 2015."),
    ("claims she was", "", "says she was", "“Claims” tells the reader not to believe the child."),
    ("claims he was", "", "says he was", "“Claims” tells the reader not to believe the child."),
    ("claims they were", "", "says they were", "“Claims” tells the reader not to believe the child."),
    ("got herself pregnant", "", "became pregnant", "It takes the other person out of the sentence."),
)
SAY_WHAT_YOU_SAW = (
    (
        "promiscuous",
        "promiscuity, sleeping around, sleeps around",
        "say what is known of what happened, who was there and how old they were",
        "It judges the child and leaves out everybody else.",
    ),
    (
        "lifestyle choice",
        "life style choice, lifestyle choices, choosing this lifestyle, chosen lifestyle",
        "say what the child did, and what they could have done instead",
        "It takes for granted that the child was free to choose.",
    ),
    (
        "putting herself at risk",
        "puts herself at risk, put herself at risk, placing herself at risk, places herself at "
        "risk, placed herself at risk",
        "say what the risk was, and who or what it came from",
        "Risk comes from somewhere; these words leave out where.",
    ),
    (
        "putting himself at risk",
        "puts himself at risk, put himself at risk, placing himself at risk, places himself at "
        "risk, placed himself at risk",
        "say what the risk was, and who or what it came from",
        "Risk comes from somewhere; these words leave out where.",
    ),
    (
        "putting themselves at risk",
        "puts themselves at risk, put themselves at risk, placing themselves at risk, puts "
        "themself at risk, placed themselves at risk",
        "say what the risk was, and who or what it came from",
        "Risk comes from somewhere; these words leave out where.",
    ),
    (
        "risk taking behaviour",
        "risky behaviour, risky behaviours, risk taking behaviours",
        "say what happened, and who brought the risk about",
        "It names no act and no other person.",
    ),
    (
        "child prostitute",
        "child prostitutes, teenage prostitute, prostituting herself, prostituting himself, prostituting themselves",
        "say what was done, by whom, and how you know",
        "No child is a prostitute: the law has had no such word since 2015.",
    ),
    (
        "streetwise",
        "street wise",
        "say what the child said or did",
        "It suggests that the child can look after themselves and needs no protection.",
    ),
    (
        "making poor choices",
        "makes poor choices, made poor choices, poor life choices, making bad choices",
        "say what the child did, and what else was open to them",
        "It takes for granted that there was another choice.",
    ),
    (
        "attention seeking",
        "attention seeker, seeking attention, seeks attention",
        "say what the child did, and what had happened before",
        "It gives a motive that nobody can see.",
    ),
    (
        "manipulative",
        "manipulates, manipulating staff",
        "say what the child asked for or did, and what followed",
        "It gives a motive that nobody can see.",
    ),
    (
        "sexually active",
        "sexually active with",
        "say with whom, how old they are and how you know",
        "It leaves out the other person, on whom all turns. Between two children of the same age, leave it.",
    ),
    (
        "older boyfriend",
        "older boyfriends, older man she is seeing, much older boyfriend",
        "say who the person is, how old they are and what the child calls them",
        "It says that they are partners, which is for nobody here to say.",
    ),
    (
        "in a relationship with",
        "having a relationship with, relationship with an older man",
        "say who the person is, how old they are and what the child says of it",
        "Whether it is a relationship is what is to be found out. If they are equals, leave it as it is.",
    ),
    (
        "consensual",
        "consented to sex, gave consent to, consenting to",
        "say what each of them said about it, and how old they are",
        "Whether somebody was free to agree is for a court; nobody under 13 ever is in law.",
    ),
    (
        "won't engage",
        "will not engage, wont engage, refuses to engage, refusing to engage, refused to engage, failed "
        "to engage, does not engage, doesn't engage",
        "say what was offered, when and how, and what the child did",
        "It is for us to find a way of working that the child can accept.",
    ),
    (
        "hard to reach",
        "hard to engage",
        "say what was tried, and what was not",
        "It puts on the child what may be due to the service.",
    ),
    (
        "did not cooperate",
        "uncooperative, non compliant, not cooperating, unwilling to cooperate",
        "say what was asked of them and what they did",
        "It leaves out what was asked, and why they might not want it.",
    ),
    ("absconder", "absconders", "say when the child was missing, and from where", "It is a word for prisoners."),
    (
        "troublesome",
        "troublemaker, trouble maker, problem child, naughty",
        "say what the child did, and what had happened before",
        "A label stays in the record long after what it was about.",
    ),
    (
        "mouthy",
        "gobby, rude and aggressive",
        "say what the child said, and what had happened before",
        "It tells how somebody took it and not what was said.",
    ),
    (
        "provocative clothing",
        "provocatively dressed, dressed provocatively, inappropriately dressed, dressing older",
        "say what the child wore, if it matters at all",
        "What a child wears causes nothing that others do.",
    ),
    (
        "flirtatious",
        "flirty, flirts with men, flirting with men",
        "say what the child did and said, and who was there",
        "It tells how somebody took it and not what the child did.",
    ),
    (
        "asking for it",
        "brought it on herself, brought it on himself, brought it on themselves, her own fault, his own "
        "fault, their own fault",
        "say what was done, and by whom",
        "Whoever does something answers for it, and nobody else.",
    ),
    (
        "claims to have been",
        "alleges to have been",
        "say what the child said, in their words",
        "“Claims” tells the reader not to believe the child.",
    ),
    (
        "liar",
        "lied about, lying about, tells lies, makes things up",
        "say what the child said on each day, and what else is known",
        "Accounts can differ for many reasons; each is recorded as given.",
    ),
    (
        "recruiting other girls",
        "recruits other girls, recruited other girls, bringing other girls, recruiting others",
        "say who brought whom where, and who asked for it if that is known",
        "It leaves out who asked for it, and makes a child the one who did it.",
    ),
    (
        "drug runner",
        "drug runners, drug dealing child, running drugs, county lines dealer",
        "say what the child was seen to do or carry, and for whom if that is known",
        "It makes a child the one who did it and leaves out whoever sent them.",
    ),
    (
        "got pregnant again",
        "fell pregnant by an older",
        "say that she is pregnant, and by whom if that is known",
        "It takes the other person out of the sentence, or makes little of them.",
    ),
    (
        "in exchange for",
        "in return for sex, sex for gifts, swaps sex for, trading sex",
        "say what was given, by whom, and what was done",
        "It makes a bargain between equals of it, which is for nobody here to say.",
    ),
    (
        "known to associate with",
        "associating with older men, associates with older men, hangs around with older men, "
        "hanging around with older men",
        "say who they are, where they were seen and who came to whom",
        "It leaves out who sought whom.",
    ),
)
# (phrase, other forms, what to write, why, whether that says the same)
FIRST_LIST = (*((*row, True) for row in SAME_IN_OTHER_WORDS), *((*row, False) for row in SAY_WHAT_YOU_SAW))
