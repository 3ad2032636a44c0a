//! English words that are written with a capital and are no names.

/// Words of news that stand at the start of sentences or inside headlines in title case. Their
/// plain inflections (`-s`, `-ed`, `-ing`, `-ly`…) are looked up by their stem.
pub(super) const COMMON: &str = "\
able about above abroad absence abuse accept access accident accord according account accuse achieve across act action \
active activist actor actress actual ad add address administration admit adopt adult advance advantage advertise advice \
advise affair affect afford afraid after afternoon again against age agency agenda agent aggressive ago agree agreement ahead aid \
aide aim air aircraft airline airport airstrike alarm album alert alien alike alive all allegation allege alliance allow ally almost alone \
along already also alter although always amazing amend amid among amount an ancient and anger angry animal anniversary announce \
annual another answer anti any anybody anyone anything apart apartment apologize apology app apparent appeal appear apple application \
apply appoint approach approve architect area argue argument arm armed army around arrange arrest arrive art article artist as ask \
asleep aspect assault assembly assess asset assistant assume asylum at athlete atmosphere attach attack attempt attend attention attitude \
attorney attract auction audience audit author authority available average avoid await award aware away awesome awful baby back \
background bad bag bail balance ball ballot ban band bank bankrupt bankruptcy bar bare base baseball basic basically basis basketball bath battery battle be beach \
bear beat beautiful beauty became because become bed been beer before began begin beginning behavior behaviour behind being belief believe \
bell belong below belt benefit beside best bet better between beyond bid big bike bill billion billionaire bird birth birthday bit \
bite black blame blast bleak blind block blog blood blow blue board boat body bomb bond bone book boom boost boot border born \
boss both bottle bottom bowl box boy boycott brain branch brand brave bread break breakfast breaking breakthrough breath brexit bribe bride bridge \
brief bright brilliant bring broad broadcast broke broken brother brown brush budget build building bully burden bureau burn bus bush business \
businessman busy but butter button buy by bye cabinet cable cake call calm came camera camp campaign can cancel cancer candidate cannot cap \
capital captain capture car carbon card care career careful cargo carry cartoon case cash casino cast cat catch cathedral cause caution cautious \
cease ceasefire celebrate celebrity cell center central centre century ceremony certain certainly chain chair chairman challenge chamber champion chance \
change channel chaos chapter character charge charity chart charter chase cheap cheat check cheese chef chemical chest chicken chief child \
childhood children choice choose church cigarette cinema circle circumstance citizen city civil civilian claim clash class classic clean clear clearly clever \
click client climate climb clinic clock close closer closure clothes cloud club coach coal coalition coast coat code coffee cold collapse colleague \
collect college colonel color colour column combat combine come comedy comfort coming command comment commentary commerce commercial commission commit committee common \
communist community company compare compete competition complain complete complex comply computer concede concern concert conclude condemn condition conduct confess \
confidence confirm conflict confront confuse congratulations connect consent conservative consider consist constant constitution construct consult consumer contact \
contain contest continue contract contrast contribute control controversial controversy convention convert convict cook cool cooperate cop copper copy corn corner corona coronavirus corporate \
correct corrupt corruption cost costly cotton cough could council count counter country county coup couple courage course court cousin cover cow crack craft \
crash crazy create credit crew crime criminal crisis critic critical criticism criticize crop cross crowd crown crucial crude cruel cruise crush cry cultural \
culture cup cure current currently curse curfew custom customer cut cute cyber cycle daily dam damage dance danger dangerous dare dark data date daughter day dead deadline \
deadlock deadly deal dealer dear death debate debt decade decide decision declare decline deep deeply deer defeat defence defend defense deficit define definitely degree \
delay delegate deliver delivery demand democracy democrat democratic demolish deny depart department depend depending deploy deport deposit depress deputy describe description desert deserve \
design desire despite destroy detail detain detect determine develop device devil diary dictator did die diet differ difference different difficult difficulty dig digital dine \
dinner diplomat diplomatic direct direction director dirty disability disagree disappear disappoint disaster discover discuss discussion disease dismiss display dispute distance distribute district divide \
division divorce do doctor document does dog dollar domestic donate done door dose double doubt down downtown dozen draft drag drama draw dream dress drink drive driver drone drop \
drought drown drug drum dry due during dust duty dying each eager early earn earth earthquake ease easily east eastern easy eat economic economist economy edge edit editor educate \
education effect effective effort egg eight either elect election electric electricity elephant eleven eliminate elite else elsewhere email embassy embrace emerge emergency emission emotion emotional emperor \
empire employ employee employer empty enable encounter encourage end endorse enemy energy engage engine engineer enhance enjoy enormous enough ensure enter enterprise entertain entire \
environment envoy equal equipment era error escape especially essential establish estate estimate etc ethnic euro evacuate even evening event eventual ever every everybody everyone \
everything everywhere evidence evil exact exam examine example excellent except exchange exclusive excuse execute executive exercise exhibit exile exist exit expand expect expense expensive \
experience experiment expert explain explode explore explosion export expose express extend extent extra extraordinary extreme extremist eye fabulous face fact factor factory fail failure \
fair faith fake fall false fame familiar family famous fan fantastic far farm farmer fashion fast fat fatal fate father fault favor favorite favour favourite fear feature fed federal fee \
feed feel fell female fence festival feud few fewer field fierce fifteen fifth fifty fight figure file fill film filmmaker final finally finance financial find fine finger finish fire firefighter firm first \
fiscal fish fishing fit five fix flag flame flash flat flee fleet flexible flight float flood floor flow flower flu fly focus follow following food fool foot football for forbid \
force foreign forest forever forget form formal former formula fort forth fortunately fortune forty forum forward found foundation founder four fourth frame fraud free freedom freeze fresh \
friend friendly from front frozen fruit fuel full fully fun fund funeral funny further furthermore future gain gallery gamble game gang gap garden gas gate gather gave gay gene general \
generally generation genius gentle get giant gift girl give given glad glass global go goal god goes gold golden golf gone gonna good goodbye govern government governor grab grace grade gradual \
grand grandfather grandmother grant grass grave great green greet grocery ground group grow growth guarantee guard guess guest guide guilty gulf gun gunman guy had hair half hall halt hand handle \
hang happen happy harass harbor hard hardly harm harsh has hate have having he head headline headquarters heal health healthy hear hearing heart heat heavy height heir held helicopter hell hello help hence her \
here hero hers herself hesitate hey hi hidden hide high highlight highly highway hijack hike hill him himself hint hip hire his historic historical history hit hold hole holiday holy home \
homeless homicide honest honor honour hope horrible horror horse hospital hospitalize hostage host hot hotel hour house household housing how however huge human humanitarian humor hundred hung hunger hungry hunt \
hurricane hurry hurt husband i ice idea ideal identify identity if ignore ill illegal illness image imagine immediate immediately immigrant immigration impact impeach impeachment implement imply import important \
impose impossible impress improve in incident include including income increase increasingly incredible indeed independence independent index indicate indict individual industrial industry inequality infant infect \
inflation influence inform information infrastructure initial initially initiative injure injury inmate innocent inquiry inside insider insight insist inspect inspire install instance instead institute institution \
instrument insult insurance insurgent intelligence intend intense interest interesting interfere interim interior internal international internet interview into invade invasion invent invest investigate investigation investigator investment \
investor invite involve iron is island isolate issue it item its itself jail jazz jet jewel job jobless join joint joke journal journalist journey judge judgment juice jump junior jury just justice \
justify keen keep key kick kid kidnap kill killer kind king kiss kit kitchen knee knew knife knock know known lab label labor labour lack lady lake land landlord landmark language large laser last late lately \
later latest laugh launch law lawmaker lawsuit lawyer lay layer lead leader leadership league leak lean learn least leave lecture led left leg legacy legal legend legislation legislator lend length less \
lesson let letter level liable liberal library license lie life lift light like likely limit line link lion liquid list listen literally literature little live lives living load loan lobby local locate location lock \
logic lone long longer look looming lord lose loss lost lot lots love lovely lover low lower loyal luck lucky lunch luxury machine mad made magazine magic mail main mainly maintain major majority make maker male mall \
man manage manager mandate manner manufacturer many map march margin marijuana marine mark market marriage married mask mass massacre massive master match mate material matter mature maximum may maybe mayor me meal \
mean meaning means meanwhile measure meat mechanism medal media mediate medical medicine meet meeting member memo memorial memory men mental mention merchant mercy mere merge merger mess message met metal method \
middle midnight might migrant military militant militia milk mill million mind mine miner mineral minimum minister ministry minor minority minute miracle mirror miss missile missing mission mistake mix mob mobile mock model \
moderate modern modest mom moment monarchy money monitor monkey monster month monthly mood moon moral more moreover morning mortgage mosque most mostly mother motion motive motor mount mountain mourn mouth move movement \
movie much mud multiple murder muscle museum music musical musician must mutual my myself mysterious mystery name narrow nation national nationwide native natural naturally nature naval navy near nearby nearly necessary neck \
need negative neglect negotiate negotiation neighbor neighborhood neighbour neither nephew nerve net network neutral never nevertheless new newly news newspaper next nice night nightmare nine no nobody noise nominate none nonetheless \
nor norm normal normally north northern nose not note nothing notice notion novel now nowadays nowhere nuclear number numerous nurse nut obey object observe obtain obvious obviously occasion occasionally occupy occur ocean odd of off \
offence offend offense offer office officer official often oil ok okay old on once one ongoing online only onto open opera operate opinion opponent opportunity oppose opposite opposition opt optimist option or oral orange \
order ordinary organ organization origin original originally orphan other others otherwise ought our ours out outbreak outcome outrage outside outsider over overall overcome overhaul overnight overseas overthrow owe own owner oxygen ozone \
pace pack package page pain paint painting pair palace pale pan pandemic panel panic paper parade parcel pardon parent park parliament part partial participant particular particularly partly partner party pass passenger passion \
passport past pastor path patient patriot patrol pattern pause pay payment peace peak pen penalty pension people per percent perfect perform perhaps peril period permanent permit person personal personally persuade pet petition petrol \
phase phone photo photograph physical pick picture piece pilot pink pipe pipeline pitch place plain plan plane planet plant plastic plate platform play player playoff plea plead please pledge plenty plot plunge plus pocket poem poet \
point poison pole police policeman policy polite political politician politics poll pollute pollution pool poor pop pope popular population port portrait pose position positive possess possible possibly post poster pot potential pound \
pour poverty power powerful practical practice praise pray prayer precious predict prefer pregnant prepare presence present preserve presidency president presidential press pressure presume pretty prevent previous previously price pride priest primary prime \
prince princess principal print prior prison prisoner private prize pro probably probe problem procedure proceed process produce producer product profession professional professor profile profit profound program programme progress project prominent promise promote prompt \
proof proper property proposal propose prosecute prosecutor prospect protect protest protester proud prove provide province provoke psychology pub public publish pull pulse pump punch punish pupil purchase pure purple purpose pursue push put \
qualify quality quantity quarter quarterback quarrel quarantine queen quest question queue quick quickly quiet quit quite quiz quote race racial racism racist radical radio rage raid rail rain raise rally ran random range rank rape rapid rapper rare \
rarely rate rather rating raw reach react reaction reactor read reader ready real realistic reality realize really rear reason reasonable rebel rebuild recall receive recent recently recession recipe reckon recognize recommend record recover recruit red reduce refer \
referee referendum reflect reform refuge refugee refuse regard regime region register regret regular regulate regulator reject relate relation relationship relative relatively release relevant relief religion religious reluctant rely remain remark remarkable remember \
remind remote remove rent repair repeat replace report reporter represent representative republic republican reputation request require requirement rescue research resident resign resist resolution resolve resort resource respect respond response responsible rest \
restaurant restore restrict result resume retail retailer retain retire retreat return reveal revenge revenue reverse review revive revolt revolution reward rich rid ride rifle right rings riot rip rise risk ritual rival river road rob robbery robot rock rocket role roll \
romantic roof room root rose rough round route routine row royal rude ruin rule ruling rumor run rural rush sack sad safe safety saga said sail saint salary sale salmon salt same sample sanction sand sang satellite satisfy save saw say scale scandal scare scene \
schedule scheme scholar school science scientist scope score screen script sea seafood search season seat second secret secretary section sector secure security see seed seek seem seen segment seize seldom select self sell senate senator send senior \
sense sensitive sentence separate sergeant series serious seriously serve service session set settle settlement seven several severe sex sexual shadow shake shall shame shape share shark sharp she sheet shell shelter sheriff shift ship shock shoe shoot shooter shop \
shore short shortage shortly shot should shoulder shout show shower shrimp shrink shut shutdown sick side siege sight sign signal significant silence silent silver similar similarly simple simply since sing singer single sister sit site situation six size skill skin \
skip sky slam slave sleep slide slight slip slogan slow slowly slump small smart smell smile smoke smooth smuggle snake snow so soap soar soccer social society soft software soil solar soldier sole solid solution solve some somebody somehow someone something sometimes \
somewhat somewhere son song soon sorry sort soul sound soundly soup source south southern sovereign soviet space spare spark speak speaker special species specific speech speed spell spend spin spirit split spoke sponsor sport spot spouse spread spring spy squad square squeeze stab stable stadium \
staff stage stake stamp stance stand standard star stark stars start startup state statement station statistics statue status stay steady steal steel steep stem step stick still stock stole stolen stone stood stop storage store storm story straight strange stranger strategic strategy stream street strength stress \
stretch strict strike string strip stroke strong structure struggle stuck student studio study stuff stun stupid style subject submarine submit substance substantial succeed success successful such sudden suddenly sue suffer sugar suggest suicide suit sum summer summit sun super supply support \
suppose supreme sure surely surge surgeon surgery surplus surprise surprising surprisingly surrender surround survey survival survive suspect suspend suspicion sustain swallow swear sweep sweet swift swim swing switch sword symbol sympathy symptom syndrome system table tackle tactic tail take tale talent talk \
tall tank tap tape target tariff task taste tax taxi taxpayer tea teach teacher team tear tech technical technology teen teenager television tell temperature temple temporary ten tend tennis tension tent term terrible terror terrorism terrorist test text than thank thanks that the theater \
theatre theft their them theme themselves then theory therapy there thereafter therefore these they thick thief thin thing think third thirty this thorough those though thought thousand threat threaten three thriller throne through throughout throw thus ticket tide tie tight till \
time tiny tip tire tired tissue title to tobacco today together toilet told tomorrow tone tonight too tool top topic torch torture toss total touch tough tour tourism tourist tournament toward towards tower town toxic toy trace track trade tradition traditional traditionally traffic tragedy tragic trail train transfer transform \
transit translate transport trap trash travel treason treasure treat treatment treaty tree trend trial tribe trick trigger trillion trip triple triumph troop trophy trouble truce truck true truly trust truth try tumor tune tunnel turn twelve twenty twice twin twist two type typical typically \
ugly ultimate ultimately unable uncertain uncle under understand undertake unemployment unexpected unfortunately uniform union unique unit unite united unity universe university universities unknown unless unlike unlikely until unusual unveil up update upon upper uprising upset urban urge urgent us use useful user usual usually utility vacation vaccine vague vain valid \
valley valuable value van vanish variety various vast vehicle venture verdict verify version versus very veteran veto via victim victory video view village violate violence violent virtual virus visa vision visit visitor vital voice volcano volume volunteer vote voter vow voyage vs vulnerable wage wait wake \
walk wall want war ward warm warn warning warrior was wash waste watch watchdog water wave way we weak wealth wealthy weapon wear weather web website wedding week weekend weekly weigh weight weird welcome welfare well went were west western wet what whatever wheel when whenever where whereas wherever whether which \
while whip whisper white who whoever whole whom whose why wide widow widespread wife wild wildfire will win wind window wine wing winner winter wipe wire wise wish with withdraw within without witness woman women won wonder wonderful wood word wore work worker workplace world worried worry worse worst worth would wound wrap wreck write \
writer wrong wrote yacht yard yeah year yearly yellow yen yes yesterday yet yield you young your yours yourself youth zero zone zoo \
yup nope wow hey oh ah haha lol btw fyi pls thx cheers dear regards sincerely subject attached sent cc bcc fwd re attn ps";

