//! An activity file of the International Aid Transparency Initiative, version 2.03: element by element in the order of its schema
//! (`iati-activities-schema.xsd`; how it was checked stands in `docs/qips.md`).

use super::model::{Activity, Reporter};
use crate::{
    qips::model::{Kind, cents},
    reference,
    web::error::{Error, Result},
};
use jiff_sqlx::Date;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// Roles of organisations (code list `OrganisationRole`).
const FUNDING: &str = "1";
const IMPLEMENTING: &str = "4";
/// A multilateral organisation (code list `OrganisationType`).
const MULTILATERAL: &str = "40";
/// The purpose codes are those of the OECD's Development Assistance Committee with three digits (`SectorVocabulary`).
const THREE_DIGITS: &str = "2";
const COMMITMENT: &str = "2";
const DISBURSEMENT: &str = "3";

type Attributes<'a> = [(&'a str, &'a str)];

/// The file; `mark` says who took it out, when, and whether it is all.
pub fn write(
    mark: &str,
    made_at: jiff::Timestamp,
    reporter: &Reporter,
    activities: &[Activity],
) -> Result<Vec<u8>> {
    let mut file = File { writer: Writer::new_with_indent(Vec::new(), b' ', 1), reporter };
    let failed = |error: std::io::Error| Error::Internal(format!("iati: {error}"));
    file.all(mark, made_at, activities).map_err(failed)?;
    Ok(file.writer.into_inner())
}

struct File<'a> {
    writer: Writer<Vec<u8>>,
    reporter: &'a Reporter,
}

