package duplicate

import (
	"strings"
	"unicode"
)

// shortest is the length in letters of a word that is looked at.
const shortest = 3

// common are words that say nothing of what a system does, as stems.
var common = stemSet("информационная система государственная единая автоматизированная электронная база данных данные " +
	"портал платформа реестр республики казахстан сервис национальная цифровой правительство учет ведение сведения " +
	"прием хранение обработка доступ через для при его под над или госорганов государственных органов объектов " +
	"информации услуг услуги взаимодействие граждан юридических физических лиц лица " +
	"получение окно автоматизация использование подтверждение учреждений исполнение прохождение комитет прежний проект модуль " +
	"ақпараттық жүйе мемлекеттік бірыңғай автоматтандырылған деректер базасы портал тізілім қызмет information system state unified data portal register service the and for")

func stemSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[stem(w)] = true
	}
	return set
}

// stems are the words of a text that say something, each once, with the fields
// of the state's work that they belong to.
func stems(text string) []string {
	var all []string
	seen := map[string]bool{}
	add := func(s string) {
		if s != "" && !common[s] && !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len([]rune(w)) < shortest {
			continue
		}
		s := stem(w)
		add(fieldOf[s])
		add(s)
	}
	return all
}

// fields of the state's work, with words that belong to each.
var fields = map[string]string{
	"=real-estate":    "недвижимость недвижимое недвижимого кадастр земля земельный",
	"=property":       "имущество имущества собственность",
	"=migration":      "миграция миграционный миграционной иммигрант иммигрантов виза визовый визово беженец",
	"=courts":         "суд суды судебный судебного иск исков",
	"=enforcement":    "исполнительный исполнительных должник должников арестованный взыскание исполнителя",
	"=police":         "уголовный уголовных расследование досудебный правонарушение полиция",
	"=acts":           "нормативный правовой нпа акт закон законодательство",
	"=notary":         "нотариальный нотариус",
	"=taxes":          "налог налоговый налогоплательщик счет-фактура счетов фактур",
	"=customs":        "таможня таможенный таможенных таможенное декларирование",
	"=treasury":       "казначейство казначейства бюджет платеж платежный оплата",
	"=procurement":    "закупка закупки закупок поставщик тендер аукцион аукционы",
	"=health":         "здоровье здравоохранение медицинский медико пациент больница",
	"=education":      "образование школа студент учащийся университет",
	"=social":         "социальный пенсия пенсионный пособие инвалидность выплата семья семей",
	"=labour":         "труд трудовой трудовых занятость работник работа персонал вакансия",
	"=agriculture":    "сельский сельскохозяйственный животное животных растение ветеринарный",
	"=statistics":     "статистика статистический респондент",
	"=construction":   "строительство экспертиза проект архитектура градостроительный",
	"=permits":        "лицензия лицензирование разрешение уведомление",
	"=gateway":        "шлюз интеграция интеграций шэп вшэп bridge межгосударственный",
	"=state-portal":   "пэп egov мобильный мобильное окно",
	"=registry-of-it": "архитектурный репозиторий исходный",
	"=appeals":        "обращение обращения жалоба",
	"=transport":      "транспорт дорога автомобиль перевозка",
	"=tourism":        "турист туристический гостиница",
	"=identity":       "паспорт удостоверение личность идентификация",
}

var fieldOf = fieldsByStem()

func fieldsByStem() map[string]string {
	of := map[string]string{}
	for field, words := range fields {
		for _, w := range strings.Fields(words) {
			of[stem(w)] = field
		}
	}
	return of
}
