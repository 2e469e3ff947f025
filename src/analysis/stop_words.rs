//! Words that carry no subject, by language: passages are not chosen for them.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// The lists: language and folded words, divided by spaces. Written for news prose: pronouns, articles, conjunctions, prepositions, auxiliaries.
const LISTS: &[(&str, &str)] = &[
    (
        "cs",
        "a aby aj ale ani asi az bez bude budou by byl byla byli bylo byt ci clanek co coz dalsi dnes do ho i ja jak jako je \
         jeho jej jeji jejich jen jenz jeste ji jine jiz jsem jsme jsou jste k kam kde kdo kdyz ke ktera ktere kteri ktery ma \
         maji mate me mezi mi mit mne mnou muze my na nad nam napiste nas nasi ne nebo nebyl nejsou nez ni nic o od on ona oni \
         pak po pod podle pokud potom pouze prave pred pres pri pro proc proto protoze prvni s se si sice sve svou svuj ta tak \
         take tam tato te tedy ten tento teto tim to tohle toho tom tomto tomuto tu tuto ty u uz v vam vas ve vice vsak z za ze",
    ),
    (
        "da",
        "ad af alle alt anden at blev bliver da de dem den denne der deres det dette dig din dog du efter eller en end er et \
         fik for fra gar ham han hans har havde hende hendes her hun hvad hvem hvis hvor i ikke ind ja jeg jer jo kan kom kunne \
         man mange med meget men mig min mine mod nar ned nogen noget nogle nu og ogsa om op os over pa sa selv sig sin sine \
         skal skulle som til ud under vaere var vi vil ville",
    ),
    (
        "de",
        "aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim \
         bin bis bist da damit dann das dass dein deine dem den denn der deren des dessen dich die dies diese diesem diesen \
         dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch fur gegen gewesen hab habe \
         haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist jede jedem \
         jeden jeder jedes jetzt kann kein keine keinem keinen keiner konnen konnte man manche mehr mein meine mich mir mit \
         muss nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit selbst sich sie sind so \
         solche soll sollte sondern sonst uber um und uns unser unter viel vom von vor wahrend war waren was weil weiter welche \
         wenn wer werde werden wie wieder will wir wird wo wurde wurden zu zum zur zwar zwischen",
    ),
    (
        "el",
        "α αλλα αν αντι απο αυτα αυτες αυτη αυτο αυτοι αυτος αυτων για δε δεν εαν ειμαι ειναι ειχε εκει εκεινος ενα ενας ενω \
         εχει εχουν η ηταν θα ι και κατα κι μα με μεσα μετα μη μην μια μονο μου να ο οι ολα ομως οπως οταν οτι που πρεπει προς \
         πως σαν σε στα στη στην στις στο στον στους τα τη την της τι τις το τον τοτε του τους των τωρα ως",
    ),
    (
        "en",
        "a about above after again against all also although am an and any are arent as at be because been before being below \
         between both but by can cannot cant could couldnt did didnt do does doesnt doing done dont down during each even ever \
         every few for from further get got had has hasnt have havent having he her here hers herself him himself his how \
         however i if in into is isnt it its itself just like made make many may me might more most much must my myself neither \
         no nor not now of off on once one only onto or other our ours ourselves out over own per rather said same say says she \
         should shouldnt since so some still such than that the their theirs them themselves then there these they this those \
         though through thus to too under until up upon us very was wasnt we were werent what when where whether which while \
         who whom whose why will with within without wont would wouldnt yet you your yours yourself",
    ),
    (
        "es",
        "a ademas ahora al algo algunos ante antes asi aun aunque bien cada casi como con contra cual cuales cuando cuanto de \
         del desde despues donde dos durante e el ella ellas ellos en entonces entre era eran es esa esas ese eso esos esta \
         estaba estado estan estar estas este esto estos fue fueron ha habia han hasta hay la las le les lo los mas me mi \
         mientras mis mucho muy nada ni no nos nosotros nuestra nuestro o otra otras otro otros para pero poco por porque pues \
         que quien quienes se segun ser si sido sin sino sobre son su sus tal tambien tan tanto te tenia tiene tienen toda \
         todas todo todos tras tu un una unas uno unos ya yo",
    ),
    (
        "fi",
        "ehka ei eivat enemman ennen ett etta han hanen he heidan hyvin ilman itse ja jo joka jos jossa jotka kaikki kanssa \
         kautta kerran koska kuin kuinka kuka kun kuten me mika mikaan mita mitka mukaan mutta muun myos ne niiden niin nyt \
         olemme olen oli olisi olivat olla on ovat poikki se sen siella silla sille sina sita taas tai tama tassa tasta te tuo \
         tuon vaan vai vaikka vain viela voi yli",
    ),
    (
        "fr",
        "a afin ai ainsi alors apres as au aucun aussi autre autres aux avaient avait avant avec avoir c car ce ceci cela celle \
         celles celui ces cet cette ceux chaque chez comme comment d dans de depuis des deux dont du elle elles en encore entre \
         est et etaient etait ete etre eu eux fait font hors ici il ils j je jusqu l la le les leur leurs lors lui m ma mais me \
         meme memes mes moi moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu peut plus pour pourquoi qu \
         quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si son sont sous sur t ta te tes toi ton tous \
         tout toute toutes tres tu un une vers via vos votre vous y",
    ),
    (
        "hu",
        "a abban ahhoz ahogy ahol aki akik akkor alatt altal amely ami amig amit az azert azok azon azt aztan azzal be bele \
         belul csak de e eddig egesz egy egyes egyik egyre ekkor el ele elso en errol es ez ezek ezen ezert ezt ezzel fel fele \
         ha hanem hiszen hogy hogyan igen igy ill illetve is ismet itt jo kell kellett keresztul ki kivul kozott kozul le \
         legalabb lehet lesz lett maga magat majd mar mas meg mellett mely mert mi mig milyen minden mindig mint most nagy \
         nagyon ne nekem neki nem nincs o ok olyan ossze ott pedig per s sajat sem semmi sok sokkal szamara szerint szinte \
         talan tehat teljes tobb tovabb ugy ugyanis uj ujra utan utana vagy vagyok valaki valami valo van vele viszont volna \
         volt voltak",
    ),
    (
        "id",
        "ada adalah agar akan aku anda antara apa apabila atas atau bagi bahwa baik banyak beberapa belum bisa bukan dalam dan \
         dapat dari dengan di dia hanya harus hingga ia ini itu jika juga kami kamu karena kata ke kepada ketika kita lagi lain \
         lebih maka masih mereka oleh pada para pun saat saja sampai sangat saya sebagai sebuah secara sedang sehingga sejak \
         selama seorang seperti serta setelah suatu sudah tak tanpa telah tentang terhadap tetapi tidak untuk yaitu yang",
    ),
    (
        "it",
        "a ad ai al alla alle allo anche ancora avere aveva avevano c che chi ci cio coi col come con contro cosa cosi cui d da \
         dagli dai dal dalla dalle dallo degli dei del della delle dello di dopo dove e ed era erano essere fa fra gia gli ha \
         hai hanno ho i il in io l la le lei li lo loro lui ma me mentre mi mia mio molto ne negli nei nel nella nelle nello \
         noi non nostra nostro o ogni per perche pero piu poi prima proprio qual quale quando quanto quella quelle quelli \
         quello questa queste questi questo qui se secondo sempre senza si sia siamo sono sta stata stati stato su sua sue \
         sugli sui sul sulla sulle suo suoi tra tre tu tutta tutte tutti tutto un una uno v verso voi",
    ),
    (
        "nl",
        "aan al alle als altijd andere ben bij daar dan dat de der des deze die dit doch doen door dus een en er ge geen had \
         heb hebben heeft hem het hier hij hoe hun iets ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na \
         naar niet niets nog nu of om omdat onder ons onze ook op over reeds te tegen toch toen tot u uit uw van veel voor waar \
         want waren was wat we wel werd wezen wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou",
    ),
    (
        "no",
        "alle at av bare ble blir da de dem den denne der deres det dette du eller en enn er et etter for fra ha hadde han hans \
         har hennes her hun hva hvem hvis hvor i ikke inn ja jeg kan kom kunne man mange med meg mellom men min mot mye na nar \
         ned noe noen og ogsa om opp oss over pa sa seg selv sin sine skal skulle som til under ut vaere var ved vi vil ville",
    ),
    (
        "pl",
        "a aby ale ani az bardzo bez bo bowiem by byc byl byla byli bylo byly chce ci cie co czy dla do dwa gdy gdyz gdzie go i \
         ich ile im inne iz ja jak jaki jako je jednak jego jej jemu jesli jest jeszcze juz kiedy kto ktora ktore ktory ktorych \
         ktorzy lub ma maja mi mial mnie moga moze mozna my na nad nam nas natomiast nawet nia nic nich nie niego niej nim niz \
         no o od on ona one oni ono oraz pan po pod poniewaz pozniej przed przez przy sa sam sie soba swoje ta tak takich takie \
         takze tam te tego tej ten teraz tez to toba tu tutaj ty tych tylko tym u w we wiec wszystko wtedy wy z za zawsze ze",
    ),
    (
        "pt",
        "a ainda alem algum alguns ante antes ao aos apenas apos aquela aquele aquilo as assim ate cada com como contra da das \
         de dela dele deles depois desde dessa desse desta deste do dois dos durante e ela elas ele eles em enquanto entre era \
         eram essa esse esta estao estas estava este estes eu foi foram ha isso isto ja la lhe mais mas me mesmo meu minha \
         muito na nao nas nem no nos nossa nosso num numa o os ou outra outras outro outros para pela pelas pelo pelos por \
         porque qual quando que quem sao se segundo seja sem ser seu seus sido so sobre sua suas tambem tao te tem tinha todo \
         todos tu um uma umas uns voce",
    ),
    (
        "ro",
        "a acea aceasta aceea acel acela acest acesta aceste acestea acestei acestor ai al ale alt alta alte am ar are as asa \
         asupra at atat au avea avut ca cand care cat catre ce cea cei cel cele celor cu cum da daca dar de decat deci deja \
         despre din dintre doar dupa ea ei el ele era erau este eu fara fi fie fost iar ii il imi in inainte insa intr intre la \
         le li lor lui mai mult n ne nici nimic niste noi nu o ori pana pe pentru prin printr sa sale sau se si sub sunt sus te \
         toate tot toti tu un una unde unei unele unor unui va voi vom vor",
    ),
    (
        "ru",
        "а без более больше бы был была были было быть в вам вас ведь весь во вот все всего всех вы где да даже для до его ее \
         если есть еще же за здесь и из или им их к как какая какой ко когда кто ли либо между меня мне много может можно мой \
         мы на над надо нас не него нее ней нельзя нет ни них но ну о об один однако он она они оно от очень по под после потом \
         потому почти при про раз с сам свое своего своей своих свой себе себя сейчас со так также такой там те тем теперь то \
         тогда того тоже той только том тот три тут ты у уже хоть хотя чего чей чем через что чтоб чтобы чуть эта эти этим этих \
         это этого этой этом этот я",
    ),
    (
        "sv",
        "alla allt an anda andra ar att av bara blev bli blir da dar de dem den denna deras dess det detta dig din dina dit \
         ditt dock du efter ej eller en er era ett for fran ha hade han hans har henne hennes hon honom hur i icke in ingen \
         inom inte jag ju kan kunde man med mellan men mig min mina mitt mot mycket nagon nagot nagra nar ni nu och om oss over \
         pa sa samma sedan sig sin sina sitt sjalv ska skulle som till under upp ut utan vad var vara varit vi vid vilken vill",
    ),
    (
        "tr",
        "acaba ama ancak artik asla aslinda az bana bazi belki ben beni benim beri bile bir bircok biri birkac biz bize bizim \
         bu buna bunda bundan bunlar bunu bunun burada cok cunku da daha de defa degil diger diye eger en fakat gibi hangi hem \
         henuz hep hepsi her hic icin ile ise iste kadar karsin kendi kez ki kim kimse mi mu nasil ne neden nerede niye o olan \
         olarak oldu oldugu olmak olur on ona ondan onlar onlari onu onun orada oyle oysa pek ragmen sadece sana sen seni sey \
         siz sizin sonra su tarafindan tum uzere var ve veya ya yani yerine yine yok zaten",
    ),
    (
        "uk",
        "а або адже але б без би був була були було бути в вам вас вже ви вона вони все всі всіх від він де для до же з за зі й \
         його к как кого коли лише майже мене мені ми може можна між мій на над нам нас наш не немає нею неї них ну ні ніж о \
         однак она ось от перед по при про проти під після та так таки також там те тебе теж ти тим тих то того тоді той тому \
         тут тільки у уже хоча хто це цей цих цього цьому ці через чи чого чому ще що щоб я як яка яке який якого якщо які є і \
         із їм їх її",
    ),
];

/// True if the folded word carries no subject in this language; false for a language without a list.
///
/// `nb` and `nn` are read as `no`.
pub fn is_stop_word(language: &str, key: &str) -> bool {
    static SETS: OnceLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = OnceLock::new();
    let sets = SETS.get_or_init(|| {
        LISTS
            .iter()
            .map(|&(code, words)| (code, words.split(' ').collect()))
            .collect()
    });
    let language = if matches!(language, "nb" | "nn") {
        "no"
    } else {
        language
    };
    sets.get(language).is_some_and(|words| words.contains(key))
}
