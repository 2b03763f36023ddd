"""The phrases a new database begins with: (phrase, other forms, what to write instead, why).

Informed by "Child exploitation and abuse: an appropriate language guide" (The Children's Society and NAPAC for the CSE
Taskforce, 2024), HMICFRS's 2023 inspection of the response to group-based child sexual exploitation, which asks forces
to end victim-blaming language, and the Luxembourg terminology guidelines (ECPAT, second edition 2025). Our own words
throughout: nothing is copied. Each council's managers change the list on its page.
"""

FIRST_LIST = (
    (
        "promiscuous",
        "promiscuity, sleeping around, sleeps around",
        "being sexually abused or exploited",
        "It describes abuse as the child’s behaviour. A child cannot consent to being exploited.",
    ),
    (
        "lifestyle choice",
        "life style choice, lifestyle choices, choosing this lifestyle, chosen lifestyle",
        "the situation they are being exploited in",
        "Exploitation is never chosen; it takes choices away.",
    ),
    (
        "putting herself at risk",
        "puts herself at risk, put herself at risk, placing herself at risk, places herself at "
        "risk, placed herself at risk",
        "being put at risk by others",
        "The risk comes from the person who harms the child, not from the child.",
    ),
    (
        "putting himself at risk",
        "puts himself at risk, put himself at risk, placing himself at risk, places himself at "
        "risk, placed himself at risk",
        "being put at risk by others",
        "The risk comes from the person who harms the child, not from the child.",
    ),
    (
        "putting themselves at risk",
        "puts themselves at risk, put themselves at risk, placing themselves at risk, puts "
        "themself at risk, placed themselves at risk",
        "being put at risk by others",
        "The risk comes from the person who harms the child, not from the child.",
    ),
    (
        "risk taking behaviour",
        "risky behaviour, risky behaviours, risk taking behaviours",
        "experiences that put them at risk of harm",
        "Say who brought the risk about and what they did.",
    ),
    (
        "child prostitute",
        "child prostitutes, teenage prostitute, prostituting herself, prostituting himself, "
        "prostituting themselves, child prostitution",
        "child who is being sexually exploited",
        "There is no such thing as a child prostitute: it is sexual abuse.",
    ),
    (
        "child pornography",
        "child porn, kiddie porn",
        "images of child sexual abuse",
        "Each image records a crime against a child.",
    ),
    (
        "streetwise",
        "street wise",
        "appearing confident, which may hide how unsafe they are",
        "It suggests that the child can look after themselves and needs no protection.",
    ),
    (
        "making poor choices",
        "makes poor choices, made poor choices, poor life choices, making bad choices",
        "having few safe options",
        "A child who is controlled or afraid has no real choice.",
    ),
    (
        "attention seeking",
        "attention seeker, seeking attention, seeks attention",
        "trying to tell us something",
        "Behaviour tells of a need; the words stop us asking which.",
    ),
    (
        "manipulative",
        "manipulates, manipulating staff",
        "trying to get a need met",
        "Children who were groomed learn to stay safe in ways that look like this.",
    ),
    (
        "sexually active",
        "sexually active with",
        "being sexually abused",
        "With an older or controlling person it hides abuse. Between two children of the same age, leave it.",
    ),
    (
        "older boyfriend",
        "older boyfriends, older man she is seeing, much older boyfriend",
        "the older person who is exploiting her",
        "It makes an exploiter sound like a partner.",
    ),
    (
        "in a relationship with",
        "having a relationship with, relationship with an older man",
        "being exploited by",
        "Grooming is made to look like a relationship. If they are equals, leave it as it is.",
    ),
    (
        "consensual",
        "consented to sex, gave consent to, consenting to",
        "said they agreed, while being exploited",
        "A child cannot consent to their own abuse, and under 13 never in law.",
    ),
    (
        "won't engage",
        "will not engage, wont engage, refuses to engage, refusing to engage, refused to engage, failed "
        "to engage, does not engage, doesn't engage",
        "not ready to talk to us yet",
        "It is for us to find a way of working that the child can accept.",
    ),
    (
        "hard to reach",
        "hard to engage",
        "not yet offered help in a way that works",
        "It is services that are hard to reach.",
    ),
    (
        "did not cooperate",
        "uncooperative, non compliant, not cooperating, unwilling to cooperate",
        "did not feel able to",
        "Fear, loyalty and threats keep children silent.",
    ),
    (
        "absconded",
        "absconding, absconds, absconder",
        "went missing",
        "It is a word for prisoners. A child goes missing from somewhere or towards someone.",
    ),
    (
        "troublesome",
        "troublemaker, trouble maker, problem child, naughty",
        "distressed",
        "A label stays in the record long after what caused the distress.",
    ),
    (
        "mouthy",
        "gobby, rude and aggressive",
        "upset and saying so loudly",
        "Say what the child said and what had happened before.",
    ),
    (
        "provocative clothing",
        "provocatively dressed, dressed provocatively, inappropriately dressed, dressing older",
        "the clothes they wore",
        "What a child wears never causes abuse.",
    ),
    (
        "flirtatious",
        "flirty, flirts with men, flirting with men",
        "acting in ways they were taught by the abuser",
        "Sexualised behaviour is a sign of what was done to a child.",
    ),
    (
        "asking for it",
        "brought it on herself, brought it on himself, brought it on themselves, her own fault, his own "
        "fault, their own fault",
        "harmed by somebody who chose to do it",
        "The person who abuses is responsible, alone.",
    ),
    (
        "claims to have been",
        "alleges to have been, claims she was, claims he was, claims they were",
        "says they were",
        "“Claims” tells the reader not to believe the child.",
    ),
    (
        "liar",
        "lied about, lying about, tells lies, makes things up",
        "gave different accounts",
        "Frightened children change what they say. Record each account as given.",
    ),
    (
        "recruiting other girls",
        "recruits other girls, recruited other girls, bringing other girls, recruiting others",
        "being made to bring other children",
        "Exploiters use one child to reach another; that child is a victim too.",
    ),
    (
        "drug runner",
        "drug runners, drug dealing child, running drugs, county lines dealer",
        "child who is being criminally exploited",
        "Naming the crime first hides the child who was made to do it.",
    ),
    (
        "got herself pregnant",
        "got pregnant again, fell pregnant by an older",
        "became pregnant",
        "It takes the other person out of the sentence.",
    ),
    (
        "in exchange for",
        "in return for sex, sex for gifts, swaps sex for, trading sex",
        "was given, as part of being exploited,",
        "A gift or a bed is a tool of grooming, not a fair price.",
    ),
    (
        "known to associate with",
        "associating with older men, associates with older men, hangs around with older men, "
        "hanging around with older men",
        "being targeted by",
        "Say who seeks whom out: it is the adult.",
    ),
)
