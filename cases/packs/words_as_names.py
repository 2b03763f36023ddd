"""Words that are names too, and words that are none: only how they are written tells the one from the other."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words a sentence begins with; before a name their capital says nothing.
OPENERS = _words("""
    A After An And As At Because Before But By During For From He Her His I If In It Later Met My On Our Saw She
    Since The Their Then They This To Today Told Until We When While With
""")
# Given and family names that are everyday words, as they are compared: a name only with a capital.
EVERYDAY = _words("""
    ace amber angel april art august autumn baker bay bill bird black blue bob bond brook brown bull bush butler
    buddy cash carol cat chance chase church clay cole cook cookie cooper crystal dawn day dean dee destiny dick
    dove drew duke eagle early earl east echo eve ever faith field finch fisher flower flora fox forest forrest
    frank free gale gardener garden gay gene ginger glen good grace grant gray green grey guy hall harmony harper
    harrow hart hazel heath heather hill holly honey honor hope house hunt hunter iris ivory ivy jack jade jasmine
    jay jewel joy july june justice king kit knight lake lamb lane lark lee lily little long love low lucky major
    march mark marsh mason master may melody mercy merry miles miller mills moon moor more morn nick noble north
    olive page pansy parker pat patience patty pearl penny pepper pete piper pip poppy porter prince price queen
    rain ray red reed rich river rob robin rock rocky rod rose rosemary rowan ruby rusty sage sandy scarlet shade
    sharp sharon sky skip small smith snow sonny south spring star stone storm strong sue sugar summer sunny tanner
    taylor teddy temple terrace tiger trace true turner van vale victor violet walker ward warren water way weaver
    webb west white will winter wolf wood woods worth wren young
""")
# Words of a name that name nobody by themselves, beside what stands before many names (`emerald.text.naming`).
TITLES = _words("""
    mr mrs ms miss mx dr prof sir lady lord rev father sister aunt auntie uncle nan nana mum dad granny grandma
    grandad grandpa and the of jr snr junior senior
""")
# What streets and houses are called: the line of an address that ends so tells where it is, without any number.
STREETS = _words("""
    approach avenue ave bank barn boulevard brow building buildings centre chase close cl common cottage cottages
    court ct crescent croft drive dr drove end farm farmhouse fold gardens gate green grange grove hall hamlet
    heights hill hostel hotel house ln inn lane lodge loke maisonettes manor mansions mead meadow meadows mews mill
    mount parade park passage place pl quay refuge rest ride ridge rise road rd row shelter spinney square sq st
    street terrace tower towers vale view villa villas walk way wharf wood wynd yard
""")
