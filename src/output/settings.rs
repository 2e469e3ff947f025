//! Settings as a person and as a program reads them.

use serde::Serialize;

use super::flow;
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
