"""Why a case was opened and why its status changed: plain, kind, without detail that nobody needs."""

CONCERNS = {
    "online": "The MASH passed this on after school saw messages from an adult the child has never met. The child was "
              "asked to keep the friendship secret.",
    "gifts": "A carer noticed a new telephone and clothes that nobody in the family had bought. The child did not feel "
             "able to say who had given them.",
    "missing": "Three missing episodes in ten weeks, each time found in the same part of town. The return interview "
               "gave reason to look at exploitation.",
    "older": "School is worried about an adult who waits at the gate in a car and says he is a friend of the family.",
    "peer": "Several young people from one friendship group have been drawn into gatherings arranged by adults. This "
            "child is one of them.",
    "told_school": "The child told a trusted teacher what had been happening. The teacher listened, wrote it down and "
                   "rang the MASH the same hour.",
    "told_nurse": "The child told the school nurse that somebody had been putting pressure on them. A strategy "
                  "discussion was held the next day.",
    "police": "The police found the child's details on a suspect's telephone and asked for a joint visit.",
    "sibling": "An older sister is known to Emerald. The screening of brothers and sisters showed that this child is "
               "being approached too.",
    "placement": "The children's home reported calls at night and a car outside. The child moved here four months ago "
                 "and knows few people.",
    "screening": "The screening tool came back as medium. The locality social worker holds the case and asks Emerald "
                 "for advice and for a worker to be named.",
    "returned": "A new concern after a quiet spell: the same adult has been in touch again through a new account.",
}

BECAME_VICTIM = {
    "told": "The child told their worker what had happened, in their own time. A strategy discussion was held and "
            "the evidence is clear.",
    "police": "Messages recovered by the police show that exploitation has taken place. None of it was the child's "
              "choice.",
    "health": "The sexual health nurse shared, with the child's agreement, what they had been told.",
}
STEPPED_DOWN = {
    "reviews": "Two reviews at a lower level, no missing episode and no contact for three months. Support goes on.",
    "safe_home": "Settled with an aunt, back at school full time, and the suspected perpetrator is on bail with "
                 "conditions that are being kept.",
}
SECTION_47 = "Considered at the strategy discussion with police and health; enquiry agreed."
HAND_OVER = ("Likes to be told beforehand who is coming. Meets best after school, away from home. "
             "Please keep the promise to ring on Fridays, even when there is nothing to say.")
