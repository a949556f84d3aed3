//! The sheet of needs of one district.

use super::model::{Draft, Row, Sheet};
use crate::{
    i18n::{Lang, Text, say},
    web::{error::Result, forms::Reader},
};
use serde::Deserialize;

/// The clusters in the order of the matrix, each with the name of its field.
pub const FIELDS: [(&str, &str); 16] = [
    ("CCM", "need-CCM"),
    ("EDU", "need-EDU"),
    ("ERY", "need-ERY"),
    ("FSC", "need-FSC"),
    ("HEA", "need-HEA"),
    ("LOG", "need-LOG"),
    ("NUT", "need-NUT"),
    ("PRO", "need-PRO"),
    ("PRO-CPN", "need-PRO-CPN"),
    ("PRO-GBV", "need-PRO-GBV"),
    ("PRO-HLP", "need-PRO-HLP"),
    ("PRO-MIN", "need-PRO-MIN"),
    ("SHL", "need-SHL"),
    ("TEL", "need-TEL"),
    ("WSH", "need-WSH"),
    ("Cash", "need-Cash"),
];

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NeedsForm {
    /// One for each of [`FIELDS`], in their order.
    pub people: Vec<String>,
    pub source: String,
    pub as_of: String,
    pub version: String,
}

impl NeedsForm {
    pub fn parse(&self) -> Result<Draft> {
        let mut read = Reader::default();
        let one = |(at, (cluster, field)): (usize, &(&'static str, &'static str))| {
            let raw = self.people.get(at).map(String::as_str).unwrap_or_default();
            (*cluster, read.number(field, raw, 0..=100_000_000))
        };
        let people = FIELDS.iter().enumerate().map(one).collect();
        let source = read.text("source", &self.source, 1..=200);
        let as_of = read.date("as_of", &self.as_of);
        read.finish(Draft { people, source, as_of })
    }

    /// What was typed for the cluster at this place.
    pub fn typed(&self, at: usize) -> &str {
        self.people.get(at).map(String::as_str).unwrap_or_default()
    }

    pub fn of(sheet: &Sheet) -> NeedsForm {
        let known = |cluster: &str| sheet.needs.iter().find(|need| need.cluster == cluster);
        let people = FIELDS.iter().map(|(cluster, _)| {
            known(cluster).map(|need| need.people.to_string()).unwrap_or_default()
        });
        let latest = sheet.needs.iter().max_by_key(|need| need.as_of.to_jiff());
        NeedsForm {
            people: people.collect(),
            source: latest.map(|need| need.source.clone()).unwrap_or_default(),
            as_of: latest.map(|need| need.as_of.to_jiff().to_string()).unwrap_or_default(),
            version: sheet.version(),
        }
    }
}

/// Rows of a plan that is pasted in at once.
pub const MOST_ROWS: usize = 5000;

/// Rows as they come out of a spreadsheet: code of the district, cluster, people.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImportForm {
    pub rows: String,
    pub source: String,
    pub as_of: String,
}

impl ImportForm {
    /// The rows with where they come from, or every mistake in them; a first row of headings is passed over.
    pub fn parse(&self) -> Result<(Vec<Row>, String, jiff::civil::Date)> {
        let mut read = Reader::default();
        let lines = self.rows.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let mut rows = Vec::new();
        for (at, line) in lines.take(MOST_ROWS + 1) {
            match parse_row(at + 1, line) {
                Ok(row) => rows.push(row),
                Err(_) if at == 0 => {}
                Err(text) => read.fail("rows", text),
            }
        }
        read.require(!rows.is_empty(), "rows", "frame-field-needed");
        let is_long = rows.len() > MOST_ROWS;
        read.require(!is_long, "rows", Text::new("gaps-rows-most").with("n", MOST_ROWS));
        let source = read.text("source", &self.source, 1..=200);
        let as_of = read.date("as_of", &self.as_of);
        read.finish((rows, source, as_of))
    }
}

fn parse_row(number: usize, line: &str) -> Result<Row, Text> {
    let mark = ['\t', ';', ','].into_iter().find(|mark| line.contains(*mark)).unwrap_or(',');
    let cells: Vec<&str> = line.split(mark).map(str::trim).collect();
    let wrong = |key: &'static str| Text::new(key).with("row", number.to_string());
    let [code, cluster, people] = cells[..] else { return Err(wrong("gaps-row-columns")) };
    let is_named = |(known, _): &&(&'static str, &'static str)| {
        let name = say(Lang::En, &format!("cluster-{known}"), None);
        known.eq_ignore_ascii_case(cluster) || name.eq_ignore_ascii_case(cluster)
    };
    let found = FIELDS.iter().find(is_named);
    let (cluster, _) = found.ok_or_else(|| wrong("gaps-row-cluster").with("name", cluster))?;
    let plain: String = people.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    let people = plain.parse().ok().filter(|n| (0..=100_000_000).contains(n));
    let people = people.ok_or_else(|| wrong("gaps-row-people").with("value", plain))?;
    Ok(Row { number, code: code.chars().take(40).collect(), cluster, people })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<Row>> {
        let form = ImportForm {
            rows: text.to_owned(),
            source: "A plan".to_owned(),
            as_of: "2026-03-31".to_owned(),
        };
        form.parse().map(|(rows, ..)| rows)
    }

    #[test]
    fn rows_come_from_spreadsheets_with_tabs_semicolons_or_commas() {
        let read =
            rows("code\tcluster\tpeople\nXZ0102\tWSH\t1 200\nXZ0103;Health;900\r\n\nXZ0103,nut,0")
                .unwrap();
        let short: Vec<_> = read
            .iter()
            .map(|row| (row.number, row.code.as_str(), row.cluster, row.people))
            .collect();
        assert_eq!(
            short,
            [(2, "XZ0102", "WSH", 1200), (3, "XZ0103", "HEA", 900), (5, "XZ0103", "NUT", 0)]
        );
    }

    #[test]
    fn every_wrong_row_is_named() {
        let Err(crate::web::error::Error::Invalid(errors)) =
            rows("XZ0102,WSH,10\nXZ0102,Magic,10\nXZ0102,WSH,many\nXZ0102")
        else {
            panic!("it parsed")
        };
        let keys: Vec<_> = errors.iter().map(|(_, text)| text.key.to_string()).collect();
        assert_eq!(keys, ["gaps-row-cluster", "gaps-row-people", "gaps-row-columns"]);
    }
}
