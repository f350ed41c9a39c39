"""More names that are known by sight: short forms, names of many peoples, surnames."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SHORT_FORMS = _set(
    """
    abi alec andi andie angie annie archie arch bea becca becks benji bern bernie
    bernice betsie bex bill billie brad cam cammy cas cass cathie charl chas chaz
    chel chelle cherie chrissy christy cindy clem con connie coral corrie dani danno
    darce daryl davey davy deb debs deanna dee deena deano den deon des dez dimi
    dodie dolly donnie dom donny dorrie eddy elle ellen elly elspeth em emmy erik
    ernie ethan evie fi flick flo flossie fran francine frankie freddy gabby gabi
    garth georgie gerry gill ginny glenda glenys glynis gracie greta griff gus
    gwennie hal hank hari hatty hel hels hen hettie immy indy issy izzie izzy
    jacinta jacky jackson jaci jacs jacqueline jags jan janey janie jaz jazz jeannie
    jen jenna jennie jenni jezz jez jodi jody johnnie joni jonny jono jools josey
    jos josiah jude jules juliette justine kaden kaiden kal karan karin karina karl
    karla kas kasey kaylee kaz keely kel kelvin ken kerrie kez kieron kimmy kirk
    kirstin kit kitt klara kris krissy kurtis kyra laine lance lana lara leanne lena
    leonie les lesley leticia lew lex liana liddy lil lilah lilli linzi liv livvy
    liz liza lizzy lol loz lozza lou lucian lukas luna lyd lyn lyndsay maddie maddy
    mags mal mandi manny marcy marg margie margo margot marla marnie marty maryann
    marge mattie maz mel mels mercy merv mervyn mick mickey micky midge miki mikey
    mimi minty mitch moll monty moz nads nance nat nate natty ned nessa netty nia
    nico nicki nik niki noelle nolan nony olli olly paddy pam patsy patti patty
    paulette pete petey pru prue rach raf ralphie randy raz reenie rennie rhi rhys
    rich richie ricki ritchie rob robb robbo roddy roly romy ron ronnie rosanne roz
    rozza rube ruben russ ruth sacha sal sammi sammy sandie sands saz scotty seb
    shab shaf shane shani sharron shaz shazia shel shell sheryl shirl shiv simmy
    siob smithy sooz soph spud stace staci stacie stef steff stella steph stephan
    stevie stew stu sukie suki susi susie suz suzi suzy tam tamika tammy tarik
    tarquin tash tashy tasha tay tel teri tez theresa tiff tilda tillie tina toby
    tori traci tran tris trisha trist tristram val vee vic vikki vikky vinny viv
    vivi wes will willa wilma win winnie woody yas yaz yve zack zaf zak zed ziggy zo
    zuzu
    """
)
MANY_PEOPLES = _set(
    """
    aadam aamir aasiya abbas abdel abdulla abena abimbola abiodun abiola adaeze
    adanna adaobi adebayo adeola adetokunbo adewale adeyemi adwoa afia afolabi afua
    aidah aishah ajay akin akinyi akosua akua alhaji alieu alinafe alioune alpha
    amaka amara ameena amina aminata anjum ansah aoibhe aparna ariadne arif aruna
    asad asif asma asmara aster atif atiya awa aylin azadeh azeem aziz azra babak
    babatunde bahar bakari balwinder baraka bashir basma bassam benedikt bengt
    besart bhavna bibi biljana bintou birgit blerim bojan bolaji  bradan branko
    bukky busisiwe buyisiwe cemal chandra chidera chiamaka chipo chinonso chinwe
    chizoba chukwudi cihan dagmar dalia dalal danuta darijan daria davinder dejan
    delroy desta devon dilan dilip dima dipak dong dragana drita dunja ebele ebru
    ebony edson efosa ejike eko ekin elif elira emine emre ender enkelejda ercan
    erjona esra esperanza eshan eugenia evangelia ewelina eyup fadi fadumo fahad
    faith farah fardowsa farhad farhan farida farooq farzana fathima faizal faiza
    fatou fatoumata feng ferhat fernanda filip fiorella florin folasade foluke
    francisca gabor gamal gebre genevieve ghulam giorgos giulia goran gulsen gulzar
    gunther habib habiba hadi hadiza hadiyah hafsa haifa haider hakan hakim halima
    hamid hamish hammad haniya haris harleen haroon hawa haya hector heba helga
    henrik hevin hiba hodan hooria huda humaira humza huseyin hye ibironke idris ife
    ifeanyi ifrah ige ikram ilhan ilona imani inaya inderjit inga ingeborg ingo inka
    ioannis iolanda irfan irmgard isata ishaan ismael istvan izabela jagdeep jagdish
    jagjit jahid jaipreet jaime jalal jamal jamilah jana janek janina janos jasmina
    jasvir jasvinder jawad jelena jerzy jibril jiho jin joao joaquin jolanta jomo
    jorge joti jowita juanita juma junaid jurgen kadiatu kadija kalpana kamala
    kamran kang kareem karima karolis kasim kateryna kavya kayode kazim kebede
    kehinde keisha kenya khalida khalil khan khyati kieu kinga kiranjit klaus
    klaudia kofo konstantin kristof kulwinder kumba kunle laila lakisha lamin lamar
    lasse latifa leocadia lerato leszek liban lidia liesl linnea lisbeth ljubica
    lubna luis luisa lulu luz lwazi magdalena magnus mahad maheen mahin mahnoor mai
    maimuna maja makena maksim malika manal manjit manuela marta marwa maryna masood
    matteus maurizio mbali mehak mehreen mei-ling meliha melis memoona meryem mesut
    miao miku milan milena mirela mirza misbah mitali miyuki mobeen mohsen moinul
    monifa moussa mujahid mukhtar mulugeta munira murat mwangi myint nabil nadeem
    nadira nafisa naima najma nargis nasim nasra natalija natnael naveen navjot
    nazanin nazma neelam neema nevena ngoc nia nicoletta niklas nimco nimmi nirmala
    nkosi nnamdi nomsa noura nusrat nwando nyasha obinna odunayo okechukwu oladele
    olabisi olayinka oleg olufemi olumide olusegun oluwatobi omari omolara onur
    orhan osama osagie ozlem pablo panagiotis parul patience paulina petros petra
    phuong piero pinar prakash prashant precious priyanka purnima qamar quang rabiya
    rachida radek radoslaw raheem rahma raisa rajan rajiv rajni rakhi ramandeep
    ramona ranjit rashida rasheed raul rauf razia rehman reiko renata rima rizwana
    roberta rodrigo rokhsana roksana roman roshan rosalinda roya rubina ruhi rumana
    ruxandra sabah sabiha sadaf sadiq sadiya saba safia safiya sagal sahar sahra
    saida saif saima sakina salah saleh salim salima salman sameer samia samir
    samuel sana sanaa sandor sanja santiago sara sayed sefa selam selin semra
    senthil serap sergio serhiy shabir shafqat shahana shahida shahnaz shakil
    shakira shamim shamima shamsa shanice shanaya sharmila shazad shehnaz shirin
    shoaib shola shreya shukri sidra siddiq sibusiso silvia simeon simona sinem
    siraj sita siti slavica sofija solange solomon soma somaya sonal soraya stavros
    stefania stefano subhan suhail sukhi sukhjit suleiman suleyman sultana sumaya
    sumaira sumit sunaina suresh suzana sven svenja swetha tabassum tadeo tahira
    tahmina taiwo talha tamar tanvir tanisha tariro taras tasleem tayo tayyab
    teodora teshome thandiwe thandi themba thi thierry tinashe titilayo tobi tolu
    tolulope tomoko tomasz toyin tran ubah ugo ugochi ulrike umair umar umer umut
    usama uwe uzoma valentina varun vasile veena venkat vesna victor vikki vikas
    viktoria vimal vincenzo violeta viorel vishal vivaan vuk wafa wahid wajid waleed
    wangari waseem wasim wioletta wiktor wiktoria wioleta wojtek xin xiu yahya yara
    yared yasin yasir yasmina yetunde yewande ying yohannes yonas yossi youssef yun
    yunus yuri yussuf yuto zachariah zafar zaheer zahid zahida zaid zainabu zakir
    zaneta zara zareen zaynab zehra zeina zeinab zeynep zhang zhen zia ziad zikora
    zohra zubaida zuhal zulekha zuri wiesia ghislaine padma euphemia hortense cosima
    ottilie ferdinand ignatius barnaby benedict bronagh clodagh colm cathal daithi
    dymphna eilish emer enda fintan finola gearoid grania lorcan maura mairi
    muireann nuala oonagh ronan rory ruairi ruari sorcha aonghas catriona coinneach
    fearghal iona isobel kenna lachie mhairi morven rhuaridh blodwen branwen cadi
    catrin eifion eira elin eluned ffion gwenda gwenllian heledd idris ifan iestyn
    iorwerth lleucu mared meirion menna mererid nia non owain rhian sian tegan
    tirion wynne hyacinth leroy winsome lloyd delroy everton marva verna desiree
    beryl bertha betty cordelia dulcie effie elsie enid ethelbert hetty ivor lavinia
    maisy marmaduke mollie mortimer muriel norbert norris olwen perpetua prudence
    quincy rosina selwyn thora tobias ulric unity ursula wilfrid winnifred zachariah
    zebedee zillah demelza jago kerensa lowenna merryn morwenna piran tamsyn tegen
    wenna arlo ottoline bodhi caspian cressida digby fenella hermione horatio inigo
    jocasta lorelei marigold peregrine rafe rollo saffron sorrel tarquin titania
    xanthe mohamad muhammed mohd mo'd ahmet abdurrahman abdikarim abdirashid
    abdinasir asha brayden jayden kayden ayden caden kaidan tyrese tyrell shaquille
    shaniqua latoya jermaine dwain rhianna rihanna beyonce kyan kenzie mackenzie
    mckenzie tiegan teagan demi-leigh kayleigh-ann lilly-mae ellie-mae gracie-mae
    billie-jo bobby-joe mary-jane mary-ann sarah-jane anna-marie ann-marie
    anne-marie jean-paul jean-luc marie-claire marie-louise lee-ann lisa-marie
    rose-marie sue-ellen terry-ann jo-anne john-paul
    """
)
SURNAMES = _set(
    """
    abbott ahmed adams akhtar akinola ali allen anderson andrews armstrong asante
    ashworth atkins atkinson ayoola baker baldwin balogun banks barker barnes
    barrett bates begum bell bennett bhatt birch blake bose boateng bonsu booth
    bowen boyle bradshaw brennan briggs broadbent brooks brown bryant burke burns
    burton butcher butler byrne campbell carroll carter chadwick chan chapman
    chaudhry chen cheung chopra choudhury chowdhury clark clarke clegg cohen cole
    coleman collins connolly cook cooke cooper costa cox crawford cunningham dalton
    daly das davidson davies davis dawson deacon desai dhillon diaz dixon dobson
    doherty donnelly doyle duffy dunn eastwood edwards egan elliott ellis evans
    farooqi farrell faulkner fernandes ferguson fernandez field fisher fitzgerald
    fitzpatrick fleming fletcher flynn ford foster fowler fox francis fraser freeman
    french gallagher garcia gardner garner ghosh gibbons gibbs gibson gill gilmore
    goddard gomez gonzalez goodwin gordon goswami graham grant gray green greenwood
    griffin griffiths gupta haigh hall hamilton hammond hanson hardy harper harris
    harrison hart harvey hayes haynes henderson herbert hewitt hicks higgins hill
    hirst hobbs hodgson holland holmes holt hopkins horton houghton howard howe
    howells hudson hughes humphreys hunt hunter hurst hussain hussein huang
    hutchinson ingram iqbal islam iyer jackson jacobs jain jarvis jenkins jennings
    johnson johnston jones jordan joshi joyce kamara kapoor kaur kavanagh kay kaya
    keane kelly kendall kennedy kerr khatun khan king kirk knight knowles kowalczyk
    kowalska kowalski kumar lamb lambert lane lawrence lawson leach lee leigh lewis
    li lim liu lloyd lopez lowe lynch macdonald mackay mahmood malik mann marsden
    marsh marshall martin martinez mason matthews mccarthy mcdonald mcgrath mckenzie
    mckenna mclean mcmahon mehta mendes mensah mills miller mistry mitchell mohammed
    moore moran morgan morris morrison morton murphy murray myers naidoo nair naylor
    nazir ndlovu nelson newman newton nguyen nicholls nicholson nkosi nolan norris
    nowak nwosu obi oconnor odonnell oduya ogunleye ojo okafor okeke okonkwo okoro
    oliver oneill onyango oreilly osborne osei osman owen owens owusu page palmer
    park parker parkin parsons patel paterson payne pearce pearson perera perkins
    perry peters phillips popescu porter potter powell pratt price pritchard qureshi
    quinn rahman ramsbottom ramirez rana rao reddy rees reid reilly reynolds rhodes
    richards richardson riley roberts robertson robinson rodriguez rogers rose ross
    rossi rowe rowley russell ryan sahota saleem sanchez sanders sandhu saunders
    savage schofield schmidt scott sesay shah sharma sharp sharpe shaw shepherd
    sheikh short siddiqui silva simmons simpson sinclair singh skinner slater smith
    sohal spencer stanley stevens stevenson stewart stokes stone sullivan summers
    sutcliffe sutton swift tan tanner tariq taylor thomas thompson thomson thornton
    townsend tran tucker turnbull turner ullah usman uddin vaughan verma virk wade
    wainwright walker wall wallace walsh walters walton wang ward warner warren
    waters watkins watson watts webb webster welch wells west wheeler white
    whitehead whittaker wilkins wilkinson williams williamson willis wilson winter
    wong wood woods woodward wright wu yadav yang yates yilmaz young yusuf zaman
    zhang zhou stubbs perrin oduro mwangi otieno kariuki nyambura abebe tesfaye
    haile popov ivanov petrova ivanova novak horvat kovac dimitrov georgiou
    papadopoulos
    """
)
"""Surnames; many are words, too: they count after titles and given names only."""
WORDS_AMONG_SHORT = _set(
    """
    bill will win con em hal gill den dot les lol mick mo pat rich rob sal sands
    spud tan val will woody jazz luna mercy moll monty nat randy smithy tel vic
    flick fi hen hank hel jude junta kirk lance arch bea bern cam cas char coral con
    dolly dee des dom jules jan jags legs liv lou mags mal marge maz minty mitch ned
    nance nico non pam pru raf raz rube russ ruth saz shell shiv stew stef tay tez
    tiff tris vee viv wes yas zed alpha amber aster awa baraka bibi  bradan
    chandra costa dalal desta devon dima dong eko ekin ender esperanza faith feng
    goran habib haya hector imani indy ion jin juma kang kenya khan lulu luz mai
    maja milan murat myint nia non orhan patience petra precious prudence roman roya
    saffron sana santiago sara sefa silvia soma solange solomon sorrel sultana tamar
    taras tel thi tobi tran umar unity verna victor winsome xin yang ying yun zia
    arlo marigold rafe rollo titania digby mortimer norris wynne iona heba hodan
    hadi dilan saba selam taiwo tegan tegen wenna everton lloyd desiree akin kitty
    barney clement felicity cass wafa paddy patty moses robb beryl em jos judge ken
    kit mel mark max trist deon eddy griff gus cindy annie karl asha
    """
)
"""Of those, what is also a word or too short to stand alone without a capital."""
