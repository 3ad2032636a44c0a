//! Words in front of or behind a person's name that are no part of it.

/// Titles and roles, in lower case. Where they stand in front of a name they are cut off, and the
/// name is a person's. Their inflections are listed where they are common in news.
pub(super) const TITLES: &str = "\
mr mrs ms miss sir madam lady lord dr doctor prof professor president vice-president premier pm minister chancellor secretary senator sen rep representative congressman congresswoman governor gov mayor \
ambassador envoy spokesman spokeswoman spokesperson general gen colonel col captain capt lieutenant lt sgt sergeant major maj admiral adm marshal commander cmdr officer detective inspector sheriff deputy judge justice attorney prosecutor lawyer \
archbishop bishop cardinal pope father rev reverend pastor imam rabbi chairman chairwoman chair ceo cfo coo cto director manager coach captain king queen prince princess duke duchess emperor sultan emir sheikh sheik ayatollah crown prime foreign defense defence finance interior \
first vice acting former ex-president ex-prime ex hon honourable honorable mp mep saint republican democratic democrat secretary-general undersecretary economist analyst author actor actress singer \
striker midfielder defender goalkeeper manager boss supreme executive chief state press aide adviser advisor leader head speaker commissioner co-founder founder \
herr herrn frau präsident präsidenten präsidentin kanzler kanzlers kanzlerin bundeskanzler bundeskanzlerin bundespräsident bundespräsidenten minister ministers ministerin außenminister außenministerin verteidigungsminister verteidigungsministerin innenminister innenministerin finanzminister \
finanzministerin justizminister wirtschaftsminister gesundheitsminister umweltminister ministerpräsident ministerpräsidenten ministerpräsidentin premierminister premierministers premierministerin regierungschef regierungschefin staatschef staatspräsident parteichef parteichefin vorsitzender vorsitzende vorsitzenden vize vizepräsident \
generalsekretär generalsekretärin bürgermeister bürgermeisterin oberbürgermeister gouverneur könig königs königin prinz prinzessin kaiser papst kardinal bischof erzbischof pfarrer trainer trainerin bundestrainer stürmer torwart kapitän sänger sängerin schauspieler schauspielerin regisseur autor autorin schriftsteller \
sprecher sprecherin regierungssprecher senator senatorin botschafter oberst richter anwalt anwältin chef chefin geschäftsführer vorstandschef us-präsident us-präsidenten us-außenminister ex-präsident kremlchef sohn tochter bruder ehefrau witwe sultan zar kollege freund experte expertin politiker politikerin \
abgeordneter abgeordnete professorin doktor historiker ökonom direktor direktorin leiter leiterin gründer mitgründer herzog graf fürst freiherr \
meneer mevrouw heer minister-president burgemeester koning koningin prins prinses paus \
statsminister statsministeren statsministern utrikesminister utenriksminister udenrigsminister finansminister presidenten president justitieminister försvarsminister forsvarsminister kung kungen kong kongen konge drottning drottningen dronning dronningen prins prinsessan prinsesse biskop professor doktor doktorn fru hr frk herr advokat formand formann leder ordförande partileder \
monsieur m mme mlle madame mademoiselle président présidente ministre premier-ministre général colonel capitaine maître chancelier chancelière roi reine prince princesse pape cardinal évêque docteur professeur sénateur député députée maire secrétaire \
señor señora sr sra don doña presidente presidenta ministro ministra primer canciller general coronel capitán rey reina príncipe princesa papa cardenal obispo doctor doctora profesor profesora senador senadora diputado diputada alcalde alcaldesa gobernador gobernadora juez jueza director directora entrenador \
senhor senhora dona dom seu presidente governador governadora prefeito prefeita deputado deputada senador senadora vereador juiz juíza desembargador desembargadora delegado delegada coronel capitão tenente major rei rainha príncipe princesa bispo arcebispo padre frei doutor doutora dr dra técnico secretário secretária vice premiê chanceler \
signor signora sig presidente ministro ministra premier generale colonnello capitano re regina principe principessa papa cardinale vescovo dottor dottoressa dott professore professoressa prof senatore onorevole sindaco don \
domnul doamna președintele preşedintele premierul ministrul prim-ministrul secretarul generalul regele papa cancelarul deputatul senatorul primarul doctorul profesorul \
pan pana pani panu prezydent prezydenta premier premiera minister ministra generał król królowa książę papież kardynał biskup profesor doktor poseł senator prezes szef marszałek kanclerz \
prezident prezidenta prezidentka premiér premiéra předseda předsedkyně predseda predsedníčka minister ministr ministra generál král kráľ královna kráľovná princ papež pápež kardinál biskup kanclér kancléř cisár cisárovna císař sultán cár sv svätý svatý šéf poslanec senátor primátor starosta profesor \
predsjednik predsjednika predsjednica predsednik predsednika predsednica premijer premijera premijerka potpredsjednik potpredsednik ministar ministra ministrica general kralj kralja kraljica papa kardinal biskup gospodin gospođa dr sultan car kancelar kancelarka šef glasnogovornik portparol zastupnik poslanik gradonačelnik pukovnik princ \
elnök miniszterelnök miniszter király püspök pápa úr doktor professzor polgármester államfő kancellár \
presidentti pääministeri ministeri ulkoministeri puolustusministeri kuningas kuningatar prinssi paavi tohtori professori kenraali kansanedustaja kansleri valtiovarainministeri \
cumhurbaşkanı başbakan bakan bakanı başkan başkanı başkanı genel sayın bay bayan dr prof general vali kral kraliçe prens papa milletvekili sözcüsü sekreteri \
президент президента президенту президентом министр министра министру министром премьер премьера премьер-министр премьер-министра премьер-министром вице-премьер глава главы главе господин господина госпожа генерал генерала полковник академик профессор князь граф король короля королева принц принцесса папа патриарх канцлер канцлера спикер спикера сенатор депутат губернатор губернатора мэр мэра \
секретарь секретаря посол посла директор адвокат режиссёр режиссер актёр актер актриса певец певица тренер писатель царь император доктор сэр лорд султан шейх святой кардинал епископ \
міністр міністра прем'єр прем'єр-міністр прем'єр-міністра президентка пан пана пані голова глава генерал канцлер речник посол король королева папа секретар депутат міністерка \
президентът президентът премиерът министър министърът председател председателят крал кралица папа канцлер генерал проф д-р г-н г-жа кмет кметът депутат \
председник председника премијер министар министра генерал краљ папа канцелар портпарол посланик претседател претседателот премиер \
πρόεδρος προέδρου πρόεδρο πρωθυπουργός πρωθυπουργού πρωθυπουργό υπουργός υπουργού υπουργό κ κος κα κυρία κύριος δρ στρατηγός βασιλιάς πάπας καγκελάριος βουλευτής δήμαρχος γραμματέας \
נשיא presiden perdana menteri bapak ibu pak bu datuk dato tan tun gubernur bupati jenderal raja sultan pangulo ginoong ginang rais waziri \
tổng chủ tướng ông bà thủ";