impl File<'_> {
    fn all(
        &mut self,
        mark: &str,
        made_at: jiff::Timestamp,
        activities: &[Activity],
    ) -> std::io::Result<()> {
        self.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        // Two hyphens would end the comment.
        let mark =
            allowed(mark).split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        self.writer.write_event(Event::Comment(BytesText::from_escaped(format!(" {mark} "))))?;
        let made_at = made_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let root = [("version", "2.03"), ("generated-datetime", made_at.as_str())];
        self.open("iati-activities", &root)?;
        for activity in activities {
            self.activity(activity)?;
        }
        self.close("iati-activities")
    }

    fn activity(&mut self, activity: &Activity) -> std::io::Result<()> {
        // Neither these projects nor community support is humanitarian aid.
        self.open("iati-activity", &[("default-currency", "USD"), ("humanitarian", "0")])?;
        let reporter = self.reporter;
        let identifier =
            format!("{}-{}", reporter.identifier(), reference::show(&activity.reference));
        self.text("iati-identifier", &[], &identifier)?;
        let org = reporter.identifier();
        let by = [("ref", org.as_str()), ("type", MULTILATERAL)];
        self.narrative("reporting-org", &by, &reporter.name)?;
        self.narrative("title", &[], &activity.title)?;
        let said =
            if activity.summary.trim().is_empty() { &activity.title } else { &activity.summary };
        self.narrative("description", &[("type", "1")], said)?;
        self.participants(activity)?;
        self.leaf("activity-status", &[("code", activity.status().unwrap_or_default())])?;
        for (code, day) in activity.days() {
            self.leaf("activity-date", &[("iso-date", &iso(day)), ("type", code)])?;
        }
        self.place(activity)?;
        let sector = [("vocabulary", THREE_DIGITS), ("code", activity.sector.as_str())];
        self.leaf("sector", &sector)?;
        self.money(activity)?;
        self.close("iati-activity")
    }

    /// The mission pays for a Quick Impact Project; who pays for community support is its own affair. The partner carries it out.
    fn participants(&mut self, activity: &Activity) -> std::io::Result<()> {
        let reporter = self.reporter;
        let org = reporter.identifier();
        let role = if activity.kind == Kind::Qip { FUNDING } else { IMPLEMENTING };
        let mission = [("ref", org.as_str()), ("type", MULTILATERAL), ("role", role)];
        self.narrative("participating-org", &mission, &reporter.name)?;
        match &activity.partner {
            Some(partner) => {
                self.narrative("participating-org", &[("role", IMPLEMENTING)], partner)
            }
            None => Ok(()),
        }
    }

    /// The country, and the district by its name: never coordinates, never a place.
    fn place(&mut self, activity: &Activity) -> std::io::Result<()> {
        let country = self.reporter.country.clone();
        if !country.is_empty() {
            self.leaf("recipient-country", &[("code", &country)])?;
        }
        let name = match &activity.region {
            Some(region) => format!("{}, {region}", activity.area),
            None => activity.area.clone(),
        };
        self.open("location", &[])?;
        self.leaf("location-reach", &[("code", "1")])?;
        self.narrative("name", &[], &name)?;
        self.leaf("exactness", &[("code", "2")])?;
        self.close("location")
    }

    /// What was approved for the budget year, what was promised by the agreement, what went out.
    fn money(&mut self, activity: &Activity) -> std::io::Result<()> {
        let Some(approved) = activity.approved_usd else { return Ok(()) };
        let amount = |amount| format!("{:.2}", cents(amount));
        let (from, until) = (
            format!("{}-07-01", activity.budget_year),
            format!("{}-06-30", activity.budget_year + 1),
        );
        self.open("budget", &[("type", "1"), ("status", "2")])?;
        self.leaf("period-start", &[("iso-date", &from)])?;
        self.leaf("period-end", &[("iso-date", &until)])?;
        let value = [("currency", "USD"), ("value-date", from.as_str())];
        self.text("value", &value, &amount(approved))?;
        self.close("budget")?;
        if let Some(day) = activity.agreed_on {
            self.transaction(COMMITMENT, day, &amount(approved), activity.partner.as_deref())?;
        }
        for (day, released) in &activity.released {
            self.transaction(DISBURSEMENT, *day, &amount(*released), activity.partner.as_deref())?;
        }
        Ok(())
    }

    fn transaction(
        &mut self,
        code: &str,
        day: Date,
        amount: &str,
        receiver: Option<&str>,
    ) -> std::io::Result<()> {
        let (day, reporter) = (iso(day), self.reporter);
        let org = reporter.identifier();
        self.open("transaction", &[])?;
        self.leaf("transaction-type", &[("code", code)])?;
        self.leaf("transaction-date", &[("iso-date", &day)])?;
        self.text("value", &[("currency", "USD"), ("value-date", &day)], amount)?;
        let provider = [("ref", org.as_str()), ("type", MULTILATERAL)];
        self.narrative("provider-org", &provider, &reporter.name)?;
        if let Some(receiver) = receiver {
            self.narrative("receiver-org", &[], receiver)?;
        }
        self.close("transaction")
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> std::io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))
    }

    fn close(&mut self, name: &str) -> std::io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    fn leaf(&mut self, name: &str, attributes: &Attributes<'_>) -> std::io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    fn text(&mut self, name: &str, attributes: &Attributes<'_>, text: &str) -> std::io::Result<()> {
        self.open(name, attributes)?;
        self.writer.write_event(Event::Text(BytesText::new(&allowed(text))))?;
        self.close(name)
    }

    fn narrative(
        &mut self,
        name: &str,
        attributes: &Attributes<'_>,
        text: &str,
    ) -> std::io::Result<()> {
        self.open(name, attributes)?;
        self.text("narrative", &[], text.trim())?;
        self.close(name)
    }
}

fn start<'a>(name: &'a str, attributes: &Attributes<'a>) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}

fn iso(day: Date) -> String {
    day.to_jiff().to_string()
}

