"""English words with a capital that name nobody: the allow-list of every project.

What is here is passed over where somebody writes it with a capital letter. It is a list
of words of survey answers on health, schools and care; a project adds its own.
"""

import re

from hsbcode.language.public_names import FAMILIAR, PUBLIC


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


CALENDAR = _set(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds
    thu thur thurs fri sat sun january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec mondays tuesdays wednesdays thursdays fridays saturdays sundays christmas
    xmas easter ramadan eid diwali hanukkah halloween boxing bank holiday new year
    years eve spring summer autumn winter lent pentecost whitsun
    """
)
PEOPLES = _set(
    """
    english british welsh scottish irish european asian african american black white
    french german polish romanian spanish italian portuguese chinese indian
    pakistani bangladeshi turkish arabic arab somali bulgarian lithuanian latvian
    ukrainian russian japanese korean urdu punjabi hindi bengali gujarati tamil
    farsi kurdish afghan syrian caribbean nigerian muslim christian hindu sikh
    jewish buddhist catholic protestant anglican islam islamic christianity gypsy
    roma traveller travellers god bible quran church western eastern northern
    southern latin greek uk gb britain england wales scotland ireland europe eu
    earth
    """
)
"""Nations, languages and faiths, and the nations of the kingdom."""
PEOPLE = _set(
    """
    mum mums mom mummy dad dads daddy mother father gran grandma grandad granddad
    nan nana nanna grandpa granny auntie aunty aunt uncle sister brother husband
    wife son daughter sir madam miss mr mrs ms mx dr doctor doctors prof professor
    nurse nurses matron physio physiotherapist consultant surgeon midwife midwives
    medic psychiatrist psychologist therapist counsellor paramedic paramedics driver
    drivers porter porters carer carers receptionist receptionists secretary
    chiropodist podiatrist dietitian dietician dentist optician pharmacist chemist
    technician responder responders visitor visitors handler handlers caller callers
    operator clinician clinicians practitioner practitioners practioner worker
    workers officer officers manager managers director directors lead leads
    coordinator co-ordinator head deputy teacher teachers teaching assistant
    assistants senco governor governors pupil pupils student students parent parents
    child children childrens boy boys girl girls man men woman women people person
    young client clients patient patients family families police policeman social
    services staff team teams crew crews volunteer volunteers judge magistrate
    magistrates solicitor mentor tutor coach chair chief executive minister chaplain
    vicar councillor mp doc docs drs gps lady ladies gentleman gents key named
    designated lone advocate advocates samaritan samaritans interpreter commissioner
    commissioners inspector sergeant constable supervisor leader leaders trustee
    trustees registrar trainee senior junior
    """
)
"""Words for people by what they do, or are to somebody."""
SERVICES = _set(
    """
    adolescent adult adults general main mental physical public private local
    national regional district county city borough town village central community
    residential nursing primary secondary special specialist state independent home
    homes house hospital hospitals surgery clinic clinics ward wards unit units
    centre centres hospice infirmary school schools academy college colleges nursery
    university department departments dept office offices service services agency
    agencies trust board council councils authority authorities government
    parliament project projects partnership panel forum charity charities foundation
    society association committee hub drop drop-in day care cares caring casework
    health healthcare wellbeing education learning housing justice probation prison
    court courts custody youth offending safeguarding protection welfare benefits
    benefit pathway pathways emergency urgent accident acute intensive critical
    outpatient outpatients inpatient inpatients maternity paediatric paediatrics
    children's children’s women's men's dental eye ear nose throat cardiology renal
    oncology podiatry physiotherapy psychotherapy psychology psychiatry radiology
    xray x-ray reception triage theatre ambulance ambulances transport patient
    helpline crisis intervention response rapid early help front door duty referral
    referrals assessment assessments support plan plans programme programs program
    framework toolkit tool tools guidance policy policies procedure procedures
    protocol protocols law act section strategy conference meeting meetings review
    reviews missing exploitation sexual harmful behaviour behaviours abuse neglect
    domestic violence criminal child harm risk safety signs prevent thrive traffic
    light lights good lives asset plus assetplus aim assets star outcomes outcome
    talking talk pants protective spotting managing brook onset graded profile
    genogram ecomap chronology continuing advocacy rehab rehabilitation recovery
    assertive outreach involvement inclusion behavioural autistic spectrum disorder
    disorders syndrome disability disabilities needs difficulties high low medium
    north south east west northern southern eastern western upper lower middle
    coffee tea bar shop bank retail security canteen cafe chapel car parking park
    room rooms hall bay bed beds lounge garden gardens gym kitchen bathroom toilet
    toilets lift stairs corridor entrance exit bus taxi train station
    """
)
"""Words for places and services of any town."""
THINGS = _set(
    """
    nhs nhs's gp gps a&e ae aande hca hcas cpn cpns ed camhs cahms nspcc childline
    nice cqc ofsted dfe dbs mash lado iro ehcp ehc eha caf taf tac cin cp lac cla
    sen send ehcps pru cse cce hsb hsbs csa fgm hr it ict pc tv wifi wi-fi internet
    google facebook whatsapp youtube tiktok instagram snapchat twitter xbox
    playstation netflix sky amazon ebay microsoft teams zoom skype excel word
    outlook email emails e-mail sms app apps website online web ipad iphone android
    phone mobile xray mri ct ecg covid covid-19 corona coronavirus lockdown pandemic
    brexit pfizer astrazeneca moderna flu vaccine vaccines sepsis dementia alzheimer
    alzheimers alzheimer's alzheimer’s parkinson parkinsons parkinson's parkinson’s
    asperger aspergers asperger's asperger’s autism adhd asd ocd ptsd bpd emdr cbt
    dbt copd ibs dvt uti tia depression anxiety psychosis bipolar schizophrenia
    personality diabetes diabetic cancer asthma stroke epilepsy croup aphasia
    myeloma septic fracture clozapine pregabalin aripiprazole dexamethasone
    paracetamol ibuprofen morphine entonox entinox methadone subutex subtex insulin
    antibiotics oxygen tens makaton pecs braille bsl sign inset pshe rse sre gcse
    gcses sats maths english science art music sport sports football rugby pe tesco
    asda aldi lidl sainsbury sainsburys boots argos bingo lego minecraft fortnite
    roblox disney pokemon barnardos barnardo's barnardo’s lucy faithfull mencap mind
    relate shelter samaritans lawson prevent brook fraser gillick wood erikson
    piaget hackett carson ryan ryans finkelhor brief solution focused thrive pace
    dyadic theraplay sensory triple p incredible working together keeping safe every
    matters gdpr freedom information protection equality rights convention un
    kingdom united xx xxx ok okay na n/a nil none ps p.s. rip asap eta fyi tbh lol
    omg diy mot no nos q
    """
)
"""Things, brands, illnesses, tools and short forms that everybody may name."""
ORDINARY = _set(
    """
    i i'm i’m i'd i’d i've i’ve i'll i’ll im ive id ill a an the and but or so if as
    at by for from in into of off on onto out over to up with without about after
    again against all also although always am any anyone anything are around ask
    asked be because been before being best better between both bit brilliant busy
    came can can't cannot carry clear clearer clean cold come comfort communication
    continue could cue cut day days delay delays did didn't different difficult do
    does doesn't doing don't done down each easier easy eat efficient either else
    enough especially even ever every everybody everyone everything excellent
    exceptional explain explained fabulous fantastic fast faster felt feel few first
    five follow food four free friendly fridge full fun gave get getting give given
    go going good got great had happy hard has have having he he's hello help helped
    helpful her here hers him his hope how however impossible improve improved
    increase information is it it's its interacted involve invest jobs just keep
    kept kind kindest kindness knew know lack last late later less let lets like
    liked listen listened little long longer look lots love loved lovely made make
    makes making many may maybe me medication might more most mostly much must my
    myself name need needed needs neither never new next nice nickname no nobody not
    nothing notes now often old once one only open other others our overall own paid
    pain personally please polite poor possibly pretty professional prompt put
    question questions quick quicker quickly quiet quite rang ready really reassured
    reassuring receive received reduce refused respect resulted retired right sadly
    said same saw say says see seen sent service several she she's short shorten
    shorter should shouldn't since six slow smile some somebody someone something
    sometimes soon speak spoke still stop such super superb sure take taken taking
    tell ten thank thank-you thanked thanks thankyou that that's their them then
    there there's these they they're thing things this those three through ticked
    time times today together told tomorrow too took top treat treated treatment
    trouble try two under unfortunately unsure until us use used useful usual
    usually very via wait waited waiting want wanted warm was wasn't way we we're
    we've week weeks well went were what when where which while who whole why will
    wonderful won't would wouldn't yes yesterday yet you you're your yours buzzer
    box queue queues phone rehab calm info magic truth stick law clock tax grade med
    fromm gettin scan ct aider fed earache groups biscuits outstanding amazing
    awesome perfect satisfied satisfactory attentive pleasant courteous caring
    thorough informative supportive punctual reliable patient safe dignity privacy
    respectful compassion compassionate empathy understanding advice everyday ward
    none nil plus minus versus quality standard equipment paperwork appointment
    appointments experience attitude manner manners training funding resources money
    staffing workload capacity confidence knowledge awareness thresholds threshold
    knowing trying working balancing building parents denial shame trust finding
    keeping dealing managing
    """
)
"""Words that begin sentences, or get a capital for weight."""

MORE = _set(
    """
    level levels tier stage phase postcode post code guardian telegraph mirror
    observer independent express maps google's beatles bbc itv radio tigrinya
    amharic pashto dari yoruba igbo twi lingala swahili mandarin cantonese malayalam
    telugu sinhala nepali hebrew shona krio creole slovak czech hungarian albanian
    danish dutch swedish norwegian finnish vietnamese thai tagalog filipino cockney
    geordie scouse yorkshireman victorian edwardian georgian tudor roman internet
    excellence appendix chapter unit grade band category type kind key january's
    monday's
    """
)
"""Newspapers, languages, levels."""
PHRASES = re.compile(
    r"\b(?:harry potter|peter to pay paul|king edwards?|victoria (?:plums?|sponge)|"
    r"google maps|tom,? dick (?:and|or|&) harry|uncle sam|mickey mouse|joe bloggs|"
    r"father christmas|santa claus|mother teresa|florence nightingale|big brother|"
    r"heath robinson|murphy['’]s law|sod['’]s law|jack of all trades|jack the lad|"
    r"robin hood|sherlock holmes|james bond|winnie the pooh|peter pan|romeo and juliet|"
    r"william shakespeare|charles dickens|agatha christie|roald dahl|thomas the tank|"
    r"peppa pig|bob the builder|john lewis|marks (?:and|&) spencer|laura ashley|"
    r"ben (?:and|&) jerry|jack daniels|johnnie walker|granny smiths?|lady finger|"
    r"sweet william|black[- ]eyed susan|busy lizzie|bells of ireland|brussels sprouts?|"
    r"bombay mix|york(?:shire)? puddings?|lancashire hotpot|chelsea buns?|bath buns?|"
    r"cheddar|worcester sauce|cornish pasty|wellington boots?|jersey (?:cows?|royals?)|"
    r"oxford english|paris agreement|london bridge is|alexander technique|"
    rf"{FAMILIAR})\b",
    re.IGNORECASE,
)
"""What names nobody, though it is made of names."""

GENERIC = CALENDAR | PEOPLES | PEOPLE | SERVICES | THINGS | ORDINARY | MORE | PUBLIC
"""All of them, in lower case."""
