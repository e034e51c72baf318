package assessment

// questionnaire is what the audit of a system asks (measure 2). Answers are ids,
// so that a record outlives the wording.
var questionnaire = []Question{
	{ID: "operating-system", Topic: "infrastructure", Weight: 3, Titles: titles("Which operating system does it run on?", "На какой операционной системе работает система?", "Жүйе қандай операциялық жүйеде жұмыс істейді?"), Answers: []Answer{
		{"linux-supported", titles("Linux, supported by its maker", "Linux с поддержкой производителя", "Өндіруші қолдайтын Linux"), 100, Low, Move},
		{"windows-supported", titles("Windows, supported by its maker", "Windows с поддержкой производителя", "Өндіруші қолдайтын Windows"), 70, Low, Move},
		{"unsupported", titles("one that its maker supports no more", "система без поддержки производителя", "Өндіруші қолдамайтын жүйе"), 20, High, Rewrite},
		{"special", titles("special hardware or operating system", "специальное оборудование или ОС", "Арнайы жабдық немесе ОЖ"), 0, High, Stay},
	}},
	{ID: "virtual", Topic: "infrastructure", Weight: 3, Titles: titles("Does it run on virtual machines?", "Работает ли система на виртуальных машинах?", "Жүйе виртуалды машиналарда жұмыс істей ме?"), Answers: []Answer{
		{"yes-kvm", titles("yes, under KVM or libvirt", "да, KVM или libvirt", "иә, KVM немесе libvirt"), 100, Low, Move},
		{"yes-other", titles("yes, under another hypervisor", "да, другой гипервизор", "иә, басқа гипервизор"), 80, Low, Move},
		{"no", titles("no, on bare hardware", "нет, на физическом оборудовании", "жоқ, физикалық жабдықта"), 40, Medium, Move},
	}},
	{ID: "sources", Topic: "software", Weight: 3, Titles: titles("Who has the sources?", "У кого исходные коды?", "Бастапқы кодтар кімде?"), Answers: []Answer{
		{"state-repository", titles("the state's repository", "в государственном репозитории", "мемлекеттік репозиторийде"), 100, Low, Move},
		{"agency", titles("the agency", "у государственного органа", "мемлекеттік органда"), 80, Low, Move},
		{"supplier", titles("the supplier only", "только у поставщика", "тек жеткізушіде"), 30, High, Rewrite},
		{"nobody", titles("nobody", "ни у кого", "ешкімде"), 0, High, Replace},
	}},
	{ID: "supplier", Topic: "software", Weight: 2, Titles: titles("Who maintains it?", "Кто сопровождает систему?", "Жүйені кім сүйемелдейді?"), Answers: []Answer{
		{"contract", titles("a supplier under contract", "поставщик по договору", "шарт бойынша жеткізуші"), 100, Low, Move},
		{"own", titles("the agency's own people", "сотрудники органа", "орган қызметкерлері"), 80, Low, Move},
		{"nobody", titles("nobody", "никто", "ешкім"), 10, High, Replace},
	}},
	{ID: "architecture", Topic: "software", Weight: 2, Titles: titles("How is it built?", "Как построена система?", "Жүйе қалай құрылған?"), Answers: []Answer{
		{"services", titles("services, each deployed on its own", "сервисы, развёртываемые отдельно", "бөлек орналастырылатын сервистер"), 100, Low, Move},
		{"layers", titles("layers: web, application, database", "слои: веб, приложение, база данных", "қабаттар: веб, қолданба, дерекқор"), 80, Low, Move},
		{"monolith", titles("one program", "один монолит", "бір монолит"), 50, Medium, Move},
		{"desktop", titles("programs on the clerks' desks", "программы на рабочих местах", "жұмыс орындарындағы бағдарламалар"), 20, High, Rewrite},
	}},
	{ID: "database", Topic: "data", Weight: 3, Titles: titles("Which database holds its data?", "Какая СУБД хранит данные?", "Деректерді қандай ДҚБЖ сақтайды?"), Answers: []Answer{
		{"open", titles("an open-source one", "с открытым кодом", "ашық кодты"), 100, Low, Move},
		{"licensed", titles("a licensed one, the licence may move", "лицензионная, перенос разрешён", "лицензиялы, көшіруге рұқсат бар"), 70, Low, Move},
		{"locked", titles("one whose licence forbids the move", "лицензия запрещает перенос", "лицензия көшіруге тыйым салады"), 20, High, Rewrite},
		{"none", titles("it has none", "нет", "жоқ"), 100, Low, Move},
	}},
	{ID: "data-volume", Topic: "data", Weight: 2, Titles: titles("How much data is there?", "Каков объём данных?", "Деректер көлемі қандай?"), Answers: []Answer{
		{"small", titles("up to 1 TiB", "до 1 ТиБ", "1 ТиБ дейін"), 100, Low, Move},
		{"medium", titles("1 to 20 TiB", "от 1 до 20 ТиБ", "1-ден 20 ТиБ дейін"), 80, Low, Move},
		{"large", titles("more than 20 TiB", "более 20 ТиБ", "20 ТиБ көп"), 50, Medium, Move},
	}},
	{ID: "outage", Topic: "service", Weight: 2, Titles: titles("How long may it stand still?", "Сколько система может простаивать?", "Жүйе қанша уақыт тоқтап тұра алады?"), Answers: []Answer{
		{"day", titles("a day", "сутки", "тәулік"), 100, Low, Move},
		{"hour", titles("an hour", "час", "сағат"), 70, Low, Move},
		{"minute", titles("minutes", "минуты", "минуттар"), 40, Medium, Move},
	}},
	{ID: "integrations", Topic: "service", Weight: 2, Titles: titles("How does it talk to other systems?", "Как система связана с другими?", "Жүйе басқалармен қалай байланысады?"), Answers: []Answer{
		{"gateway", titles("through the gateway only", "только через шлюз", "тек шлюз арқылы"), 100, Low, Move},
		{"few-direct", titles("up to five direct links", "до пяти прямых связей", "бес тікелей байланысқа дейін"), 70, Medium, Move},
		{"many-direct", titles("more than five direct links", "более пяти прямых связей", "бес тікелей байланыстан көп"), 30, High, Move},
	}},
	{ID: "documentation", Topic: "software", Weight: 2, Titles: titles("Is there documentation for running it?", "Есть ли эксплуатационная документация?", "Пайдалану құжаттамасы бар ма?"), Answers: []Answer{
		{"current", titles("yes, current", "да, актуальная", "иә, өзекті"), 100, Low, Move},
		{"old", titles("yes, out of date", "да, устаревшая", "иә, ескірген"), 50, Medium, Move},
		{"none", titles("no", "нет", "жоқ"), 10, High, Move},
	}},
	{ID: "security-tests", Topic: "security", Weight: 3, Titles: titles("Has it passed its information-security tests?", "Пройдены ли испытания на соответствие требованиям ИБ?", "АҚ талаптарына сынақтан өткен бе?"), Answers: []Answer{
		{"yes", titles("yes, the protocols hold", "да, протоколы действуют", "иә, хаттамалар жарамды"), 100, Low, Move},
		{"expired", titles("yes, but they have expired", "да, но истекли", "иә, бірақ мерзімі өткен"), 50, Medium, Move},
		{"no", titles("no", "нет", "жоқ"), 20, High, Move},
	}},
	{ID: "in-operation", Topic: "service", Weight: 2, Titles: titles("Was it formally put into operation?", "Введена ли система в промышленную эксплуатацию?", "Жүйе өнеркәсіптік пайдалануға енгізілген бе?"), Answers: []Answer{
		{"yes", titles("yes, by an act", "да, по акту", "иә, акт бойынша"), 100, Low, Move},
		{"pilot", titles("it is in pilot operation", "опытная эксплуатация", "тәжірибелік пайдалану"), 70, Medium, Move},
		{"no", titles("no", "нет", "жоқ"), 40, Medium, Move},
	}},
	{ID: "use", Topic: "service", Weight: 3, Titles: titles("Who uses it?", "Кто пользуется системой?", "Жүйені кім пайдаланады?"), Answers: []Answer{
		{"citizens", titles("citizens and business", "граждане и бизнес", "азаматтар мен бизнес"), 100, Low, Move},
		{"clerks", titles("the body's own clerks", "сотрудники органа", "орган қызметкерлері"), 100, Low, Move},
		{"hardly", titles("hardly anybody", "почти никто", "ешкім дерлік"), 20, Low, WriteOff},
		{"nobody", titles("nobody", "никто", "ешкім"), 0, Low, WriteOff},
	}},
	{ID: "replacement", Topic: "service", Weight: 3, Titles: titles("Does the platform already have a service that does the same?", "Есть ли на платформе сервис с той же функцией?", "Платформада дәл сондай функциялы сервис бар ма?"), Answers: []Answer{
		{"no", titles("no", "нет", "жоқ"), 100, Low, Move},
		{"partly", titles("partly", "частично", "ішінара"), 60, Low, Move},
		{"yes", titles("yes", "да", "иә"), 10, Low, Replace},
	}},
}
