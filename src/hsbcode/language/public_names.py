"""Names that everybody may say: brands, drugs, works, systems, clubs, thinkers.

They name nobody who answers a survey and nobody answered about. A word here is passed
over with a capital; in a longer name it does not hide the rest.
"""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BRANDS = _set(
    """
    tesco morrisons waitrose iceland wilko wilkinsons greggs costa starbucks
    mcdonalds mcdonald's kfc nando's nandos primark ikea b&q superdrug spar co-op
    coop poundland poundstretcher debenhams woolworths homebase screwfix wickes
    halfords matalan next ebay etsy amazon google android apple samsung sony
    nintendo playstation xbox switch fitbit kindle alexa siri nokia huawei dell
    lenovo epson brother hoover dyson henry fiat ford fiesta vauxhall corsa astra
    toyota volvo nissan honda yaris micra bmw audi mercedes volkswagen golf polo
    peugeot renault clio citroen skoda kia hyundai tesla mini land rover landrover
    jeep uber deliveroo paypal visa mastercard barclays natwest lloyds santander
    halifax nationwide monzo vodafone o2 ee bt virgin sky netflix spotify bbc itv
    channel4 radio instagram tiktok snapchat facebook messenger whatsapp signal
    telegram discord twitch reddit youtube pinterest linkedin twitter x skype zoom
    teams outlook gmail hotmail windows linux word excel powerpoint onedrive
    sharepoint chrome firefox safari bluetooth usb wifi chatgpt copilot minecraft
    fortnite roblox pokemon mario zelda lego barbie duplo playmobil disney pixar
    marvel netball cadbury mars twix kitkat pepsi coke coca-cola fanta lucozade
    weetabix nescafe tetley pg heinz marmite vegemite nutella pringles haribo quorn
    gaviscon lemsip calpol strepsils dettol savlon vicks sudocrem pampers tena
    elastoplast velcro tupperware sellotape biro polyfilla roundup miracle-gro jeyes
    stanley dremel karcher strimmer flymo gardena hozelock fiskars spear libby
    borrowbox overdrive pressreader ancestry findmypast wikipedia waze tomtom garmin
    strava ryanair easyjet stagecoach arriva megabus trainline lidl aldi asda argos
    boots specsavers vision-express
    """
)
SYSTEMS = _set(
    """
    liquidlogic mosaic carefirst systmone systemone emis rio paris cerner lorenzo
    epic datix cpoms safeguard myconcern classcharts arbor bromcom tapestry accurx
    attend econsult patchs klinik airmid ulysses isoft badgernet ardens eclipse
    pando consultant connect medway lilie ice pacs dols marac mappa mapp misper
    herbert asset asset+ juno core-info hcpc nmc gmc bacp bps basw cqc ofsted ofcom
    ofgem estyn hmic hmicfrs cafcass dwp hmrc nhsx ukhsa phe nice bnf cas isva idva
    fgc fgm scr lscb lscp lscpr dhr tac taf mht cmht crht camht eip iapt sendiass
    senco ssiw stopitnow parents protect lff aces emdr dbt cbt act mbt tf-cbt sfbt
    ptmf mst fft nvr nvc arc ddp voice yot yos yjb cps lscp licensing bsi iso kpi
    kpis sla slas cpd inset pgce btec nvq gnvq gcse gcses a-level a-levels t-level
    ucas ebacc sats ehe nqt ect tas hlta pshe rshe phse cre ceop internetwatch iwf
    saferinternet safelives nspcc barnardo barnado action mermaids refuge womens
    women's aid mencap macmillan curie oxfam rspca rspb scope shelter turn2us age uk
    carers salvation army cross redcross rnib rnid stonewall samaritans childline
    kooth youngminds papyrus mind rethink turning cgl addaction wethu alzheimers
    diabetes headway sands tommys marie sue ryder homestart home-start sure
    surestart scouts brownies guides rotary legion wi u3a ramblers sustrans citizens
    advice relate cruse winston's trussell foodbank victim crimestoppers
    """
) - _set("herbert marie sue arc")
WORKS = _set(
    """
    gruffalo rowling tolkien dahl walliams pratchett austen dickens shakespeare
    christie orwell potter hogwarts narnia matilda tudor tudors victorians romans
    vikings saxons normans egyptians eastenders corrie coronation emmerdale
    hollyoaks casualty holby panorama newsnight crimewatch strictly countdown
    mastermind countryfile gardeners' fawlty towers batman superman spiderman marvel
    star wars trek doctor whovian simpsons bluey peppa paw patrol teletubbies
    postman paddington thomas engine hamlet macbeth othello frankenstein dracula
    cinderella goldilocks rapunzel snow rumpelstiltskin santa scrooge grinch
    pinocchio gulliver oz kafkaesque orwellian dickensian machiavellian bible quran
    koran torah beatles elvis mozart beethoven bach abba oasis queen bowie boris
    trump biden obama putin thatcher blair cameron sunak starmer corbyn farage
    starmer's churchill hitler stalin gandhi savile epstein rolf weinstein tate
    picasso banksy monet rembrandt einstein darwin newton marx freud jung freudian
    jungian bowlby ainsworth maslow piaget vygotsky winnicott bronfenbrenner rogers
    kolb gibbs finkelhor hackett calder lovell cantwell friedrich toni cavanagh
    johnson ryan bandura skinner pavlov montessori steiner froebel kohlberg goleman
    dweck laming munro bichard macpherson marmot francis ockenden kennedy cass casey
    jay climbie waterlow braden barthel bristol glasgow abbey zarit beck conners
    vanderbilt snellen doppler holter hickman picc foley zimmer heimlich bunsen
    celsius fahrenheit richter cornell likert maris piper pipers desiree desirees
    charlotte charlottes edward edwards bramley bramleys braeburn gala russet pippin
    victoria moneymaker alicante gardener's ailsa kestrel nicola maxine arran pilot
    wilja estima rocket hispi brussels savoy swiss chard jerusalem california
    cornish japanese knotweed marigolds dahlias sweetpeas arsenal chelsea spurs
    everton liverpool's villa palace celtic rangers united hammers premiership fifa
    uefa olympics olympic wimbledon wembley twickenham marathon parkrun crufts
    glastonbury eurovision proms hosta hostas dahlia tulips daffodils fuchsia
    fuchsias hydrangea hydrangeas geraniums petunias pansies buddleia bindweed
    brambles nettles dandelions couch grass leylandii bamboo toddlers tots babies
    bounce rhyme mercury venus mars jupiter saturn uranus neptune pluto moon sun
    """
) - _set(
    """
    francis kennedy casey jay cass nicola maxine victoria charlotte matilda thomas toni
    johnson ryan rogers gibbs skinner cameron tate newton potter christie jung calder
    lovell cantwell friedrich cavanagh kestrel villa palace liverpool's edward edwards
    abbey bristol glasgow everton kolb paddington arran ailsa rolf rangers united queen
    beck piper pilot johnson towers
    """
)
MATTERS = _set(
    """
    crohn jobcentre jobcentres daily mail times gazette herald chronicle echo argus
    standard metro sun independent telegraph guardian observer form forms room bay
    unit module question band point step space safe spaces hour hours love apology
    christmas's father's mother's teenagers teens twenties thirties forties fifties
    sixties seventies eighties nineties internet web net brexit covid omicron delta
    lockdown lockdowns furlough tory tories labour conservative conservatives lib
    dem dems greens snp ukip reform whitehall westminster downing parliament commons
    lords ministers monarch king queen prince royal mental health physical listening
    learning caring kindness kindly teamwork triage rocket science country west east
    north south midlands england's britain's nhs's valentine pancake harvest
    nativity advent lent passover hanukkah vaisakhi holi navratri yom kippur rosh
    hashanah sabbath shabbat friday's gospel buddha allah jesus christ lord god's
    heaven hell catholicism hinduism sikhism judaism buddhism atheist agnostic
    paediatrician podiatrists podiatric orthotics orthoptics audiology haematology
    neurology dermatology urology gynae gynaecology obstetrics rheumatology gastro
    endoscopy phlebotomy bloods radiotherapy chemo chemotherapy dialysis resus
    recovery deafblind narcolepsy tourettes tourette's crohns crohn's raynauds
    hodgkin's hodgkins menieres huntingtons sjogrens downs down's downs' alzheimer's
    parkinson's lyme lewy korsakoff munchausen stockholm pandora's achilles trojan
    murphy's hobson's daycare transpor theparamedics yacht tens haircut
    mother-in-law gps' hr cctv dvd dvds cd cds pc pcs cv cvs id ids pin pins atm sat
    nav satnav usb pdf faq faqs ai vr llb ba bsc msc phd mba fy1 fy2 st1 ct1 sho spr
    f1 f2 anp acp odp hca cns rmn rgn rsw asw amhp ot slt salt ahp ahps sw sws fsw
    fsws eh ehm qsw nqsw asye pa pas tl sm
    """
)
PUBLIC = BRANDS | SYSTEMS | WORKS | MATTERS
"""All of them, in lower case."""
DRUG = re.compile(
    r"(?:mab|pril|olol|statin|dipine|prazole|azepam|zolam|idone|oxetine|traline|profen|"
    r"mycin|cillin|caine|sartan|gliptin|formin|parin|xaban|triptyline|codone|orphine|"
    r"cetamol|oxen|madol|alopram|lukast|tidine|setron|thyroxine|pentin|gabalin|azine|"
    r"apine|piprazole|peridol|solone|sone|oxacin|cycline|azole|vir|fentanil|fentanyl|"
    r"codeine|codamol|zide|semide|actone|glutide|phylline|terol|tamol|lithium|zapine)$"
)
"""Ends of names of drugs."""
FAMILIAR = (
    r"rob(?:bing)? peter|gillick and fraser|agatha christie|lee child|jamie oliver|"
    r"maris pipers?|blue peter|fawlty towers|"
    r"boris johnson|margaret thatcher|tony blair|david cameron|keir starmer|"
    r"rishi sunak|"
    r"liz truss|theresa may|jeremy corbyn|jeremy hunt|wes streeting|donald trump|"
    r"prince (?:harry|william|charles|andrew|philip)|king charles|queen elizabeth|"
    r"princess (?:diana|anne|kate)|jimmy savile|andrew tate|greta thunberg|"
    r"taylor swift|"
    r"captain tom|winston churchill|karl marx|mary poppins|peter rabbit|postman pat|"
    r"jeremy kyle|jacqueline wilson|david walliams|michael morpurgo|julia donaldson|"
    r"jane austen|virginia woolf|stephen king|terry pratchett|george orwell|"
    r"enid blyton|"
    r"beatrix potter|philip pullman|hilary mantel|ian rankin|val mcdermid|john grisham|"
    r"dan brown|james patterson|danielle steel|catherine cookson|richard osman|"
    r"david attenborough|alan titchmarsh|monty don|percy thrower|bob flowerdew|"
    r"geoff hamilton|charles dowding|donald duck|minnie mouse|bart simpson|"
    r"homer simpson|"
    r"bugs bunny|charlie brown|charlie and the chocolate|horrid henry|tracy beaker|"
    r"wallace and gromit|thunderbirds|rolf harris|gary glitter|harold shipman|"
    r"lucy letby|beverley allitt|baby p|victoria climbi[eé]|stephen lawrence|"
    r"sarah everard|damilola taylor|jamie bulger|james bulger|star hobson|"
    r"arthur labinjo[- ]hughes|daniel pelka|holly and jessica|"
    r"[a-z]{3,10}['’]s (?:law|rule|clause)|victoria line|elizabeth line|jubilee line|"
    r"john bowlby|mary ainsworth|carl rogers|abraham maslow|sigmund freud|"
    r"simon hackett|toni cavanagh[- ]johnson|gail ryan|"
    r"(?:francis|laming|munro|kennedy|bichard|cass|macpherson|marmot|ockenden|casey|"
    r"jay|"
    r"mid[- ]staffs?) (?:report|review|inquiry|enquiry|recommendations)|"
    r"joe public|joe soap|average joe|plain jane|jane doe|john doe|billy no mates|"
    r"debbie downer|negative nancy|moaning minnie|peeping tom|smart alec|nosy parker|"
    r"jack frost|bob['’]?s your uncle|aunt sally|dear john|tom thumb|happy larry|"
    r"simple simon|johnny come lately|heath robinson|walter mitty|jekyll and hyde|"
    r"jack and jill|hansel and gretel|adam and eve|cain and abel|"
    r"good samaritans?|doubting thomas|job['’]s comforter|even stevens?|gordon bennett|"
    r"nervous nell(?:y|ie)|silly billy|jobs? for the boys|keep up with the joneses|"
    r"keeping up with the joneses|sent to coventry|coals to newcastle|watford gap|"
    r"spaghetti junction|rome wasn|roads lead to rome|piccadilly circus|new york times|"
    r"manchester united|man (?:united|city|u)|leeds united|newcastle united|"
    r"aston villa|"
    r"crystal palace|west ham|nottingham forest|chelsea (?:fc|flower show)|"
    r"chelsea (?:boots?|tractors?)|oxford (?:university press|dictionary|reading tree)|"
    r"cambridge university press|oxford owl|bristol stool|glasgow coma|"
    r"edinburgh postnatal|cardiff model|leeds? beckett risk|derby day|"
    r"yorkshire (?:tea|terriers?|pudding|puddings)|cornish pasties|"
    r"cumberland sausages?|"
    r"devon cream|worcestershire sauce|eton mess|hull house|windsor knots?|"
    r"jersey cream|norfolk (?:turkeys?|broads)|suffolk punch|kent['’]s garden|"
    r"dover sole|aylesbury ducks?|bath (?:oliver|chair|stone)|epsom salts?|"
    r"nelson mandela|martin luther king|rosa parks|emmeline pankhurst|"
    r"black lives matter|"
    r"st george['’]s (?:cross|flag)|st john(?:['’]?s)? ambulance|st patrick['’]s|"
    r"sue ryder|marie curie|lucy faithfull|tommy['’]?s|brook advisory|"
    r"sweet peas?|sweet william|busy lizz(?:y|ies)|black eyed susans?|creeping jenny|"
    r"rose of sharon|rosemary and thyme|basil and|ginger (?:tea|biscuits?|nuts?|ale|"
    r"beer)|olive oil|olive trees?|daisy chains?|holly (?:bush|tree|hedge)|"
    r"ivy on the|rose(?:s| and violet)|charlotte potatoes|duke of york|"
    r"duke of edinburgh|(?:d|duke) of e\b|prince['’]s trust|king['’]s (?:fund|trust)|"
    r"queen['’]s (?:speech|nurse|nursing|award)|jack russells?|king charles spaniels?|"
    r"st bernards?|labradors?|alsatians?|rocket science|catch[- ]22|new york"
)
"""Phrases of several words, as alternatives of a regular expression."""
