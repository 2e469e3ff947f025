//! The words by which a name's kind and its ends are told.

use crate::enrich::listed::Listed;

/// Words in small letters behind a hyphen that are no part of a name: `Trump-backed`, `Clinton-era`.
pub static BEHIND_HYPHEN: Listed = Listed::new(
    "led based backed era style like owned born run held made built educated inspired esque trained funded \
    appointed controlled linked designed shaped sized type free only wide friendly bound area branded related \
    sponsored occupied endorsed directed produced focused speaking hating loving supporting aligned supported \
    in to and the for of at on",
);

/// Companies whose own names end like a possessive.
pub static ENDS_IN_S: Listed = Listed::new(
    "mcdonald wendy macy kohl lowe domino sotheby christie levi moody lloyd sainsbury arby denny hardee \
    kellogg bloomingdale dillard chili applebee bonham barney michael albertson zaxby culver freddy gimbel \
    wegman sheetz reese hershey campbell carl victoria",
);

/// Words in small letters that the tagger takes along: `Obama administration`.
pub static TAKEN_ALONG: Listed = Listed::new("administration campaign presidency family");

/// Last words of the names of streets.
pub static STREETS: Listed =
    Listed::new("St. Street Ave. Ave Avenue Road Rd. Rd Boulevard Blvd. Blvd Lane Drive Highway");

/// Last words that make a place of what was taken for a body. `Wall Street` and `Penny Lane` are more than streets.
pub static ROADS: Listed =
    Listed::new("St. Ave. Ave Avenue Rd. Road Blvd. Blvd Boulevard Highway Hwy. Pkwy. Parkway");

/// Last words that make a body of a name of two words or more, whatever stands before.
pub static BODIES: Listed = Listed::new(
    "University Foundation Association Institute Academy Committee Commission Ministry Department Federation \
    Agency Party Council Corporation Corp Corp. Inc Inc. Ltd Ltd. LLC PLC GmbH Airlines Airways Holdings \
    Organization Organisation Bureau Society Union Authority FC Newspaper Magazine \
    Shipyard Shipyards Shipbuilding Shipping Brewery Steelworks Motors Records Railways Bancorp Werft Reederei Stiftung Verlag Werke Sparkasse \
    AG SE KG SA S.A. SpA SARL Oy AB завод комбинат фабрика верфь холдинг верф",
);

/// First words that make a body of a name of two words or more, in languages in which the name follows: `Estaleiros da Foz`.
pub static BODIES_BEFORE: Listed = Listed::new(
    "Estaleiros Estaleiro Astilleros Chantiers Banco Banca Banque Grupo Gruppo Groupe Compañía Companhia Compagnie Compagnia Fundação Fundación \
    Fondation Fondazione Associação Asociación Associazione Universidade Universidad Université Università Universität Instituto Istituto Institut \
    Ministério Ministerio Ministère Ministero Partido Partito Parti Sindicato Syndicat Federação Federación Fédération Federazione Cooperativa \
    Coopérative Consórcio Consorcio Consorzio Câmara Cámara Tribunal Fiscalía Procuradoria Procura Confederación Confédération Confederação \
    Confederazione Secretaría Agencia Agência Agence Agenzia Comisión Comissão Commissione Consejo Conseil Conselho Consiglio Sociedad Sociedade \
    Société Società Movimiento Movimento Mouvement Laboratorios Laboratoires Éditions Editorial Usines Werft Reederei Stiftung Verlag Landratsamt \
    Bezirksamt Amtsgericht Landgericht Verwaltungsgericht Oberlandesgericht Завод Верфь Банк Компания Концерн Холдинг Университет Институт \
    Министерство Фонд Партия Федерация Агентство Комбинат Фабрика Верф Компанія Університет Інститут Міністерство Партія Федерація Агентство Комбінат",
);

/// Last words that make a place of a name of two words or more. Embassies are places, as the guidelines of the training data have it.
pub static SITES: Listed = Listed::new(
    "Embassy Consulate Ocean Sea River Island Islands Peninsula Mountains Airport Bridge Prison Province \
    Strait Desert Avenue Boulevard",
);

/// Titles with a stop, in front of a name.
pub static STOPPED_TITLES: Listed = Listed::new("M. MM. Mr. Mrs. Ms. Dr. Prof. Sr. Sra.");

/// Titles that are no part of a person's name.
pub static TITLES_OUTSIDE: Listed = Listed::new(
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof Prof. Professor Sir Dame PM President Senator Sen. Rep. Gov. Gen. \
    Col. Lt. Sgt. Capt. Maj. Adm. Rev. Judge Justice Ayatollah Minister Chancellor Governor Mayor Coach \
    Chairman Secretary Congressman Congresswoman Officer Detective Captain Sergeant Sheriff Pope Princess \
    Herr Frau MP Cllr Ambassador Premier CEO \
    Councillor Commissioner Inspector Superintendent Magistrate Colonel Brigadier Commodore Admiral Bishop Archbishop Cardinal \
    Rabbi Pastor Imam Chef Headman Hajia Hajiya Alhaji",
);

/// Words before two ends.
pub static BETWEEN: Listed = Listed::new("between zwischen entre tra fra między mezi между між");

/// Words between two names.
pub static AND: Listed = Listed::new("and und et y e i a и і та й");
