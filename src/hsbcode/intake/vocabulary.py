"""Words by which survey platforms name ids, times, personal details and gaps.

Patterns are matched against a folded header: lower case, one kind of blank,
underscores as blanks, camel case taken apart.
"""

import re

ID_NAMES = (
    "unique response number",
    "response id",
    "responseid",
    "respondent id",
    "respondentid",
    "lfdn",
    "key",
    "uuid",
    "meta instance id",
    "instance id",
    "record id",
    "recordid",
    "participant id",
    "case id",
    "user no",
    "userno",
    "user id",
    "userid",
    "unique id",
    "submission id",
    "interview key",
    "id",
    "case",
    "respondent",
    "response number",
    "respondent number",
    "participant",
    "laufende nummer",
    "response",
    "index",
    "number",
    "no",
    "nr",
    "#",
)
ID_LIKE = re.compile(
    r"(.* )?(id|ids|uuid|guid|key|token|index|lfdn|seed|hash)"
    r"|(external|collector|response|respondent|participant|submission|reference)"
    r"( data)?( reference| id| number| no| set)?"
    r"|instance ?id|antwort id|externe? .*referenz|parent index|external lfdn"
)
PERSONAL = re.compile(
    r"((first|last|full|your|sur|family|given|recipient|user|contact|middle|nick)"
    r" ?)*(name|names)( (first|last|middle|suffix|prefix))?|surname|forename"
    r"|(vor|nach|familien)name.*|nom|prenom|nombre( completo)?|apellidos?|apelido"
    r"|nome( completo)?|(recipient (first|last) )name"
    r"|((street|home|postal|postage|mailing|full|your|ip)[ -]?)*(address|adresse?)"
    r"|direccion|endereco|anschrift|street|strasse|calle"
    r"|(the |your |recipient |contact )*e-? ?mail([ -]address(es)?|[ -]adresse)?"
    r"( des empfangers)?|correo( electronico)?|courriel"
    r"|ip( ?-?addr(ess)?e?s?)?|ipaddr|remote addr"
    r"|(tele)?phone( number| no)?|telephone|(mobile|cell)( phone)?( number)?"
    r"|tel|telefon(nummer|o)?|handy|fax|contact (number|details)"
    r"|(location |participant )?(latitude|longitude|lat|long|lon|lng)"
    r"|(breiten|langen)grad.*|geo ?(location|point|tag).*|gps.*|location accuracy"
    r"|post ?codes?|zip( ?codes?)?|postal codes?|plz|codigo postal"
    r"|user ?-?name|benutzername|nombre de usuario|twitter.*|facebook.*|linkedin.*"
    r"|(date of birth|dob|birth ?date|geburtsdatum|fecha de nacimiento)"
    r"|(social security|national insurance|nhs) (number|no)"
    r"|(\S+ ){0,3}(manager|supervisor|teacher|tutor|doctor|nurse|carer|colleague|child"
    r"|partner|patient|student|client|customer|respondent|participant|interviewee)"
    r"(['’]?s)? (full |first |last )?name"
    r"|submitted by|submitter name|submitter|recorded by|enumerator( name)?"
    r"|user ?agent|participant (city|region)|city of respondent|signature"
)
PERSONAL_WISH = re.compile(
    r"(enter|give|provide|leave|state|write|what is|type|share)\b.*"
    r"\b(your|an) (e-? ?mail|phone|telephone|full name|name|address|contact)"
    r"|(contacto|correo electronico|direccion de correo)"
)
DATE_NAMES = re.compile(
    r"(time ?stamp|marca temporal|horodateur|zeitstempel|carimbo de data.*)"
    r"|(start|end|started|ended|completed|completion|submission|submitted|submit|"
    r"recorded|created|modified|last modified)( ?-?(date|time|at|on))*"
    r"|(date|time|datetime|datum)( of)?( the)?( survey)?( (started|submitted|start|"
    r"last access|first mail|completed|ended|created|end|begin))?"
    r"|(start|end|anfangs|erfassungs)datum|start ?time|completion ?time"
    r"|submit ?date|datestamp|submission ?date|submission time|today|fecha.*"
    r"|(.* )?timestamp"
)
PARADATA = re.compile(
    r"status|(response |review |submission |validation )+(status|state|type)"
    r"|(completion|complete|finished|progress|dispcode|disposition code|tester)"
    r"|(\w+ ){1,4}complete"
    r"|last ?page|duration( in seconds| \(in seconds\))?|time to complete.*"
    r"|dauer.*|quota( assignment)?|page history|hflip|vflip|output mode|javascript"
    r"|flash|data ?cleaning|cleaned|(absolute|relative) timestamp.*|ats|rts ?\d+"
    r"|device( ?type| ?id)?|browser.*|participant (browser|os|device|brand|model"
    r"|isbot|continent|country|browser version|operating system)"
    r"|referr?er|refurl|http referr?er|tracking link|seed|session( ?id)?"
    r"|(external lfdn)|collector( id)?|collection|custom data \d*|response set"
    r"|submitter id|distribution channel|channel|version|form version|notes|tags|edits"
    r"|attachments (present|expected)|mugshot|signature|(.* )?screenshot"
    r"|antwort ?typ|aktueller stand|beendet|verteilungskanal|page ?time.*"
    r"|(first|last) click|click count|page submit|recaptcha.*|total points"
    r"|quiz feedback|points .*|feedback .*|redcap .*|interviewer.*|parent ?index"
)
OWN_WORDS = re.compile(
    r"\b(comments?|remarks?|feedback|suggestions?|anything (else|more)"
    r"|tell us (more|why)|own words"
    r"|(please|can you|could you) (describe|explain|elaborate|tell|comment)"
    r"|kommentare?|anmerkung(en)?|bemerkung(en)?|comentarios?|commentaires?"
    r"|sugerencias|comentari|opmerking(en)?|anregung(en)?|warum|why|por que|pourquoi)\b"
)
FORM_FILLED = re.compile(
    r".*\b(link|collector|language|lang|sprache|idioma|source|channel|version|form|"
    r"wave|device|browser|mode)\b.*"
)
LANGUAGE = re.compile(r"(user |start ?)*languages?( code)?|lang|benutzersprache|idioma")
OTHER = re.compile(
    r"(?<![a-z])(others?\b|otros?\b|autre|andere|sonstiges|outros?\b)"
    r"|please (specify|explain|describe)|write[- ]in|bitte (angeben|spezifizieren)"
    r"|especifi(que|car)|precisez"
)
TOPICS = re.compile(r".* - (topics|sentiment|sentiment score|topic sentiment.*)")
PLEASE_CHOOSE = re.compile(
    r"[- ]*(please |pls )?(select|choose|make a selection|pick)"
    r"( (one|an option|from list|an answer|a value|here))?[- .…]*"
    r"|[- ]*bitte (aus)?wahlen( sie)?( aus)?[- .…]*"
    r"|[- ]*(seleccione|elija|selecione)( una opcion| uma opcao)?[- .…]*|-{2,}"
)
NOT_ASKED = ("-77", "-66")
NOT_ANSWERED = ("-99",)
TICKED = frozenset(
    {"1", "yes", "y", "true", "checked", "quoted", "x", "ja", "si", "sí"}
)
NOT_TICKED = frozenset(
    {"0", "no", "n", "false", "unchecked", "not quoted", "nein", "not selected"}
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOPWORDS = {
    "en": _words(
        "the of and to in a is are you your what how do does did which with for have "
        "has on that this would any as at be by from if it or not most were when who"
    ),
    "de": _words(
        "der die das und ist sie ihre wie was welche mit für haben ein eine zu den von "
        "im in auf nicht oder sind wurde warum wenn"
    ),
    "es": _words(
        "el la los las de y que qué en un una es su tu con para por cuál cómo más se "
        "del no has te cuánto usas lo"
    ),
    "fr": _words(
        "le la les des et est vous votre que quel quelle dans un une pour avec du en "
        "sur comment pourquoi avez"
    ),
    "pt": _words(
        "o a os as e de que em um uma é seu sua com para por qual como mais não do da "
        "você dos das"
    ),
    "nl": _words("de het een en van is u uw wat hoe welke met voor heeft op dat niet"),
}
DULL = _words(
    "a an and any are as at be been best by can could did do does for from had has "
    "have how i if in into is it its like list many me more most much my name of on "
    "one or our over own per please roughly select see should so some tell than that "
    "the their them there these they thing things think this those three to up us use "
    "using very was we were what when where which who why will with would you "
    "your yours question e g etc eg apply all tick choose enter give about anything "
    "der die das und ist sie ihre ihr wie was welche welcher mit ein eine zu den von "
    "el la los las de y que en un una es su con para por cual como se del le les des "
    "et est vous votre quel quelle dans du pour avec o os e em um uma seu sua qual"
)
_PLAIN = str.maketrans("áàâãäåéèêëíìîïóòôõöúùûüñç–—", "aaaaaaeeeeiiiiooooouuuunc--")


def folded(header: str) -> str:
    """Return a header for matching: lower case, plain blanks, words apart."""
    header = header.replace("\ufeff", "").replace("ß", "ss")
    header = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    header = header.casefold().replace("_", " ").replace("\xa0", " ")
    header = header.translate(_PLAIN)
    return " ".join(re.sub(r"[?:*.!¿¡]+(?= |$)", " ", header).split())