/// Without the characters that XML 1.0 knows no way to write.
fn allowed(text: &str) -> String {
    let is_allowed = |c: &char| {
        matches!(c, '\t' | '\n' | '\r') || !c.is_control() && *c < '\u{fffe}' || *c > '\u{ffff}'
    };
    text.chars().filter(is_allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qips::model::State;
    use jiff::civil::date;
    use quick_xml::{Reader, events::Event as Read};
    use uuid::Uuid;

    fn activity() -> Activity {
        Activity {
            id: Uuid::nil(),
            reference: "K7QF2M9P".to_owned(),
            kind: Kind::Qip,
            title: "A well & <b>pump</b>".to_owned(),
            summary: "Water\u{0} nearer".to_owned(),
            sector: "140".to_owned(),
            area: "Mill Ford".to_owned(),
            region: Some("Kolmata".to_owned()),
            state: State::Implementing,
            starts_on: Some(date(2026, 9, 1).into()),
            ends_on: Some(date(2027, 1, 31).into()),
            agreed_on: Some(date(2026, 8, 20).into()),
            handed_over_on: None,
            budget_year: 2026,
            approved_usd: "12500.5".parse().ok(),
            partner: Some("Alderbrook".to_owned()),
            released: vec![(date(2026, 9, 1).into(), "10000".parse().unwrap())],
        }
    }

    fn reporter() -> Reporter {
        Reporter { name: "UNMIZ".to_owned(), country: "XZ".to_owned(), org: String::new() }
    }

    /// The elements with how deep they stand, in order.
    fn elements(file: &[u8]) -> Vec<(usize, String)> {
        let mut reader = Reader::from_reader(file);
        let (mut depth, mut found, mut buffer) = (0, Vec::new(), Vec::new());
        loop {
            match reader.read_event_into(&mut buffer).unwrap() {
                Read::Start(tag) => {
                    found.push((depth, tag.name().0.to_owned()));
                    depth += 1;
                }
                Read::Empty(tag) => found.push((depth, tag.name().0.to_owned())),
                Read::End(_) => depth -= 1,
                Read::Eof => return found,
                _ => {}
            }
            buffer.clear();
        }
    }

    /// The children of an activity in the order of the schema; those that must be there.
    const ORDER: [(&str, bool); 11] = [
        ("iati-identifier", true),
        ("reporting-org", true),
        ("title", true),
        ("description", true),
        ("participating-org", true),
        ("activity-status", true),
        ("activity-date", true),
        ("recipient-country", false),
        ("location", false),
        ("sector", false),
        ("budget", false),
    ];

    #[test]
    fn elements_stand_in_the_order_of_the_schema_and_none_that_it_asks_for_is_missing() {
        let made_at = jiff::Timestamp::UNIX_EPOCH;
        let bare = Activity {
            partner: None,
            region: None,
            approved_usd: None,
            starts_on: None,
            ends_on: None,
            summary: String::new(),
            released: Vec::new(),
            state: State::Agreed,
            ..activity()
        };
        for activity in [activity(), bare] {
            assert!(activity.is_told());
            let file = write("mark", made_at, &reporter(), &[activity]).unwrap();
            let children: Vec<String> = elements(&file)
                .into_iter()
                .filter(|(d, _)| *d == 2)
                .map(|(_, name)| name)
                .collect();
            let mut known: Vec<&str> = ORDER.iter().map(|(name, _)| *name).collect();
            known.push("transaction");
            let places: Vec<usize> =
                children.iter().map(|c| known.iter().position(|k| k == c).unwrap()).collect();
            assert!(places.is_sorted(), "{children:?}");
            for (name, is_needed) in ORDER {
                assert!(!is_needed || children.iter().any(|child| child == name), "{name}");
            }
        }
    }

    #[test]
    fn words_are_written_so_that_they_stay_words() {
        let mark = "UNMIZ -- Ana";
        let file = write(mark, jiff::Timestamp::UNIX_EPOCH, &reporter(), &[activity()]).unwrap();
        let text = String::from_utf8(file).unwrap();
        assert!(
            text.contains("A well &amp; &lt;b&gt;pump&lt;/b&gt;") && text.contains("Water nearer")
        );
        assert_eq!(text.matches("--").count(), 2, "the comment begins and ends once");
        assert!(text.contains(">12500.50<") && text.contains(">10000.00<"));
        assert!(!text.contains("<point") && !text.contains("coordinates"));
    }

    #[test]
    fn what_was_not_agreed_or_has_no_day_is_not_told() {
        for state in [State::Concept, State::Approved, State::Rejected, State::Cancelled] {
            assert!(!Activity { state, ..activity() }.is_told(), "{state}");
        }
        let timeless = Activity { starts_on: None, ends_on: None, agreed_on: None, ..activity() };
        assert!(!timeless.is_told());
    }
}
