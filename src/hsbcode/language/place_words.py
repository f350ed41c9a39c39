"""Words that say of what a name is: what stands before it, and what it ends with."""


def _roles(role: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), role)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ROLE_OF_END = {
    **_roles(
        "school",
        """
        school schools academy primary infants infant juniors grammar comprehensive
        college nursery preschool high comp upper pre-school university
        kindergarten playgroup sixth
        secondary uni
        """,
    ),
    **_roles(
        "service",
        """
        hospital hosp infirmary surgery ward clinic hospice unit centre center team
        project service services partnership trust foundation practice pharmacy
        lodge house manor hall cottage farm club mosque temple chapel church library
        theatre prison hub hotel medical home gurdwara synagogue cathedral priory
        rehab a&e suite hostel refuge scouts brownies cubs guides rovers court view
        """,
    ),
    **_roles(
        "address",
        """
        road street lane avenue close drive crescent gardens square grove estate
        mews row yard walk wharf terrace way rd ave ln hill place flats
        """,
    ),
    **_roles(
        "organisation",
        """
        ltd limited plc council fc united constabulary llp cic association sons bros
        brothers society foundation charity rovers wanderers athletic city rangers
        co-op cooperative group builders housing homes
        """,
    ),
    **_roles(
        "place",
        """
        village town county borough valley bridge beach island park city green moor
        vale forest bay common heath district rise bank prom pier marina retail
        """,
    ),
}
"""Last word of a name → what it is the name of."""
STRONG_ENDS = _set(
    """
    house lodge road street lane avenue close drive crescent gardens grove terrace
    yard row view wharf academy cottage manor mews hospice infirmary primary estate
    """
)
"""Ends that make a name of any word with a capital before them: Park House."""
PREFIXES = _set(
    """
    st saint north south east west upper lower great little royal queen king queens
    kings queen's king's queens' university hill holy hmp hmyoi prince princess port
    mount fort lake castle river
    """
)
"""Beginnings of names that are ordinary words."""
JOINING = _set("le upon de la under cum y van von bin al")
"""Words without a capital within names."""
AFTER_RELATION = _set(
    """
    called named nicknamed neighbour neighbor manager boss supervisor colleague
    friend mate sister brother son daughter cousin nephew niece grandson
    granddaughter husband wife partner girlfriend boyfriend nurse carer midwife
    teacher mentor keyworker auntie uncle aunt stepdad stepmum ex worker porter
    cleaner receptionist librarian physio therapist counsellor tutor headteacher
    consultant surgeon hca paramedic housemate flatmate roommate grandma grandad
    granny pupil lad lass twin stepson stepdaughter fiance fiancee vicar
    """
)
"""Words after which somebody's name follows, even without a capital."""
NAMES_THAT_MAY_FOLLOW = _set(
    """
    amber basil blessing coral daisy dawn dean drew faith fern flora ginger glen grace
    heather holly ivy jade jasmine joy kay lance lily maya mercy nick olive pearl penny
    pippa robin rod ruby rusty sally sandy tim tony verity warren willow wren pat ray
    bill rob gill mick mo lou del mel mal vic val bev ron kaz kez jez dez gez tez
    """
)
"""Given names that are words: without a capital, names behind "our" or "my friend"."""
MOVED = _set("moved move moving live lives lived living relocated")
"""Verbs that a place follows: "moved to", "lives in"."""
LOW_STREETS = _set(
    "road street lane close drive avenue crescent terrace rd ave estate grove row mews"
)
BEFORE_STREETS = _set("in on off at down along from near of up to outside opposite by")
"""Words before the name of a street."""
NO_STREET = _set(
    """
    the a an my our your his her their this that these those each every any some same
    main busy high long wrong right next other side back one whole another bus fast
    slow cycle own quiet single country dirt ring front outside inside nice local new
    old private narrow minor major dual service access slip cross public car steep
    first second third last open rough residential dark cold hard housing council real
    industrial trading middle middle no whose which very too so and or in to down up
    smooth rocky long-term short motorway toll coast fire express bike memory test
    death bottom top a1 tree oar blazing full quick relatively fairly blood trade food
    supply production
    """
)
"""Words before "lane" or "road" that name none: "a busy road"."""
LOW_ENDS = frozenset({"academy", "infirmary", "hospice", "avenue", "crescent"})
"""Ends that make a name even where all of it is in lower case."""
NO_LOW_END = _set(
    """
    park place bank rise high upper secondary comprehensive association sons society
    charity homes housing builders group services city green common forest view way
    yard square row court walk unit team project service partnership home farm club
    """
)
"""Ends that need their capital to belong to a name: "Rowan group" is not one."""
WEIGHED = _set(
    "a an any some more no every each another proper real good bad of is are was were "
    "be been very so too really not"
)
"""Words before a capital that only gives weight: "an Apology"."""
PEOPLE_DO = _set(
    """
    from told came rang said helped sat listened held sorted explained listens helps
    runs reads knows always never who works worked stayed called visited made gave
    picked drove has was took
    """
)
"""What follows the name of somebody at the beginning of a sentence."""
SAID_OF_SOMEBODY = PEOPLE_DO | _set(
    """
    and is in on had 's did does will would could should can looks looked does with
    kept keeps gets got moved left retired died lives lived needs wants goes used
    one office team school estate ward surgery for still just really should says saw
    also brought talked spoke answers answered phones phoned rings turned became
    does shows showed taught teaches treated treats ignored lost put let found
    thinks asked to born cried shouted laughed smiled slept sang stole broke hit ran
    """
)
EPONYM_OF = _set(
    """
    guidelines guideline competence competent competency continuum scale scales
    model tool tools toolkit framework method approach cycle questionnaire inventory
    chart index score scoring needle bandage catheter cannula coma stool rule lamp
    protocol checklist theory syndrome disease test principles law therapy
    """
)
"""What is called after somebody: Fraser guidelines, Parkinson's disease."""
BEFORE_PLACES = _set(
    "in at near from around outside towards across throughout into via over beyond"
)
"""Words before places; "to" and "of" stand before people as often."""
TITLES = {
    **dict.fromkeys(["mr", "mrs", "ms", "mx", "dr"], "any"),
    **dict.fromkeys(
        [
            "miss",
            "prof",
            "professor",
            "rev",
            "revd",
            "reverend",
            "cllr",
            "councillor",
            "sgt",
            "sergeant",
            "pc",
            "pcso",
            "wpc",
            "dc",
            "ds",
            "di",
            "dci",
            "lord",
            "dame",
            "lady",
            "sir",
            "sister",
            "brother",
            "father",
            "auntie",
            "aunty",
            "aunt",
            "uncle",
            "nanny",
            "nana",
            "nan",
            "grandma",
            "grandad",
            "granny",
            "nurse",
            "judge",
            "inspector",
            "constable",
            "officer",
            "coach",
            "pastor",
            "imam",
            "rabbi",
            "canon",
            "doctor",
            "headteacher",
            "head",
            "matron",
            "consultant",
            "cousin",
            "teacher",
            "mum",
            "dad",
        ],
        "capital",
    ),
}
"""Titles → ``any`` where even a lower-case word after it is a name."""
