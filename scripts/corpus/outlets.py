"""The invented outlets: name, language, design, and what each always does. Hosts end in .example, which nobody can own."""

from dataclasses import dataclass, field


@dataclass
class Outlet:
    key: str
    host: str
    name: str
    lang: str
    design: str  # of the markup: modern, tables, divs
    dump: str  # of the text dump: airy, full, bare
    date_style: str
    metadata: str  # jsonld, microdata, og, none
    charset: str = "utf-8"
    authors: list = field(default_factory=list)
    variant: int = 0

    @property
    def folder(self):
        return self.host.removeprefix("www.")


OUTLETS = {
    o.key: o
    for o in [
        Outlet("harbourledger", "harbourledger.example", "The Harbour Ledger", "en", "modern", "airy", "long", "jsonld",
               authors=["Orla Penhallow", "Desmond Achebe-Hart", "Lucinda Prowse", "Gwil Tregarthen"]),
        Outlet("northmoor", "www.northmoorgazette.example", "Northmoor Gazette", "en", "tables", "full", "slash", "none", charset="windows-1252",
               authors=["Harriet Blenkinsop", "Tobias Wainfleet", "Morag Sillars"], variant=1),
        Outlet("lanternside", "lanternside.example", "Lanternside Daily", "en", "divs", "full", "us", "microdata",
               authors=["Imogen Castellow", "Ravi Thistlewood", "Nell Okonjo-Farrow"], variant=2),
        Outlet("meridianpost", "meridianpost.example", "The Meridian Post", "en", "modern", "airy", "us", "og",
               authors=["Felix Adeyinka-Holm", "Saskia Lindqvist-Moreau", "Bartholomew Nye"], variant=1),
        Outlet("thetollgate", "thetollgate.example", "The Tollgate", "en", "divs", "bare", "long", "none", authors=[""], variant=2),
        Outlet("copperfieldwire", "copperfieldwire.example", "Copperfield Wire", "en", "divs", "bare", "iso", "og", authors=["Copperfield staff"]),
        Outlet("talbote", "www.talbote.example", "Talbote", "de", "modern", "full", "de", "jsonld",
               authors=["Roswitha Kerschbaumer", "Jannik Ohlendorf", "Felizitas Brandmeier"]),
        Outlet("brueckenbote", "brueckenbote.example", "Brückenbote", "de", "divs", "airy", "de", "none", authors=["Anselm Kurzweil", "Dörte Petersdotter"], variant=1),
        Outlet("courrierduquai", "courrierduquai.example", "Le Courrier du Quai", "fr", "divs", "full", "fr", "og",
               authors=["Solène Kervadec-Diop", "Aurélien Matabos", "Ninon Favreulière"]),
        Outlet("lavozdelmuelle", "www.lavozdelmuelle.example", "La Voz del Muelle", "es", "modern", "airy", "es", "microdata",
               authors=["Remedios Tolosa Quiñones", "Iago Ferradás", "Casilda Monterrubio"]),
        Outlet("sevprichal", "sevprichal.example", "Северный причал", "ru", "tables", "full", "dots", "none", charset="windows-1251",
               authors=["Аглая Верещак", "Прохор Лимонников"]),
        Outlet("gorvestnik", "gorvestnik.example", "Городской вестник", "ru", "divs", "bare", "ru", "none", authors=["Таисия Кожемякова", ""], variant=1),
        Outlet("khvylia", "khvylia.example", "Дніпрова хвиля", "uk", "divs", "airy", "uk", "jsonld",
               authors=["Устина Залеська", "Орест Копитко"], variant=1),
    ]
}