/// Weekdays, months, nationalities, religions and languages: capitals in English, but no names.
pub(super) const ADJECTIVES: &str = "\
monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays \
january february march april june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec \
mon tue tues wed thu thur thurs fri sat sun am pm gmt est edt pst pdt cet utc bst christmas easter ramadan halloween thanksgiving hanukkah diwali eid \
afghan afghans african africans albanian albanians algerian algerians american americans andorran angolan arab arabs arabic argentine argentinian argentinians argentines armenian armenians \
asian asians australian australians austrian austrians azerbaijani azeri bahraini bangladeshi bangladeshis basque basques bavarian belarusian belarusians belgian belgians bolivian bosnian bosnians brazilian brazilians british \
briton britons brits bulgarian bulgarians burmese cambodian cameroonian canadian canadians catalan catalans caucasian chadian chechen chechens chilean chileans chinese colombian colombians congolese corsican croat croats croatian croatians cuban cubans \
cypriot cypriots czech czechs danish dane danes dutch dutchman ecuadorian egyptian egyptians emirati english englishman englishmen eritrean estonian estonians ethiopian ethiopians european europeans filipino filipinos finn finns finnish flemish french frenchman \
gaelic gazan georgian georgians german germans ghanaian greek greeks guatemalan haitian haitians hawaiian hebrew hispanic hispanics honduran hungarian hungarians icelandic indian indians indonesian indonesians iranian iranians iraqi iraqis irish irishman israeli israelis italian italians \
jamaican japanese jordanian jordanians kazakh kenyan kenyans korean koreans kosovar kurd kurds kurdish kuwaiti kyrgyz laotian latin latino latinos latvian latvians lebanese liberian libyan libyans lithuanian lithuanians macedonian macedonians malaysian malaysians malian maltese mexican mexicans \
moldovan mongolian montenegrin moroccan moroccans mozambican nepalese nepali nicaraguan nigerian nigerians norwegian norwegians omani pakistani pakistanis palestinian palestinians panamanian paraguayan pashtun persian peruvian peruvians polish poles portuguese punjabi qatari roma roman romans romanian romanians \
russian russians rwandan saudi saudis scandinavian scot scots scottish senegalese serb serbs serbian serbians siberian sicilian singaporean slavic slovak slovaks slovakian slovene slovenes slovenian somali somalis soviet soviets spaniard spaniards spanish sudanese swede swedes swedish swiss syrian syrians \
taiwanese tajik tamil tanzanian thai thais tibetan tibetans tunisian tunisians turk turks turkish turkmen ugandan ukrainian ukrainians uruguayan uyghur uyghurs uzbek venezuelan venezuelans vietnamese welsh yemeni yemenis yugoslav zambian zimbabwean \
catholic catholics christian christians protestant protestants orthodox muslim muslims islamic islamist islamists jew jews jewish hindu hindus buddhist buddhists sikh sikhs sunni shia shiite shiites mormon evangelical bible quran koran god \
democrat democrats democratic republican republicans tory tories communist communists marxist nazi nazis conservative conservatives liberal liberals socialist socialists \
north-korean south-korean anglo euro euros dollar dollars internet";

/// Two common words that are a name together, or begin one: `North` before a place, `White House`.
pub(super) const PAIRS: &str = "\
united_states united_nations united_kingdom united_airlines united_arab white_house wall_street supreme_court middle_east west_bank latin_america european_union european_commission european_parliament european_central european_court \
high_court hong_kong red_cross red_sea black_sea dead_sea big_ben south_korea north_korea south_africa north_africa east_africa west_africa south_carolina north_carolina south_dakota north_dakota south_sea south_china south_america north_america \
central_america south_asia central_asia east_asia southeast_asia new_york new_zealand new_delhi new_jersey new_orleans new_mexico new_england new_hampshire new_south capitol_hill silicon_valley downing_street world_bank world_health air_force islamic_state \
central_african south_sudan east_timor northern_ireland saudi_arabia sri_lanka south_wales west_virginia costa_rica federal_reserve security_council national_guard justice_department state_department defense_department pearl_harbor golden_gate \
great_britain soviet_union persian_gulf north_sea gulf_coast labor_party labour_party democratic_party republican_party conservative_party communist_party white_sox red_sox real_madrid manchester_united bank_of house_of university_of new_year's";
