//! Files of all kinds whose articles are made up, and what becomes of such files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

use crate::harm::Chance;
use crate::stories::archive::Archive;

const WORDS: &str = "river council harbour mayor ferry tunnel budget school hospital festival museum bridge railway minister court dam village farmer \
    union docker strike vote election fire storm flood winter summer energy water market price bread coal steel paper glass forest mountain \
    valley coast island airport station street square theatre orchestra painter writer teacher doctor nurse engineer pilot captain sailor";
const DEEDS: &str = "approved rejected opened closed delayed announced criticised defended visited repaired sold bought inspected described doubled";
const FOLDERS: [&str; 4] = ["", "", "a/", "b/c/"];
const KINDS: [&str; 8] = [
    "txt", "html", "jsonl", "jsonl", "jsonl", "json", "warc", "xml",
];

/// An article in one of its versions: one line of text.
#[derive(Clone)]
struct Version {
    /// Its number, and that of the version.
    name: (usize, usize),
    title: String,
    text: String,
    address: Option<String>,
    own_id: Option<String>,
    day: Option<usize>,
    site: &'static str,
}

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Harm {
    /// A line is cut in half.
    Torn(usize),
    NoBody(usize),
    /// So many percent are left.
    Cut(usize),
    Empty,
}

#[derive(Clone)]
struct File {
    kind: &'static str,
    packed: bool,
    pages: Vec<Version>,
    harm: Option<Harm>,
    seconds: u64,
}

/// The files of an archive, and the articles that there have been, each with its versions.
#[derive(Default)]
pub struct Files {
    all: BTreeMap<String, File>,
    articles: Vec<Vec<Version>>,
    named: usize,
}

fn word(words: &str, chance: &mut Chance) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words[chance.below(words.len())].to_owned()
}

fn sentence(chance: &mut Chance) -> String {
    let mut noun = || word(WORDS, chance);
    let (one, other, third, fourth) = (noun(), noun(), noun(), noun());
    let (deed, number) = (word(DEEDS, chance), 2 + chance.below(998));
    format!(
        "The {one} {other} {deed} {number} plans of the {third} on Monday, because a {fourth} near the coast had been closed before."
    )
}

fn sentences(chance: &mut Chance) -> String {
    (0..3 + chance.below(3))
        .map(|_| sentence(chance))
        .collect::<Vec<_>>()
        .join(" ")
}

fn title(chance: &mut Chance) -> String {
    let (one, other) = (word(WORDS, chance), word(WORDS, chance));
    let (deed, number) = (word(DEEDS, chance), chance.below(100_000));
    format!("The {one} {deed} plan {number} of the {other}")
}

impl Files {
    pub fn are_harmed(&self) -> bool {
        self.all.values().any(|file| file.harm.is_some())
    }

    fn article(&mut self, chance: &mut Chance) -> Version {
        let number = self.articles.len();
        let site = ["alpha.example", "beta.example"][chance.below(2)];
        let version = Version {
            name: (number, 0),
            title: title(chance),
            text: sentences(chance),
            address: (chance.below(10) < 6).then(|| format!("https://{site}/2026/story-{number}")),
            own_id: (chance.below(10) < 4).then(|| format!("r-{number}")),
            day: chance.once_in(2).then(|| 10 + chance.below(18)),
            site,
        };
        self.articles.push(vec![version.clone()]);
        version
    }

    fn version(&mut self, number: usize, chance: &mut Chance) -> Version {
        let versions = &mut self.articles[number];
        let mut version = versions.last().unwrap().clone();
        version.name.1 = versions.len();
        match chance.below(20) {
            0..12 => version.text = format!("{} {}", version.text, sentence(chance)),
            12..15 => version.title = format!("{}, again", version.title),
            15..18 => version.day = version.day.map(|_| 10 + chance.below(18)),
            // Another article at the same address.
            _ => (version.title, version.text) = (title(chance), sentences(chance)),
        }
        versions.push(version.clone());
        version
    }

    /// A new article, or one of before in a version that is new or not.
    fn page(&mut self, chance: &mut Chance) -> Version {
        if self.articles.is_empty() || chance.below(10) < 7 {
            return self.article(chance);
        }
        let number = chance.below(self.articles.len());
        if chance.once_in(2) {
            let versions = &self.articles[number];
            versions[chance.below(versions.len())].clone()
        } else {
            self.version(number, chance)
        }
    }