/// Titles that are names too, and so count only in front of another name.
pub(super) const NAMES_TOO: &str = "king queen prince major dean judge bishop pope don lord duke graf könig kaiser papst richter bay pan papa general ex m k dom";

/// Roles in lower case in front of a name, by their beginning or end: `secretário`, `Außenminister`.
pub(super) const ROLE_PARTS: &[&str] = &[
    "minist",
    "presid",
    "prezid",
    "präsident",
    "президент",
    "министр",
    "міністр",
    "премьер",
    "premijer",
    "chancel",
    "kanzler",
    "secretar",
    "secrétar",
    "senator",
    "governor",
    "ambassad",
    "direktor",
    "director",
    "professor",
    "predsjedni",
    "predsedni",
    "předsed",
    "předsed",
    "trainer",
    "spokes",
    "leder",
    "sjef",
    "chef",
    "lederen",
    "forfatter",
    "författar",
    "politiker",
    "spieler",
    "sprecher",
    "schauspieler",
];

/// Verbs behind a name in news, in small letters, by family of languages.
pub(super) const VERBS: &str = "is was has had will would says said told \
    er var har hadde havde hade sa sier siger säger vil ville kan kunne skal blir blev ble vart är bør må seier fekk fikk fick \
    je su bio bila bilo će bi sam ima nije se kaže kazao rekao izjavio dodao \
    bol bola bolo boli sa má mal mala byl byla jest był była ma jsou \
    é foi era tem está disse diz será es fue tiene dijo está dice será est a était dit sera ha è stato detto disse sarà a fost este are spus \
    hat ist war wird wurde sagte sagt hatte kann soll will is was heeft had zei zegt wordt werd \
    был была было были заявил сказал сообщил заявила стал стала будет є був була заявив каже каза заяви беше \
    on oli oma olisi sanoi van volt lesz mondta oldu etti dedi olarak είναι ήταν είχε έχει yra buvo ir bija ay adalah ialah";
