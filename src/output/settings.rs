//! Settings as a person and as a program reads them.

use serde::Serialize;

use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};

/// One setting of `newsdex config`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettingRecord {
    /// Its key in the settings file.
    pub key: String,
    /// Its value, as one would write it.
    pub value: String,
    /// Where the value comes from: `default`, `config.toml:3`, `NEWSDEX_INDEX`, `--index`.
    pub origin: String,
}

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedRecord {
    /// Its name, its query, and where it stands.
    #[serde(flatten)]
    pub setting: SettingRecord,
    /// What it stays within: names of options of `newsdex search`, and their values.
    pub within: Vec<(&'static str, String)>,
}

/// Saved searches in columns, below each what it stays within, as options of `newsdex search`.
pub fn searches(saved: &[SavedRecord], look: Look) -> String {
    let settings: Vec<SettingRecord> = saved.iter().map(|one| one.setting.clone()).collect();
    let rows = table(&settings, look);
    let mut out = String::new();
    for (row, one) in rows.lines().zip(saved) {
        out.extend([row, "\n"]);
        if !one.within.is_empty() {
            let options = one.within.iter().map(|(name, value)| option(name, value));
            let options = options.collect::<Vec<_>>().join(" ");
            let mut sheet = Sheet::new(look);
            sheet.indent(2);
            let text = Marked::running(&options, &[]);
            flow::write(&mut sheet, &text, 2, 4, look.text_width());
            out.push_str(&sheet.into_text());
        }
    }
    out
}

/// `--person \"Elin Sjöberg\"`.
fn option(name: &str, value: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._-:".contains(c);
    if !value.is_empty() && value.chars().all(plain) {
        format!("--{name} {value}")
    } else {
        format!("--{name} \"{value}\"")
    }
}

/// Settings in columns: key, value, origin.
pub fn table(settings: &[SettingRecord], look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let widest = |of: fn(&SettingRecord) -> &str| {
        settings
            .iter()
            .map(|setting| flow::columns(of(setting)))
            .max()
            .unwrap_or(0)
    };
    let keys = widest(|setting| &setting.key);
    let room = look.text_width().saturating_sub(keys + 2).max(24) / 2;
    let values = widest(|setting| &setting.value).min(room);
    for setting in settings {
        let value = sheet.look().cut(&setting.value, values);
        let gap = |text: &str, width: usize| " ".repeat(width - flow::columns(text).min(width) + 2);
        sheet.put(Role::Site, &setting.key);
        sheet.put(Role::Text, &gap(&setting.key, keys));
        sheet.put(Role::Text, &value);
        sheet.put(Role::Text, &gap(&value, values));
        sheet.put(Role::Aside, &setting.origin).end();
    }
    sheet.into_text()
}
