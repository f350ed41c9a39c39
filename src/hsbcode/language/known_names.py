"""Given names and places of Britain that are known by sight, without a model.

Those that are words of the language, too, count only where they are written with a
capital within a sentence.
"""

from hsbcode.language.more_names import MANY_PEOPLES, SHORT_FORMS, WORDS_AMONG_SHORT


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


GIVEN = _set(
    """
    aaliyah aaron abbie abby abdul abdullah abigail adam adele adnan adrian agnes
    ahmad ahmed aidan aiden aimee aisha aisling akash alan alana alastair albert
    alejandro aleksander alesha alex alexander alexandra alexis alfie ali
    alice alicia alina alison alistair allan amanda amara amelia amina amir amit amy
    ana anastasia andre andrea andrei andrew andrzej angela angus anika anita ann
    anna annabel anne annette annie anthony antonia antonio anya archie aria ariana
    arjun arthur asha ashley ashraf astrid audrey aurora austin ava aya ayaan ayesha
    barbara barry beatrice becky bella ben benjamin bernadette bernard beth bethan
    bethany betty beverley bianca bilal billy bogdan bradley brandon brenda brendan
    brian bridget bronwyn bruce bryony caitlin caleb callum calum cameron camilla
    carl carla carlos carly carmel carol carole caroline catherine cathy cerys
    charlene charles charlie charlotte chelsea cheryl chidi chloe chris christina
    christine christopher ciara cian claire clara clare clive colin colleen connor
    conor corey craig cristina crystal curtis cynthia daisy damian damien dan daniel
    daniela danielle danny daphne darcy darius darren dave david dawid debbie
    deborah declan deepak demi denis denise dennis derek desmond dexter dhruv diana
    diane dilys dimitri dominic donna doreen doris dorothy doug douglas duncan
    dwayne dylan eamon eddie edith edna edward eileen elaine eleanor elena eli
    elijah elisha eliza elizabeth ella ellie elliot ellis elsie emeka emilia emily
    emma emmanuel eoin eric erica erin esme esther ethan eva evan eve evelyn evie
    ewan ezra faisal fatima femi fergus finlay finley fiona florence frances
    francesca francis frankie fraser fred freddie freya gabriel gabriela gareth
    garry gary gavin gemma geoff geoffrey george georgia georgina gerald geraldine
    gerard giles gillian gina giovanni gladys gloria gordon graeme graham greg
    gregory gwen hamza hana hannah hanna harper harriet harrison harry haruki harvey
    hasan hassan hayden hayley hazel heidi helen helena henry hilary howard hugh
    hugo humphrey ian ibrahim ida iman imogen imran ines ingrid iqra irene irina
    isaac isabel isabella isabelle isha isla ismail ivan jackie jackson jacob
    jacqueline jacqui jaden jai jake jakub james jamie jamal jan jane janet janette
    janice janine jared jason jasmin jasper javier jay jayden jayne jean jeanette
    jed jeff jeffrey jemima jen jenna jennifer jenny jeremy jermaine jerome jess
    jesse jessica jessie jill jim jimmy joan joanna joanne jodie joe joel johan
    johannes john johnny jon jonah jonathan jordan jorge jose joseph josephine josh
    joshua josie joyce juan judith judy julia julian julie juliet june justin
    justyna kadeem kai kamal kamil karen karim karl karolina kasia kate katelyn
    katherine kathleen kathryn kathy katie katrina katy katya kay kayden kayla
    kayleigh keeley keira keith kelly kelsey kenneth kenny keri kerry kevin khadija
    khalid kian kieran kim kimberley kirsten kirsty krishna krystal kurt kwame kyle
    kylie kyra lachlan lara larissa latisha laura lauren laurence layla leah leanne
    lee leila len lena leo leon leonard leroy leslie lewis lexi liam lilian lillian
    lily linda lindsay lindsey lisa lizzie lloyd logan lola lorna lorraine lottie
    louie louis louisa louise lucas lucia luca lucinda luke lydia lyla lynda lyndsey
    lynn lynne mabel mackenzie madeleine madison maggie magda mahmoud maisie malachi
    malcolm malik mandy manoj marc marcel marcin marcus margaret maria mariam marie
    marilyn mario marion marisa marjorie marlon martha martin martina martyn mary
    maryam mason mateusz matilda matt matteo matthew maureen maurice mavis maxine
    maya megan mehmet mel melanie melissa mia micah michael michal michelle miguel
    mike mila mildred millie milo miriam moesha mohamed mohammad mohammed mohsin
    moira molly mona monica morgan mo moses muhammad muriel murray mustafa myra
    nadia nadine naomi nasir natalia natalie natasha nathan nathaniel nazir neil
    nelson ngozi niamh nicholas nichola nick nicky nicola nicole nigel nikita nikki
    nina noah noel nora noreen norma norman obi oisin oleksandr olga oliver olivia
    olu omar ollie oscar osman owen padraig pamela parveen patricia patrick patryk
    paul paula pauline pavel pedro penelope percy peter phil philip philippa phillip
    phoebe phyllis piotr pippa poppy pradeep priya quentin rachael rachel rafal
    rahul raj rajesh ralph ramon rana rania raymond rebecca reece rhea rhian
    rhiannon rhys ricardo richard rick ricky riley rita robert roberta roberto
    robbie rodney roger rohan roisin roland romeo ronald ronan ronnie rory rosalind
    rosemary rosie ross roxanne roy rufus rupert russell ryan sabrina sadia safa
    saira sally sam samantha samira samuel sandra sanjay sara sarah saskia scott
    sean sebastian sergei seth shane shania shannon sharon shaun shauna sheila
    shelley shirley shivani shona sian sienna simon simone siobhan sofia sohail
    sonia sophia sophie stacey stan stanley stefan stella stephanie stephen steve
    steven stewart stuart sunil susan suzanne suzie sydney sylvia tabitha tahir
    tamara tamsin tanya tara tariq tasha tatiana taylor ted terence teresa terri
    terry tess tessa thea theo theresa thomas tia tiffany tilly tim timothy tina
    toby todd tom tomasz tommy toni tony tracey tracy travis trevor tricia tristan
    tyler tyrone usman valerie vanessa vera veronica vicky victoria vijay vikram
    vincent viktor vivian vivienne walter wanda warren wayne wendy wesley wilfred
    william winifred winston xavier yasmin yolanda yuki yusuf yvette yvonne zac zach
    zachary zahra zainab zak zane zara zeeshan zoe zofia zuzanna
    """
)
GIVEN |= _set(
    """
    kev gaz baz daz shaz caz bev kath cath katherin kathrin catrin kerrie lynsey
    leanna gurpreet jaspreet harpreet manpreet gurdeep sukhdeep amandeep kuldeep
    baljit surinder harjit parminder rajinder sukhvinder simran jaswinder mandeep
    navdeep hardeep anil arun ashok bharat dinesh ganesh girish hitesh jayesh ketan
    mahesh mukesh naresh nilesh nitin paresh pranav rakesh ramesh ravi rohit sachin
    sandeep sanjeev santosh satish shyam suresh vinod vivek aarav aditi ananya
    anjali anusha arti deepa divya geeta indira jyoti kavita kiran lakshmi lata
    leela madhuri mala meena meera mina mira neeta neha nisha padma pooja preeti
    radha rekha renu rita ritu rupa sangeeta sarita seema shanti sheela shobha smita
    sneha sunita sushma swati uma usha vandana vidya abubakar abdi abdirahman
    abdullahi aliyu amadou ayo ayodele bola bukola chika chinedu chioma chukwuma
    dayo efua ekow emeka esi folake funmi ifeoma ikechukwu kofi kojo kwabena kwaku
    kweku mamadou musa nana nkechi nneka ola olamide oluwaseun samuel sekou seun
    temi temitope tendai tunde uche yaa yaw yemi zanele thabo sipho agata agnieszka
    aleksandra anastazja andrzej bartek beata bogusia bozena czeslaw dariusz dorota
    edyta elzbieta ewa franciszek grazyna grzegorz halina henryk iwona jacek jadwiga
    janusz jaroslaw jerzy joanna katarzyna krystyna krzysztof leszek lukasz maciej
    malgorzata marek mariusz marzena miroslaw monika pawel przemek rafal renata
    robert ryszard slawomir stanislaw sylwia szymon tadeusz teresa urszula wieslaw
    wojciech zbigniew zdzislaw ioana mihai andreea florin gheorghe ionut mihaela
    razvan vlad dimitar georgi ivanka plamen stoyan oksana svetlana tetiana
    volodymyr yulia mykola andriy bohdan olena natalya dmytro fatma mehdi nasreen
    nasrin noor parvin rashid rizwan rukhsana sajid salma samina shabana shabnam
    shafiq shahid shaheen tariq waqar yasmeen zubair zulfiqar hussein husna iftikhar
    ismat jamila kashif khalida maryam mumtaz nabila naveed nazia qasim rabia rehana
    saeed sameera tuan linh nguyen minh huong thanh wei ming jing xiao yan mei lin
    hiroshi kenji yoko akiko siobhain aoife caoimhe ciaran cormac dermot eilidh
    fionn grainne iain mairead maeve malachy orla pauric roise saoirse seamus sinead
    tadhg una angharad aneurin carys ceri delyth dewi eirlys emrys euan gareth
    geraint gethin gwilym hywel ieuan iolo llinos lowri mair meinir nerys rhodri
    sioned sion tomos alec alf alfred ambrose archibald aubrey barney bartholomew
    bert bertie bessie betsy bonnie carrie cassandra cecil cecilia celia clarence
    clement cleo clifford constance cordelia cyril daphne della dulcie edgar edmund
    effie eliott ella elsa enid ernest ernie ethel eunice fay felicity fidelma freda
    gertrude gilbert gloria gretel gwendoline hattie herbert hetty hilda hubert ida
    imelda ira irma ishbel ivor jemma jenifer joann joy jocelyn kirstie kitty lenny
    leonora leopold lettie lionel lois loretta lucie mable marian maud meg mercedes
    merle minnie mollie morag muriel myfanwy nancy nell nellie nigella noelle
    octavia odette ossie otis percival perry petra phyllida polly queenie ralf
    randolph reg reggie reginald rhona rona ronald rosalie rosamund rosanna rosetta
    rowena roxana rufus selina selma sheena sherry sid sidney stewart sybil syd
    tabatha ted thelma theodore trish trudy ursula velma vince viv wallace wilf
    wilhelmina wilma winnie zelda zena
    """
)
GIVEN |= SHORT_FORMS | MANY_PEOPLES
GIVEN_AND_WORDS = WORDS_AMONG_SHORT | _set(
    """
    alma amber angel art august autumn basil bill blessing blue bob brook carter
    chance charity chase christian coral cooper crystal daisy dale dawn dean destiny
    dot drew earl eden eve faith fern flora frank gay gene ginger glen glenn grace
    grant guy harmony hazel heather holly hope hunter iris ivy jack jade jasmine
    jean jewel jo joy jan june justice kay ken kit lance lee lily linden mark marina
    martin mason max may mercy miles mo myrtle nick noble norm olive pat patience
    pearl penny pip poppy precious prince ray reed reid rich river rob robin rod
    rose rowan ruby rusty sage sally sandy sienna skip skye sky sol sue summer tate
    tim tiger tony trinity van verity violet wade ward warren will willow wren zion
    ali ann ella rosemary nana minnie perry una maud ming mala uma cecil lin mei
    nguyen chelsea carol rick dexter sherry carrie percy otis ira lenny nancy kiran
    ben
    """
)
"""Given names that are words, too."""
SHORT_GIVEN = _set("jim kev tom sam zoe liz amy joe jon dan ian leo kim baz gaz")
"""Given names of three letters that are known without a capital, too."""
PLACES = _set(
    """
    aberdeen aberystwyth accrington aldershot altrincham andover anglesey ashford
    aylesbury ayr banbury bangor barnet barnsley barnstaple barrow barry basildon
    basingstoke bassetlaw bedford bedfordshire belfast berkshire berwick beverley
    birkenhead birmingham blackburn blackpool bodmin bolton bootle boston
    bournemouth bracknell bradford braintree brent brentwood bridgend bridgwater
    brighton brixton bristol bromley bromsgrove buckinghamshire burnley burnham
    buxton caernarfon caerphilly camborne cambridge cambridgeshire camden canterbury
    cardiff carlisle carmarthen chatham chelmsford cheltenham cheshire chesterfield
    chester chichester chippenham chorley cirencester clacton cleethorpes colchester
    consett corby cornwall coventry cramlington crawley crewe croydon cumbria
    cumbernauld cwmbran dagenham darlington dartford daventry denbighshire derby
    derbyshire derry devon doncaster dorchester dorset dover dudley dumfries dundee
    dunfermline durham ealing eastbourne eastleigh edinburgh enfield epsom essex
    exeter falkirk falmouth fareham farnborough felixstowe fife fleetwood folkestone
    gateshead gillingham glasgow gloucester gloucestershire gosport grantham
    gravesend greenwich grimsby guernsey guildford gwent gwynedd hackney halifax
    hammersmith hampshire haringey harlow harrogate hartlepool harwich hastings
    hatfield havering hemel hereford herefordshire hertford hertfordshire hexham
    hillingdon hinckley hounslow huddersfield huntingdon ilford inverness ipswich
    islington jersey kendal kensington kent kettering kidderminster kilmarnock
    kingston kirkcaldy lambeth lanarkshire lancashire lancaster leeds leicester
    leicestershire lewisham lichfield lincoln lincolnshire lisburn liverpool
    llandudno llanelli london londonderry loughborough lowestoft luton macclesfield
    maidenhead maidstone manchester mansfield margate matlock merseyside merthyr
    merton middlesbrough middlesex morecambe motherwell newark newbury newcastle
    newham newport newquay norfolk northallerton northampton northamptonshire
    northumberland northumbria norwich nottingham nottinghamshire nuneaton oldham
    orkney oxford oxfordshire paisley pembroke pembrokeshire penrith penzance perth
    peterborough peterlee plymouth poole portsmouth powys preston ramsgate redbridge
    redcar redditch redruth reigate rhyl richmond rochdale rochester romford
    rotherham rushcliffe rutland salford salisbury scarborough scunthorpe sedgefield
    sefton sheffield shetland shrewsbury shropshire skegness sleaford slough
    solihull somerset southampton southend southport southwark stafford
    staffordshire stevenage stirling stockport stockton stoke stourbridge stratford
    stroud suffolk sunderland surrey sussex swansea swindon tameside tamworth
    taunton teesside telford thanet tonbridge torbay torquay tottenham trafford
    trowbridge truro tunbridge tyneside wakefield wallasey walsall waltham
    walthamstow wandsworth warrington warwick warwickshire watford wearside
    wellingborough westminster weymouth whitby whitehaven widnes wigan wiltshire
    winchester windsor wirral woking wokingham wolverhampton woolwich worcester
    worcestershire workington worksop worthing wrexham yeovil york yorkshire hull
    lewes barking brixham bicester tyrone afghanistan albania australia bangladesh
    brazil bulgaria canada china congo croatia cyprus egypt eritrea ethiopia france
    germany ghana greece hungary india iran iraq italy jamaica japan kenya kosovo
    latvia lithuania malta morocco nigeria pakistan philippines poland portugal
    romania russia rwanda somalia spain sudan syria thailand turkey uganda ukraine
    vietnam zimbabwe dublin paris berlin lagos karachi lahore delhi kabul mogadishu
    """
)
"""Towns, counties and boroughs, and countries that somebody may come from."""
PLACES_AND_WORDS = _set(
    """
    bath bury barrow barry beverley boston brent chester deal derby dover hull kent
    lancaster lincoln perth preston reading richmond sale sandwich settle stoke
    stratford turkey wells wick york barking warwick windsor stafford stirling
    jersey newport china somerset hastings poole margate nelson street ware battle
    eye
    """
)
"""Places that are words, surnames or something else, too."""
