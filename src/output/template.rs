//! A line of one's own for each hit: `{published} {site}: {title}\n`.

use super::fields::Field;
use crate::search::Hit;

/// A template that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Field(Field),
}

impl Template {
    /// Reads a template: `{field}` is a fact of the hit, `{{` and `}}` are brackets, `\n`, `\t` and `\\` as in C.
    ///
    /// What is written ends with a line end; one is added if the template has none.
    ///
    /// # Errors
    ///
    /// An unknown field, a bracket that is not closed.
    pub fn read(text: &str) -> Result<Self, String> {
        let (mut parts, mut literal) = (Vec::new(), String::new());
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '{' | '}' if rest.next_if_eq(&c).is_some() => literal.push(c),
                '{' => {
                    let mut name = String::new();
                    let closed = rest.by_ref().any(|c| {
                        name.extend(Some(c).filter(|c| *c != '}'));
                        c == '}'
                    });
                    if !closed {
                        return Err(format!("`{{{name}` is not closed with a }}"));
                    }
                    parts.push(Part::Text(std::mem::take(&mut literal)));
                    parts.push(Part::Field(Field::named(name.trim())?));
                }
                '}' => return Err("a } alone; write }} for the bracket itself".to_owned()),
                '\\' => match rest.next() {
                    Some('n') => literal.push('\n'),
                    Some('t') => literal.push('\t'),
                    Some('\\') => literal.push('\\'),
                    other => literal.extend(['\\'].into_iter().chain(other)),
                },
                other => literal.push(other),
            }
        }
        if !literal.ends_with('\n') {
            literal.push('\n');
        }
        parts.push(Part::Text(literal));
        Ok(Self(parts))
    }

    /// What it makes of a hit.
    pub fn fill(&self, hit: &Hit, rank: usize) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Field(field) => field.text(hit, rank),
        };
        self.0.iter().map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_text_and_fields() {
        let text = |text: &str| Part::Text(text.to_owned());
        let table = [
            ("{id}", vec![text(""), Part::Field(Field::Id), text("\n")]),
            (
                "{{x}}\\t{ site }\\n",
                vec![text("{x}\t"), Part::Field(Field::Site), text("\n")],
            ),
            ("\\d\\\\", vec![text("\\d\\\n")]),
        ];
        for (said, parts) in table {
            assert_eq!(Template::read(said), Ok(Template(parts)), "{said}");
        }
        for wrong in ["{colour}", "{id", "id}", "{"] {
            assert!(Template::read(wrong).is_err(), "{wrong}");
        }
    }
}
