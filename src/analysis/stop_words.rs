//! Words that carry no subject, by language: passages are not chosen for them.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// The lists: language and folded words, divided by spaces. Written for news prose: pronouns, articles, conjunctions, prepositions, auxiliaries.
const LISTS: &[(&str, &str)] = &[
    (
        "cs",
        "a aby abychom abyste ackoli ackoliv aj ale ani asi aspon avsak az ba behem bez bude budeme budou by bych bychom byl \
         byla byli bylo bys byste byt ci clanek co coby coz dalsi dnes do dokud dosud ho i ja jak jako jakoby je jeden jedna \
         jedno jeho jej jeji jejich jejim jen jenz jeste jestli jestlize ji jich jim jimi jinak jine jiz jsem jsi jsme jsou \
         jste k kam kazda kazde kazdy kde kdo kdyby kdyz ke kolem kolik krome ktera ktere ktereho kterem kteremu kteri kterou \
         ktery kterych kterym kterymi ku kudy kvuli ma maji mate me mel mela meli melo mezi mi mit mne mnou mohl mohla mohli \
         mohou mu musel museli musi muze my na nad nam nami napiste nas nasi ne nebo nebot nebyl neco neho nejsou nekdo nektere \
         nekteri nektery nekterych nemu neni nez ni nic nikdo nikdy nim nimi nybrz nyni o od odkud okolo on ona onen oni ono \
         oproti ovsem pak po pod podle pokud pote potom pouze prave pred predtim pres prestoze pri pro proc proti proto protoze \
         prvni rovnez s se si sice skrz stale sva sve sveho svem svemu svoje svoji svou svuj svych svym ta tady tak take tam \
         tato te tech techto tedy tem temi temito temto ten tento teto tim to tohle toho tolik tom tomto tomu tomuto totiz tu \
         tuto ty u uvnitr uz v vam vami vas ve vedle vice vsak vse vsech vsechno vsechny vsem vsichni vubec vzdy z za zase \
         zatimco zde ze zpatky zpet",
    ),
    (
        "da",
        "ad af aldrig alle allerede alt altid anden andet andre at bade bare begge blev blevet blive bliver da de dem den denne \
         dens der deres derfor dermed derpa derved desuden det dets dette dig din dine disse dit dog du efter eller ellers en \
         end ene eneste enten er et faet fik flere fleste for fordi fra gar gennem gjorde gjort gor gore haft ham han hans har \
         havde have heller hen hende hendes her herefter hermed hid hinanden hos hun hvad hvem hver hverken hvert hvilke \
         hvilken hvilket hvis hvor hvordan hvorfor hvornar i ifolge igen ikke imod ind inden indtil ingen intet ja jeg jer \
         jeres jo kan kom kun kunne kunnet langs ma maa man mange matte mattet med meget mellem men mens mere mest mig min mine \
         mit mod modsat nar ned nemlig netop nogen noget nogle nok nu og ogsa om omkring op os oven ovenfor over pa sa sadan \
         sadanne saledes samme samt selv siden sig sin sine skal skall skulle snart som stadig syntes til trods uanset ud uden \
         under vaere vaeret var ved vi vil ville vist vor vore vores",
    ),
    (
        "de",
        "ab aber alle allem allen aller allerdings alles als also am an ander andere anderem anderen anderer anderes ans auch \
         auf aufs aus bei beim bereits bin bis bisher bist da dabei dafur dagegen damals damit danach dann daran darauf daraus \
         darin daruber darunter das dass davon dazu dein deine dem den denn der deren derzeit des deshalb dessen deswegen dich \
         die dies diese diesem diesen dieser dieses dir doch dort du durch durfen durfte eben ebenfalls ehe ein eine einem \
         einen einer eines einige einigen einiger er erst es etwa etwas euch fast fur furs gab ganz gegen gegenuber gewesen \
         geworden gibt hab habe haben habt hat hatte hatten hattest hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren \
         ihrer im immer in indem ins irgend ist ja jede jedem jeden jeder jedes jedoch jemand jene jenem jenen jener jenes \
         jetzt kann kaum kein keine keinem keinen keiner konnen konnte konnten laut man manche mehr mein meine meinem meinen \
         meiner mich mir mit mochte muss mussen musste nach nachdem nicht nichts nie niemand noch nun nur ob oder oft ohne \
         ohnehin pro rund sagt sagte schon sehr sei seid seien sein seine seinem seinen seiner seit selbst sich sie sind so \
         sobald solange solche solchen solcher soll sollen sollte sollten somit sondern sonst sowie statt trotz trotzdem uber \
         ubers um ums und uns unser unsere unserem unseren unserer unter unterm viel viele vielen vielleicht vom von vor \
         wahrend wann war ware waren wart warum was weder wegen weil weiter weitere weiteren welche wem wen wenig weniger wenn \
         wer werde werden weshalb wessen wie wieder will wir wird wo wobei wohl wollen wollte worden wurde wurden zu zudem zum \
         zunachst zur zusammen zwar zwischen",
    ),
    (
        "el",
        "α αλλα αλλεσ αλλη αλλο αλλοι αλλοσ αλλουσ αλλων αν ανα αντι απ απο αυτα αυτεσ αυτη αυτην αυτησ αυτο αυτοι αυτον αυτοσ \
         αυτου αυτουσ αυτων αφου βεβαια για γιατι δε δεν δηλαδη δι διοτι εαν εαυτο εαυτου εγω εδω ειμαι ειμαστε ειναι ειχαν \
         ειχε εκ εκει εκεινα εκεινη εκεινο εκεινοι εκεινοσ εκτοσ εμασ εμεισ εν ενα εναν ενασ ενεκα ενοσ εντοσ ενω εξ επειδη επι \
         επισησ εσεισ ετσι ευθυσ εχει εχουμε εχουν εχω εωσ η ηδη ησαν ηταν θα ι ιδια ιδιο ιδιοσ ισωσ καθε καθωσ και καμια \
         κανεισ καποια καποιεσ καποιο καποιοι καποιοσ κατ κατα κατοπιν κι λιγο λοιπον μα μαζι μαλιστα μαλλον μασ με μεσα μεσω \
         μετα μεταξυ μεχρι μη μηδε μην μηπωσ μητε μητι μια μιασ μολισ μολονοτι μονο μονον μου μπορει μπορουν να ναι ξανα ο οι \
         ολα ολεσ ολη ολο ολοσ ολουσ ολων ομωσ οποια οποιεσ οποιο οποιοι οποιοσ οποιουσ οποιων οποτε οπου οπωσ οσα οσεσ οσο \
         οσοι οσων οταν οτι ουδε ουτε ουτοσ οχι παλι παντα πανω παρ παρα περι πιο ποια ποιο ποιοσ πολυ ποσα ποσο ποσοι ποτε που \
         πρεπει πριν προσ προτου πωσ σ σαν σασ σε σου στα στη στην στισ στο στον στουσ συγχρονα συν σχεδον τ τα τετοια τετοιο \
         τη την τησ τι τιποτα τισ το τον τοσο τοτε του τουλαχιστον τουσ των τωρα υπερ υπο υστερα χωρισ ωσ ωσπου ωστε ωστοσο",
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
        "a acerca ademas ahi ahora al algo algun alguna alguno algunos alli ambas ambos ante antes apenas aquel aquella \
         aquellas aquello aquellos aqui asi asimismo aun aunque bajo bien cada casi cerca como con conmigo contra cual cuales \
         cualesquiera cualquier cuando cuanta cuantas cuanto cuantos cuya cuyas cuyo cuyos de debe deben debido del demas desde \
         despues dicha dicho dichos dijo donde dos durante e el ella ellas ellos embargo en entonces entre era eramos eran eres \
         es esa esas ese eso esos esta estaba estaban estado estamos estan estar estas este esten esto estos estoy estuvo \
         excepto fue fuera fueran fueron fuese ha haber habia habian habra hace hacia han has hasta hay haya hayan he hemos \
         hubo iba iban incluso la las le les lo los luego mas me mediante menos mi mia mientras mio mis misma mismas mismo \
         mismos mucho muy nada nadie ni ningun ninguna ninguno no nos nosotras nosotros nuestra nuestras nuestro nuestros o os \
         otra otras otro otros para pero pese poco podra podria podrian por porque puede pueden pues que quien quienes quiza \
         quizas respecto salvo se sea sean segun ser sera seran seria serian si sido siempre sin sino sobre solo somos son soy \
         su sus suya suyas suyo suyos tal tambien tampoco tan tanto te tener tengo tenia tenian ti tiene tienen toda todas todo \
         todos tras traves tu tuvieron tuvo u un una unas uno unos usted ustedes varias varios via vosotras vosotros vuestra \
         vuestro y ya yo",
    ),
    (
        "fi",
        "aikana aina alla alle asti edes ehka ei eika eivat eli ellei emme en enaa enemman ennen ensin eraat esimerkiksi et \
         etenkin ett etta ette ettei han hanella hanelle hanelta hanen hanesta hanta he heidan heilla heille heilta heita hyvin \
         ilman itse itseaan itsensa ja jalkeen jo johon joiden joihin joilla joissa joista joita joka jokainen jolla jolle \
         jolloin jonka jonne jopa jos joskus jossa josta jota joten jotka jotta jottei juuri kai kaikkea kaikki kaikkien kanssa \
         kautta keita kenen kenties kerran kohti koska kuin kuinka kuitenkin kuka kumpi kun kunhan kunnes kuten lahes lapi \
         lisaksi luona me meidan meille meita mihin mika mikaan mikali miksi milloin mina minka minua minulla minulle minun \
         missa mista mita mitka monet moni monia muiden muita mukaan mutta muu muun muut myos naiden nain naissa naita nama ne \
         niiden niihin niin niinpa niissa niista niita nimittain noin nuo nyt ohi ohitse ole olemme olen oli olisi olisivat \
         olivat olla ollaan olleet ollut oltiin on ovat paitsi paljon poikki puolesta saakka sama samaa samoin se seka sekaan \
         sellainen sellaisia sen siella siihen siina siis siita siksi silla sille silti sina sinua sinun sita sitten taalla \
         taas tahan tai tallainen tama taman tanne tassa tasta tata te toisaalta tosin tuo tuolla tuon tuota tuskin usein vaan \
         vahan vai vaikka vailla vain valilla varten vasta vastaan vasten viela voi voidaan voivat vuoksi yli ylla ymparilla",
    ),
    (
        "fr",
        "a afin ai aient ailleurs ainsi ait alors apres as au aucun aucune aujourd auquel aura auraient aurait auront aussi \
         autant autre autres aux auxquels avaient avait avant avec avez avoir avons ayant beaucoup bien c car ce ceci cela \
         celle celles celui cependant certain certaine certaines certains ces cet cette ceux chacun chacune chaque chez comme \
         comment d dans de dedans dehors deja depuis des desquelles desquels dessous dessus deux dit doit doivent donc dont du \
         duquel durant egalement elle elles en encore enfin ensuite entre est et etaient etais etait etant ete etes etions etre \
         eu eux faire fait font furent fut hormis hors hui ici il ils j jamais je jusqu jusque l la laquelle le lequel les \
         lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma maintenant mais malgre me meme memes mes moi moins mon n \
         ne neanmoins ni non nos notre nous on ont ou outre par parce parfois parmi pas pendant peu peut peuvent plus plusieurs \
         plutot pour pourquoi pouvait pres presque puis puisqu puisque qu quand quant que quel quelle quelles quelqu quelque \
         quelques quels qui quoi quoiqu quoique rien s sa sans se selon sera seraient serait seront ses si soient soit sommes \
         son sont sous souvent suis sur surtout t ta tandis tant te tel telle telles tels tes toi ton toujours tous tout toute \
         toutefois toutes tres tu un une vers via vos votre vous y",
    ),
    (
        "hu",
        "a abban abbol ahhoz ahogy ahol ahonnan ahova akar aki akik akiket akinek akit akkor alapjan alatt altal am amely \
         amelyben amelyek amelyeket amelyet amelynek ami amig aminek amit annak annal arra arrol az azaz azert azok azokat \
         azoknak azon azonban azota azt aztan azutan azzal be bele belul benne bennuk csak csupan de e ebben ebbol eddig egesz \
         egy egyeb egyes egyik egymas egymast egyre ehhez ekkor el ele ellen elobb eloszor elott elso en engem ennek erre errol \
         es ez ezaltal ezek ezeket ezeknek ezen ezert ezt ezutan ezzel fel fele felett fogja fognak fogva folott ha hanem \
         helyett hiszen hogy hogyan hol honnan hova ide igen igy ill illetve ilyen inkabb is ismet itt jo kapcsan kell kellene \
         kellett keresztul kevesbe ki kivul kozben kozott kozul kulonosen le legalabb legyen lehet lehetett lehetne lenne \
         lennenek lesz lesznek lett maga maganak magat maguk magukat majd majdnem mar mas masik meg mellett mellette mely \
         melyek melyik mennyi merre mert mi miatt miert mig mikor milyen mind minden mindenki mindez mindig mindket minek \
         minket mint mintha mivel most nagy nagyon nalunk ne nehany neked nekem neki nekik nekunk nelkul nelkule nem nincs nos \
         o oda ok oket olyan onnan ossze ot ott pedig per persze ra raadasul rola s sajat se sem semmi sohasem sok sokan sokkal \
         soran szamara szemben szerint szerinte szinte talan te teged tehat teljes teljesen tobb tobbi tole tovabb tovabba ugy \
         ugyan ugyanakkor ugyanaz ugyanis ugyanolyan ugynevezett uj ujra utan utana utobb utobbi vagy vagyok vagyunk vala \
         valaki valamely valami valamint valo van vannak vegul vele vissza viszont viszonylag volna volnanak volt voltak",
    ),
    (
        "id",
        "ada adalah adanya adapun agar akan akhirnya aku anda antar antara apa apabila apakah apalagi asal atas atau ataupun \
         bagaimana bagaimanapun bagi bahkan bahwa baik banyak beberapa begini begitu beliau belum berapa bersama bila bisa \
         boleh bukan bukankah bukanlah dahulu dalam dan dapat dari daripada demi demikian dengan di dia dimana dirinya disebut \
         entah guna hampir hanya harus hendak hingga ia ialah ini inilah itu itulah jadi jangan jika jikalau juga justru kalau \
         kalian kami kamu kapan karena kata ke kendati kepada kepadanya kerap ketika ketimbang kini kita kok lagi lah lain \
         lainnya lalu lantaran lebih maka masih masing maupun melalui memang memiliki mengenai menjadi menuju menurut mereka \
         merupakan meski meskipun mu mungkin namun nanti nya oleh olehnya pada paling para per perlu pernah pula pun saat saja \
         saling sambil sampai sana sang sangat saya sebab sebagai sebagaimana sebaliknya sebelum sebelumnya sebuah secara \
         sedang sedangkan seharusnya sehingga sejak sekali sekaligus sekalipun sekarang sekitar selagi selain selalu selama \
         seluruh seluruhnya semakin sementara sempat semua semula sendiri seorang sepanjang seperti sering serta sesuai sesuatu \
         sesudah setelah setiap seusai sewaktu siapa sini suatu sudah supaya tak tanpa tapi telah tentang tentu terhadap \
         tersebut tetap tetapi tiap tidak tidaklah toh turut untuk usai walaupun ya yaitu yakni yang",
    ),
    (
        "it",
        "a abbia abbiamo abbiano ad affinche agli ai al alcune alcuni alcuno all alla alle allo altra altre altri altro anche \
         ancora anzi appena attraverso aver avere avete aveva avevano avra avrebbe avuto benche c che chi chiunque ci cio cioe \
         circa coi col come con contro cosa cosi cui d da dagli dai dal dall dalla dalle dallo degli dei del dell della delle \
         dello deve devono di dopo dove dunque durante e ebbe ed egli ella era erano eri essa esse essere essi fa fin finche \
         fino fosse fossero fra fu furono gia giacche gli ha hai hanno ho i il in inoltre insieme invece io l la le lei li lo \
         loro lui m ma mai me mentre mi mia mie miei mio molta molte molti molto n ne negli nei nel nell nella nelle nello \
         nessun nessuna nessuno niente noi non nostra nostre nostri nostro nulla o od ogni ognuno oltre ora ormai ove per \
         perche pero piu pochi poco poi poiche possono potrebbe presso prima propria proprio puo pur pure qual qualche qualcosa \
         qualcuno quale quando quanta quante quanti quanto quasi quegli quei quel quell quella quelle quelli quello quest \
         questa queste questi questo qui quindi s sara saranno sarebbe sarebbero se sebbene secondo sei sempre senza si sia \
         siamo siano siccome siete solo soltanto sono sopra sotto spesso sta stanno stata stati stato stava stavano stessa \
         stesse stessi stesso sto su sua sue sugli sui sul sull sulla sulle suo suoi t tale tali tanta tante tanti tanto tra \
         tre tu tua tue tuo tuoi tutta tuttavia tutte tutti tutto un una uno v verso vi vicino voi vostra vostre vostri vostro",
    ),
    (
        "nl",
        "aan achter af al aldus alle alleen als alsof altijd andere anders behalve beide ben bij bijna bijvoorbeeld binnen \
         boven buiten daar daarbij daardoor daarmee daarna daarom daarvoor dan danwel dat de deden deed der des deze dezelfde \
         die dit doch doen door dus echter een eens eerst elk elkaar elke en enkele er ergens ervan ervoor evenals ge gedurende \
         geen gehad geweest geworden haar had heb hebben hebt heeft hem hen het hier hiervan hij hoe hoeveel hoewel hun ieder \
         iedere iedereen iemand iets ik in indien inmiddels is ja je jegens jij jou jouw jullie kan kon konden krachtens kunnen \
         kunt langs maar mag me meer meest men met mij mijn mits moest moesten moet moeten mogen na naar naast nabij nadat \
         namelijk nergens niemand niet niets noch nochtans nog nooit nu of ofwel om omdat ondanks onder ondertussen ons onze \
         ooit ook op opnieuw over overigens pas per reeds rond samen sinds slechts sommige soms steeds straks te tegen teneinde \
         terwijl tevens tijdens toch toen tot totdat tussen u uit uw vaak van vanaf vandaar vanuit veel vervolgens via volgens \
         voor vooral voorts vrijwel waar waarbij waarin waarna waarom waarop waarvan wanneer want waren was wat we weer wegens \
         wel welk welke wellicht werd werden wezen wie wiens wier wij wijl wil worden wordt zal ze zeer zei zelf zelfs zich zij \
         zijn zo zoals zodat zodra zonder zou zouden zoveel zulke",
    ),
    (
        "no",
        "aldri alle allerede alltid andre annen annet at av bade bare begge berre blant ble blir blitt da de deg dei dem den \
         denne der dere deres deretter derfor derimot dermed dersom dessuden det dette din dine disse ditt du dykk eg ei ein \
         eit eller ellers en enn enna enten er et etter fa fatt flere for fordi fra gjennom ha hadde han hans har heller hennes \
         her hja ho hos hun hva hvem hver hverken hvert hvilke hvilken hvilket hvis hvor hvorav hvordan hvorfor i ifolge igjen \
         ikke ikkje imidlertid ingen ingenting inn innen inntil ja jeg jo kan kom korleis kun kunne kunnet kva kven kvifor \
         langs likevel ma man mange matte med meg mellom men mens mer mest min mine mitt mot mye na nar ned nesten noe noen nok \
         noko nokon og ogsa ogsaa om omkring opp oss over pa rundt sa saman samme samt seg selv selve siden sin sine sitt skal \
         skulle slik slike som stadig til trass tross under ut uten vaere vaert var vart ved vel vere vi vil ville vore",
    ),
    (
        "pl",
        "a aby aczkolwiek albo ale ani az bardzo beda bede bedzie bez bo bowiem by byc byl byla byli bylo byly bym bywa chce \
         choc chociaz chyba ci cie co czy czyli czym dla dlaczego dlatego do dokad dookola dopiero dwa dzieki gdy gdyby gdyz \
         gdzie go i ich ile im inna inne innego inni inny innych iz ja jak jaka jakby jaki jakich jakie jakies jakim jakis jako \
         je jeden jedna jednak jedno jego jej jemu jesli jest jestem jestes jestesmy jeszcze jezeli juz kazda kazde kazdego \
         kazdy kiedy kiedys kilka kilku kim kogo komu kto ktora ktoras ktore ktorego ktorej ktoremu ktory ktorych ktorym \
         ktorymi ktorys ktorzy ktos lecz lub ma maja mam mamy mi mial miala miali miec mimo mnie moga mogl mogla mogli moj moja \
         moje moze mozna mu musi musza my na nad nadal nam nami nas nasz nasza nasze naszego naszych natomiast nawet nia nic \
         nich nie niech niego niej niektore niektorych niemal niemu nigdy nikt nim nimi niz no o obok od on ona one oni ono \
         oprocz oraz oto owszem pan po pod podczas ponad poniewaz poza pozniej prawie przeciez przeciw przeciwko przed przede \
         przez przy rowniez sa sam sama sami samo sie skad soba sobie spod sposrod stad swego swej swoich swoim swoj swoja \
         swoje swojego swojej swym swymi ta tak taka taki takich takie takiego takze tam tamtego tamten te tego tegoz tej temu \
         ten teraz tez to toba tobie totez trzeba tu tutaj twoj twoja twoje ty tych tylko tym u w wam wami was wasz wasza wasze \
         we wewnatrz wiec wlasnie wlasny wobec wokol wraz wsrod wszedzie wszyscy wszystkich wszystkie wszystkiego wszystkim \
         wszystko wtedy wy wzdluz wzgledem z za zaden zadna zadne zanim zas zatem zawsze zbyt ze zeby znad znow znowu zostal \
         zostala zostali zostalo zostaly zza",
    ),
    (
        "pt",
        "a agora ainda alem algo alguem algum alguma algumas alguns ali ante antes ao aos apenas apos aquela aquelas aquele \
         aqueles aqui aquilo as assim ate bem cada com como contra contudo cuja cujas cujo cujos da dai daquela daquele \
         daqueles das de dela delas dele deles depois desde dessa desse desta deste deve devem disse disso disto do dois dos \
         durante e ela elas ele eles em embora enquanto entao entre era eram essa esse esta estao estar estas estava este \
         esteja estes esteve estiveram eu ficou foi foram fosse fossem ha havia hoje houve houver ia iam isso isto ja la lhe \
         lhes logo mais mas me menos mesma mesmas mesmo mesmos meu meus minha minhas muito na nao naquela naquele nas nem \
         nenhum nenhuma nessa nesse nesta nestas neste nestes ninguem nisso no nos nossa nossas nosso nossos num numa nunca \
         nuns o onde os ou outra outras outro outros para pela pelas pelo pelos perante pode podem podia pois por porem porque \
         portanto propria proprio quaisquer qual qualquer quando quanto quantos quase que quem sao se segundo seja sem sempre \
         sendo ser sera serao seria seriam seu seus sido so sob sobre somente somos sou sua suas tais tal tambem tanta tanto \
         tantos tao te tem tenha tenham ter teu teve tinha tinham tiveram toda todas todavia todo todos tu tua tudo um uma umas \
         uns vai vao varias varios voce voces vos",
    ),
    (
        "ro",
        "a abia acea aceasta aceea aceeasi aceia acel acela acelasi acelor acest acesta aceste acestea acestei acesteia acestia \
         acestor acestui acolo acum adica afara ai aia aici al alaturi ale alt alta altceva alte altfel am anume aproape ar are \
         as asa asemenea astea astfel asupra at atat ati atunci au avand avea aveam aveau avem aveti avut ca cand candva care \
         careia caror carora caruia cat cata cate cati catre ce cea cei cel cele celor ceva chiar cine cineva conform cu cum \
         cumva da daca dar de deasupra decat deci deja deoarece desi despre din dinspre dintr dintre doar dupa ea ei el ele era \
         eram erau este esti eu fara fi fie fiecare fii fiind fiti fost fosti fuse iar iarasi iat ii il imi in inainte inca \
         incat incepand inclusiv indiferent insa insasi inspre insusi intr intre intrucat isi iti la langa le li lor lui macar \
         mai mea mei mele meu mi mine mult multa multe multi n ne nici nicio niciodata niciun niciuna nimeni nimic niste \
         noastra noastre noi nostri nostru nu numai o oare ori oricare orice oricine oricum oriunde pana parca pe pentru peste \
         poate pot prea precum prin printr printre putea puteau putut sa sai sale sau se si spre sub sunt suntem sunteti sus ta \
         tale tau te ti tine toata toate tocmai tot toti totul totusi tu tuturor un una unde unei unele uneori unii unor unui \
         unuia unul va vi voastra voastre voi voiau vom vor vostri vostru vrea vreau vreo vreun",
    ),
    (
        "ru",
        "а без более больше будем будет буду будут бы бывает был была были было быть в вам вами вас ваш ваша ваше ваши ввиду \
         вдоль ведь весь весьма вместе вне внутри во возле вокруг вот все всегда всего всем всеми всех всю вся вы где да дабы \
         даже дескать для до другая другие других другой его едва ее если есть еще ею же за затем зато зачем здесь значит и ибо \
         из или им именно ими иногда итак их к каждая каждого каждый как какая какой кем ко когда кого кому которая которого \
         которое которой котором которому которую которые который которым которыми которых кроме кто ли либо лишь любой между \
         меня мне много мной мною мог могла могли могут мое моего можем может можно мои мой моя мы на над надо нами например \
         нас наш наша наше нашего нашей наши наших не него нее ней некоторые некоторый некоторых нельзя нем нет нечто ни \
         никогда никто ним ними них ничего ничто но ну о об оба обе один однако около он она они оно опять от очень по под пока \
         покуда поскольку после потом потому почему почти поэтому прежде при притом причем про против пусть ради раз ранее с \
         сам сама сами само самого свое своего своей своем своему свои своим своими своих свой свою себе себя сейчас сквозь \
         снова со собой среди стал стала стали станет стать сюда та так такая также такие таким такими таких такого такое такой \
         такую там твой те тебе тебя тем теми теперь то тобой тогда того тоже той только том тому тот тою три туда тут ты у уже \
         хоть хотя чего чей чем через что чтоб чтобы чуть чье чьи чья эта эти этим этими этих это этого этой этом этому этот \
         эту я является являются",
    ),
    (
        "sv",
        "aldrig alla allt alltid alltsa an anda andra annan annat ar aterigen att av aven bade bara bland blev bli blir blivit \
         da dar darefter darfor darmed de dels dem den denna deras dess dessa dessutom det detta dig din dina dit ditt diverse \
         dock du efter eftersom ehuru ej eller emellan emot en enbart endast enligt er era ert ett fanns fastan fatt fick finns \
         fler flera for fore forst fran genom gentemot gjorde gor gora ha hade haft han hans har hellre henne hennes hon honom \
         hos hur i icke ifran igen igenom in inga ingen ingenting inget innan inom inte istallet jag ju kan kring kunde langs \
         lika man manga maste med medan mellan men mer mera mest mig min mina mitt mot mycket nagon nagonting nagot nagra \
         namligen nar nastan nedan ni nog nu oavsett och ocksa ofta om oss ovan over pa pga redan resp runt sa sadan sadana \
         sadant sag saledes samma samt sedan sig sin sina sitt sjalv ska skall skulle snart som till tills tror trots under upp \
         ut utan utom vad var vara varandra varav varfor varit varje varken vars vart vem vi via vid vilka vilken vilket vill \
         vore",
    ),
    (
        "tr",
        "acaba altinda ama ancak araciligiyla arasinda artik asla aslinda ayni ayrica az bana bazen bazi belki ben beni benim \
         beri bile bir biraz bircok biri birkac biz bizden bize bizi bizim bizler boyle boylece boyunca bu buna bunca bunda \
         bundan bunlar bunlara bunlardan bunlarin bunu bunun burada buradan burasi cogu cok cunku da daha dahi dair de defa \
         degil degildir dek diger digeri disinda diye dolayi dolayisiyla edecek eden eder ederek edildi edilen edilmesi ediyor \
         eger elbette en etmek etmesi etmis etti ettigi ettiler ettim fakat gerek gibi gore hakkinda hala halbuki halen haline \
         hangi hangisi hani hatta hem henuz hep hepsi hepsini her herhangi herkes hic hicbir icerisinde icin icinde idi iken \
         ile ilgili ise iste itibaren kadar karsi karsin kendi kendine kendini kendisi kendisine kez ki kim kimden kimi kimin \
         kimse kisaca lakin madem meger mesela mi mu nasil ne neden nedeniyle nedenle neler nerde nerede neyse nicin nin \
         nitekim niye o olacagini olacak olan olani olarak oldu oldugu oldugunu oldukca oldular olmadi olmadigi olmak olmasi \
         olmayan olmus olsa olsun olup olur olursa oluyor on ona onca once ondan onlar onlarca onlari onlarin onu onun orada \
         oradan otekiler oyle oysa pek peki ragmen rastgele sadece sana sanki sen seni sey simdi siz sizden sizi sizin sizler \
         sonra sonunda soyle su suna sundan sunlar sunu surekli tabii tarafindan tum uzere uzeri uzerinde uzerinden var vardi \
         ve veya ya yahut yalniz yalnizca yani yapilacak yapilan yerinde yerine yine yok yoksa yonelik yuzden zaten zira",
    ),
    (
        "uk",
        "а аби або адже але ані б без би близько бо був буде будемо буду будуть була були було бути більше біля в вам вами вас \
         ваш ваша ваше ваші весь вже ви внаслідок вона вони впродовж все всередині всього всю всюди вся всі всім всіма всіх від \
         він де дещо для до дуже же з за завдяки замість заради зараз звідки знову зокрема зі й його йому к как ким кого кожен \
         кожна кожний кожного коли кому крім куди кімось либонь лише мав майже мала мали мати мають має мене мені ми мною мого \
         може можна моя моє мої між мій на навколо навіть над нам нами нас наче наш наша наше наших нашого наші не немає нему \
         неначе нею неї ним ними них ну нього ні ніби ніде ніж ніколи ніхто нічого ніщо о об один одна однак одного окрім она \
         ось от отже отож перед по поза поки понад попри поряд потім при про просто проте проти протягом під після разом раніше \
         сам сама саме самий самі свого свою своє своєму своєї свої своїм своїми своїх свій себе серед собою собі стосовно сюди \
         та так така таке таки такий таким таких такого також такої такі там твоя твій те тебе теж ти тим тими тих то тобою \
         тобі того тоді той тому треба трохи туди тут ті тільки тією тієї у уже упродовж усе усього усі усіх хоч хоча хто хтось \
         це цей цим цими цих цього цьому цю ці цій цією цієї через чи чий чим чия чиї чиїм чого чому ще що щоб щодо щось я як \
         яка якби яке який якими яких якого якому якою якої якраз яку якщо які якій є і із інша інший інших іншого інші їй їм \
         їх їхня їхні їхній їхніх її",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fold;

    #[test]
    fn every_word_is_folded_and_stands_once_in_its_place() {
        for (language, words) in LISTS {
            let words: Vec<&str> = words.split(' ').collect();
            assert!(words.is_sorted_by(|one, next| one < next), "{language}");
            for word in words {
                assert_eq!(fold(word), word, "{language}");
            }
        }
    }

    #[test]
    fn the_words_that_join_others_are_in_every_list() {
        for (language, joining, content) in [
            ("cs", "a i nebo ale kdyby mel", "vlada"),
            ("da", "og eller men hvordan disse", "regering"),
            ("de", "und oder aber seien wegen schon", "wien"),
            ("el", "και η αλλα καθως μεταξυ", "κυβερνηση"),
            ("en", "and or but such those", "across"),
            ("es", "y e o u pero puede", "pais"),
            ("fi", "ja tai mutta sitten seka", "hallitus"),
            ("fr", "et ou mais donc lorsque", "pays"),
            ("hu", "es vagy de azonban kozben", "kormany"),
            ("id", "dan atau tetapi namun tersebut", "pemerintah"),
            ("it", "e ed o od ma quindi", "governo"),
            ("nb", "og eller men hvordan eg", "regjering"),
            ("nl", "en of maar zoals tijdens", "regering"),
            ("pl", "i lub ale zostal rowniez", "rzad"),
            ("pt", "e ou mas entao pode", "governo"),
            ("ro", "si sau dar atunci peste", "guvern"),
            ("ru", "и или но который будет", "правительство"),
            ("sv", "och eller men darfor fanns", "regering"),
            ("tr", "ve veya ama ayrica sonra", "hukumet"),
            ("uk", "і або але навіть буде", "уряд"),
        ] {
            for word in joining.split(' ') {
                assert!(is_stop_word(language, &fold(word)), "{language}: {word}");
            }
            assert!(
                !is_stop_word(language, &fold(content)),
                "{language}: {content}"
            );
        }
    }
}