    fn name(&mut self, kind: &str, packed: bool, chance: &mut Chance) -> String {
        self.named += 1;
        let folder = FOLDERS[chance.below(FOLDERS.len())];
        // Neither in the order in which they come nor against it.
        let letter = ["k", "f", "p"][chance.below(3)];
        let end = if packed { ".gz" } else { "" };
        format!("{folder}{letter}{}.{kind}{end}", self.named)
    }

    /// Adds a file; what was done.
    pub fn begin_one(&mut self, archive: &Archive, chance: &mut Chance) -> String {
        let kind = KINDS[chance.below(KINDS.len())];
        let several = if ["txt", "html"].contains(&kind) {
            1
        } else {
            1 + chance.below(4)
        };
        let file = File {
            kind,
            packed: chance.once_in(4),
            pages: (0..several).map(|_| self.page(chance)).collect(),
            harm: None,
            seconds: 0,
        };
        let name = self.name(kind, file.packed, chance);
        self.all.insert(name.clone(), file);
        self.write(archive, &name, chance);
        format!("{name} begins with {}", self.told(&name))
    }

    fn told(&self, name: &str) -> String {
        let file = &self.all[name];
        let pages: Vec<String> = file.pages.iter().map(Version::told).collect();
        format!("{pages:?} {:?} at {}", file.harm, file.seconds)
    }

    /// Does something to a file; what was done.
    pub fn change(&mut self, archive: &Archive, chance: &mut Chance) -> String {
        if self.all.len() < 3 {
            return self.begin_one(archive, chance);
        }
        let names: Vec<String> = self.all.keys().cloned().collect();
        let name = names[chance.below(names.len())].clone();
        let mut file = self.all[&name].clone();
        let what = match chance.below(16) {
            0 | 1 => return self.begin_one(archive, chance),
            2 => {
                fs::remove_file(archive.path(&name)).unwrap();
                self.all.remove(&name);
                return format!("{name} is removed");
            }
            3 | 4 => {
                let other = self.name(file.kind, file.packed, chance);
                fs::create_dir_all(archive.path(&other).parent().unwrap()).unwrap();
                fs::rename(archive.path(&name), archive.path(&other)).unwrap();
                self.all.remove(&name);
                self.all.insert(other.clone(), file);
                return format!("{name} is moved to {other}");
            }
            5 => {
                let other = self.name(file.kind, file.packed, chance);
                self.all.insert(other.clone(), file);
                self.write(archive, &other, chance);
                return format!("{name} is copied to {other} {}", self.told(&other));
            }
            6 => {
                let other = names[chance.below(names.len())].clone();
                return self.swap(archive, &name, &other);
            }
            7 => "is touched",
            8 | 9 if file.harm.is_some() => {
                file.harm = None;
                "is healed"
            }
            8 => {
                file.harm = Some(file.some_harm(chance));
                "is harmed"
            }
            _ => self.edit(&mut file, chance),
        };
        self.all.insert(name.clone(), file);
        self.write(archive, &name, chance);
        format!("{name} {what}: {}", self.told(&name))
    }

    fn swap(&mut self, archive: &Archive, one: &str, other: &str) -> String {
        let (first, second) = (self.all[one].clone(), self.all[other].clone());
        if one == other || (first.kind, first.packed) != (second.kind, second.packed) {
            return "nothing is done".to_owned();
        }
        let (between, to) = (archive.path("between"), |name| archive.path(name));
        fs::rename(to(one), &between).unwrap();
        fs::rename(to(other), to(one)).unwrap();
        fs::rename(&between, to(other)).unwrap();
        self.all.insert(one.to_owned(), second);
        self.all.insert(other.to_owned(), first);
        format!("{one} and {other} change names")
    }

    fn edit(&mut self, file: &mut File, chance: &mut Chance) -> &'static str {
        let at = chance.below(file.pages.len());
        let other = chance.below(file.pages.len());
        let is_one = ["txt", "html"].contains(&file.kind);
        match chance.below(6) {
            0 if !is_one => {
                file.pages.insert(at, self.page(chance));
                "has one more"
            }
            1 if !is_one => {
                file.pages.push(self.page(chance));
                "has one more at its end"
            }
            2 if file.pages.len() > 1 => {
                file.pages.remove(at);
                "has one fewer"
            }
            3 if at != other => {
                file.pages.swap(at, other);
                "has another order"
            }
            _ => {
                file.pages[at] = self.version(file.pages[at].name.0, chance);
                "is changed"
            }
        }
    }

    fn write(&mut self, archive: &Archive, name: &str, chance: &mut Chance) {
        let file = self.all.get_mut(name).unwrap();
        file.seconds = chance.below(5_000_000) as u64;
        archive.write_at(name, &file.bytes(), file.seconds);
    }
}

