//! The columns of activities in files: the same fields, names and HXL tags for what comes in and what goes out.

use super::model::PARTS;

/// A field of an activity in a file: its key, the header an export gives it, and its HXL tag (HXL standard 1.1; `#meta+id` is ours).
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub key: &'static str,
    pub header: &'static str,
    pub tag: &'static str,
}

const fn column(key: &'static str, header: &'static str, tag: &'static str) -> Column {
    Column { key, header, tag }
}

/// In the order of an export.
pub const COLUMNS: &[Column] = &[
    column("id", "Activity id", "#meta+id"),
    column("actor", "Organisation", "#org+name"),
    column("acronym", "Acronym", "#org+acronym"),
    column("cluster", "Cluster", "#sector+code"),
    column("what", "Activity", "#activity+name"),
    column("region", "Region", "#adm1+name"),
    column("region_code", "Region code", "#adm1+code"),
    column("district", "District", "#adm2+name"),
    column("district_code", "District code", "#adm2+code"),
    column("starts", "Start", "#date+start"),
    column("ends", "End", "#date+end"),
    column("status", "Status", "#status"),
    column("modality", "Modality", "#modality"),
    column("target_group", "Target group", "#population+type"),
    column("targeted", "People targeted", "#targeted"),
    column("targeted_women", "Women targeted", "#targeted+f+adults"),
    column("targeted_girls", "Girls targeted", "#targeted+f+children"),
    column("targeted_female", "Women and girls targeted", "#targeted+f"),
    column("targeted_men", "Men targeted", "#targeted+m+adults"),
    column("targeted_boys", "Boys targeted", "#targeted+m+children"),
    column("targeted_male", "Men and boys targeted", "#targeted+m"),
    column("reached", "People reached", "#reached"),
    column("reached_women", "Women reached", "#reached+f+adults"),
    column("reached_girls", "Girls reached", "#reached+f+children"),
    column("reached_female", "Women and girls reached", "#reached+f"),
    column("reached_men", "Men reached", "#reached+m+adults"),
    column("reached_boys", "Boys reached", "#reached+m+children"),
    column("reached_male", "Men and boys reached", "#reached+m"),
    column("objective", "Objective", "#objective"),
    column("function", "CIMIC function", "#activity+function"),
    column("confirmed", "Last confirmed", "#date+confirmed"),
];

/// Fields that an import reads beside those of an export: one day or month for both ends, and what stands in side tables.
pub const ONLY_READ: &[Column] = &[
    column("month", "Month", "#date+month"),
    column("partner", "Implementing partner", "#org+impl"),
    column("place", "Exact place", "#loc+name"),
];

/// The fields that a column of a file can be.
pub fn fields() -> impl Iterator<Item = &'static str> {
    let out = COLUMNS.iter().filter(|column| column.key != "confirmed");
    out.chain(ONLY_READ).map(|column| column.key)
}

/// The part of a field of people: `targeted_women` is `women` of `targeted`.
pub fn part_of(key: &str) -> Option<(&'static str, &'static str)> {
    let (whole, part) = key.split_once('_')?;
    let whole = ["targeted", "reached"].into_iter().find(|known| *known == whole)?;
    Some((whole, PARTS.into_iter().find(|known| *known == part)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tag_and_no_header_stands_twice() {
        let all: Vec<_> = COLUMNS.iter().chain(ONLY_READ).collect();
        for (at, one) in all.iter().enumerate() {
            let twice = |other: &&&Column| other.tag == one.tag || other.header == one.header;
            assert_eq!(all[..at].iter().find(twice).map(|other| other.key), None, "{}", one.key);
        }
    }
}