impl Version {
    fn told(&self) -> String {
        let (article, version) = self.name;
        let address = self.address.as_ref().map_or("", |_| " address");
        let own_id = self.own_id.as_ref().map_or("", |_| " id");
        let day = self.day.map_or(String::new(), |day| format!(" day {day}"));
        format!("{article}.{version}{address}{own_id}{day}")
    }

    fn published(&self) -> Option<String> {
        self.day.map(|day| format!("2026-01-{day}"))
    }

    fn json(&self, has_body: bool) -> serde_json::Value {
        let mut record = serde_json::Map::new();
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                record.insert(name.to_owned(), value.into());
            }
        };
        put("id", self.own_id.clone());
        put("title", Some(self.title.clone()));
        put("url", self.address.clone());
        put("site", Some(self.site.to_owned()));
        put("published", self.published());
        put("text", has_body.then(|| self.text.clone()));
        record.into()
    }

    fn html(&self) -> String {
        let mut head = format!("<title>{}</title>", self.title);
        if let Some(address) = &self.address {
            let _ = write!(head, "<link rel=canonical href='{address}'>");
        }
        if let Some(day) = self.published() {
            let _ = write!(
                head,
                "<meta property='article:published_time' content='{day}T09:00:00Z'>"
            );
        }
        format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body><article><h1>{}</h1><p>{}</p></article></body></html>",
            self.title, self.text
        )
    }

    fn dump(&self) -> String {
        let address = self
            .address
            .iter()
            .map(|address| format!("URL: {address}\n"));
        let day = self.published().map(|day| format!("{day}\n\n"));
        let (address, day) = (address.collect::<String>(), day.unwrap_or_default());
        format!("{address}{}\n\n{day}{}\n", self.title, self.text)
    }

    fn capture(&self) -> String {
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}",
            self.html()
        );
        let number = self.name.0;
        let address = self.address.clone();
        let address = address.unwrap_or_else(|| format!("https://{}/w/{number}", self.site));
        let day = self.published().unwrap_or_else(|| "2026-01-05".to_owned());
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: {day}T10:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        )
    }

    fn item(&self) -> String {
        let mut item = format!("<item><title>{}</title>", self.title);
        if let Some(address) = &self.address {
            let _ = write!(item, "<link>{address}</link>");
        }
        if let Some(own_id) = &self.own_id {
            let _ = write!(item, "<guid isPermaLink=\"false\">{own_id}</guid>");
        }
        if let Some(day) = self.day {
            let _ = write!(item, "<pubDate>{day} Jan 2026 08:00:00 GMT</pubDate>");
        }
        format!(
            "{item}<content:encoded><![CDATA[<p>{}</p>]]></content:encoded></item>",
            self.text
        )
    }
}

impl File {
    fn some_harm(&self, chance: &mut Chance) -> Harm {
        let at = chance.below(self.pages.len());
        match chance.below(4) {
            0 if self.kind == "jsonl" => Harm::Torn(at),
            1 if self.kind == "jsonl" => Harm::NoBody(at),
            0 => Harm::Empty,
            _ => Harm::Cut(20 + 15 * chance.below(6)),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.text().into_bytes();
        if self.packed {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packer.write_all(&bytes).unwrap();
            bytes = packer.finish().unwrap();
        }
        match self.harm {
            Some(Harm::Cut(percent)) => bytes.truncate(bytes.len() * percent / 100),
            Some(Harm::Empty) => bytes.clear(),
            _ => {}
        }
        bytes
    }

    fn text(&self) -> String {
        let pages = self.pages.iter();
        match self.kind {
            "txt" => self.pages[0].dump(),
            "html" => self.pages[0].html(),
            "jsonl" => (0..)
                .zip(pages)
                .map(|(at, page)| self.line(at, page))
                .collect(),
            "json" => {
                let records: Vec<_> = pages.map(|page| page.json(true)).collect();
                serde_json::to_string_pretty(&records).unwrap()
            }
            "warc" => pages.map(Version::capture).collect(),
            _ => {
                let items: String = pages.map(Version::item).collect();
                format!(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
                     <channel><title>Feed</title><link>https://feed.example/</link>{items}</channel></rss>"
                )
            }
        }
    }

    fn line(&self, at: usize, page: &Version) -> String {
        let mut line = page.json(self.harm != Some(Harm::NoBody(at))).to_string();
        if self.harm == Some(Harm::Torn(at)) {
            line.truncate(line.len() / 2);
        }
        line + "\n"
    }
}
