//! Which column of a file holds which field of an activity: by its HXL tag, else by its name in English, French or Spanish.

use crate::imports::wording::{fold, tidy};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write as _};

/// Field by column: `{"actor": 7}`. What is not in it is not read.
pub type Columns = BTreeMap<String, usize>;

/// A column as the file has it: its name, its HXL tag, and a few of its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub name: String,
    pub tag: String,
    pub samples: Vec<String>,
}

/// Names that columns go by, folded. Order counts: the first name that a file has is taken.
const NAMES: &[(&str, &[&str])] = &[
    ("id", &["activity id", "house id"]),
    (
        "actor",
        &[
            "organisation",
            "organization",
            "organization name",
            "organisation name",
            "org name",
            "organisations",
            "organizations",
            "organizacion",
            "nom de l organisation",
            "nom organisation",
            "programming organisation",
            "lead organization",
            "actor",
            "actor name",
            "partner name",
            "agency",
            "agency name",
        ],
    ),
    (
        "acronym",
        &[
            "acronym",
            "org acronym",
            "acronyme",
            "acronyme de l organisation",
            "organisation acronym",
            "organization acronym",
            "sigle",
            "abbreviation",
        ],
    ),
    (
        "cluster",
        &[
            "cluster",
            "clusters",
            "sector",
            "sector cluster",
            "secteur",
            "secteurs",
            "cluster secteur",
            "sector english",
            "sectors",
        ],
    ),
    (
        "what",
        &[
            "activity",
            "activities",
            "activity name",
            "activity description",
            "activite",
            "activites",
            "actividad",
            "subsector",
            "sub sector",
            "project title",
            "description",
        ],
    ),
    (
        "region_code",
        &[
            "regionpcode",
            "region pcode",
            "region code",
            "adm1 pcode",
            "admin1 pcode",
            "admin1pcode",
            "adm1 code",
            "province pcode",
            "code province",
        ],
    ),
    (
        "region",
        &[
            "region",
            "regions",
            "adm1",
            "admin1",
            "admin 1",
            "admin level 1",
            "adm1 name",
            "adm1 en",
            "admin1 name",
            "province",
            "provinces",
            "state",
            "departamento provincia estado",
        ],
    ),
    (
        "district_code",
        &[
            "districtpcode",
            "district pcode",
            "district code",
            "adm2 pcode",
            "admin2 pcode",
            "admin2pcode",
            "adm2 code",
            "pcode",
        ],
    ),
    (
        "district",
        &[
            "district",
            "districts",
            "adm2",
            "admin2",
            "admin 2",
            "admin level 2",
            "adm2 name",
            "adm2 en",
            "admin2 name",
            "departement",
            "county",
            "municipio",
        ],
    ),
    (
        "month",
        &[
            "month",
            "months",
            "mois",
            "mes",
            "reporting month",
            "period",
            "periode",
            "date",
            "reporting period",
        ],
    ),
    (
        "starts",
        &[
            "start",
            "start date",
            "starts",
            "date start",
            "date de debut",
            "debut",
            "from",
            "fecha de inicio",
        ],
    ),
    (
        "ends",
        &[
            "end",
            "end date",
            "ends",
            "date end",
            "date de fin",
            "fin",
            "until",
            "to",
            "fecha de fin",
        ],
    ),
    ("status", &["status", "activity status", "statut", "estado", "project status"]),
    (
        "modality",
        &["modality", "modalite", "modalidad", "delivery modality", "assistance modality"],
    ),
    (
        "target_group",
        &[
            "target group",
            "target population",
            "beneficiary type",
            "population group",
            "population type",
            "groupe cible",
        ],
    ),
    (
        "targeted",
        &[
            "people targeted",
            "targeted",
            "beneficiaries targeted",
            "target",
            "personnes ciblees",
            "beneficiaires cibles",
            "beneficiaries",
            "annualtarget",
        ],
    ),
    ("targeted_women", &["women targeted", "targeted women"]),
    ("targeted_girls", &["girls targeted", "targeted girls"]),
    (
        "targeted_female",
        &["women and girls targeted", "female targeted", "targeted female", "mujeres"],
    ),
    ("targeted_men", &["men targeted", "targeted men"]),
    ("targeted_boys", &["boys targeted", "targeted boys"]),
    ("targeted_male", &["men and boys targeted", "male targeted", "targeted male", "hombres"]),
    (
        "reached",
        &["people reached", "reached", "beneficiaries reached", "personnes atteintes", "achieved"],
    ),
    ("reached_women", &["women reached", "reached women"]),
    ("reached_girls", &["girls reached", "reached girls"]),
    ("reached_female", &["women and girls reached", "female reached", "reached female"]),
    ("reached_men", &["men reached", "reached men"]),
    ("reached_boys", &["boys reached", "reached boys"]),
    ("reached_male", &["men and boys reached", "male reached", "reached male"]),
    ("objective", &["objective", "objectif", "objetivo"]),
    ("function", &["cimic function", "function"]),
    (
        "partner",
        &[
            "implementing partner",
            "implementing partners",
            "implementing organisation",
            "implementing organization",
            "partenaire de mise en oeuvre",
            "partenaire",
        ],
    ),
    (
        "place",
        &["exact place", "site", "site name", "location", "localite", "village", "settlement"],
    ),
];

/// Whether a cell is an HXL tag: `#adm2 +code`. Spreadsheet errors such as `#N/A` are not.
pub fn is_tag(cell: &str) -> bool {
    let mut rest = cell.trim().chars();
    rest.next() == Some('#')
        && rest.next().is_some_and(|c| c.is_ascii_lowercase())
        && rest.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | ' '))
}

/// The field that a tag means.
pub fn by_tag(tag: &str) -> Option<&'static str> {
    let plain: String = tag.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let mut words = plain.strip_prefix('#')?.split('+');
    let base = words.next()?;
    let attributes: Vec<&str> = words.collect();
    let has = |any: &[&str]| attributes.iter().any(|one| any.contains(one));
    match base {
        "meta" if has(&["id"]) => Some("id"),
        "org" if has(&["type", "funder", "funding", "donor", "id"]) => None,
        "org" if has(&["impl", "implementing", "partner"]) => Some("partner"),
        "org" if has(&["acronym", "code", "abbr"]) => Some("acronym"),
        "org" => Some("actor"),
        "sector" | "cluster" => Some("cluster"),
        "activity" if has(&["function"]) => Some("function"),
        "activity" if has(&["code", "id"]) => None,
        "activity" | "subsector" => Some("what"),
        "adm1" if has(&["code", "pcode"]) => Some("region_code"),
        "adm1" => Some("region"),
        "adm2" if has(&["code", "pcode"]) => Some("district_code"),
        "adm2" => Some("district"),
        "loc" if has(&["name"]) => Some("place"),
        "date" if has(&["start"]) => Some("starts"),
        "date" if has(&["end"]) => Some("ends"),
        "date" if has(&["confirmed", "updated"]) => None,
        "date" | "period_date" => Some("month"),
        "status" => Some("status"),
        "modality" => Some("modality"),
        "population" | "beneficiary" if has(&["type"]) => Some("target_group"),
        "targeted" | "beneficiary" => part("targeted", &attributes),
        "reached" => part("reached", &attributes),
        "objective" => Some("objective"),
        _ => None,
    }
}

fn part(whole: &'static str, attributes: &[&str]) -> Option<&'static str> {
    let has = |any: &[&str]| attributes.iter().any(|one| any.contains(one));
    let part = match (has(&["f", "female"]), has(&["m", "male"])) {
        (true, false) if has(&["children", "girls"]) => "girls",
        (true, false) if has(&["adults", "women"]) => "women",
        (true, false) => "female",
        (false, true) if has(&["children", "boys"]) => "boys",
        (false, true) if has(&["adults", "men"]) => "men",
        (false, true) => "male",
        _ if has(&["children", "adults", "elderly", "infants"]) => return None,
        _ => return Some(whole),
    };
    let fields = crate::activities::model::fields();
    fields
        .filter(|field| field.starts_with(whole))
        .find(|field| field.ends_with(&format!("_{part}")))
}

/// The field that a column's name means, and how far down the list of its names this one stands.
pub fn by_name(name: &str) -> Option<(&'static str, usize)> {
    let folded = fold(name);
    NAMES.iter().find_map(|(field, names)| {
        names.iter().position(|known| *known == folded).map(|place| (*field, place))
    })
}

/// The columns as the house recognises them: tags first, then the best names for what no tag says.
pub fn recognise(heads: &[Head]) -> Columns {
    let mut columns = Columns::new();
    for (at, head) in heads.iter().enumerate() {
        if let Some(field) = by_tag(&head.tag) {
            columns.entry(field.to_owned()).or_insert(at);
        }
    }
    let mut named: Vec<(usize, usize, &'static str)> = heads
        .iter()
        .enumerate()
        .filter(|(_, head)| head.tag.is_empty())
        .filter_map(|(at, head)| by_name(&head.name).map(|(field, place)| (place, at, field)))
        .collect();
    named.sort_unstable();
    for (_, at, field) in named {
        columns.entry(field.to_owned()).or_insert(at);
    }
    columns
}

/// How well a row serves as a header: how many fields it names.
pub fn score(cells: &[String]) -> usize {
    let heads: Vec<Head> =
        cells.iter().map(|cell| Head { name: tidy(cell), ..Head::default() }).collect();
    recognise(&heads).len()
}

/// What stands for files with these columns, so that a choice made once is remembered.
pub fn signature(heads: &[Head]) -> String {
    let all: Vec<String> =
        heads.iter().map(|head| format!("{}{}", fold(&head.name), head.tag)).collect();
    let digest = Sha256::digest(all.join("|").as_bytes());
    digest.iter().take(16).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Whether these columns say enough: somebody, and somewhere.
pub fn suffice(columns: &Columns) -> bool {
    let any = |fields: &[&str]| fields.iter().any(|field| columns.contains_key(*field));
    any(&["actor", "acronym"]) && any(&["district", "district_code", "region", "region_code"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activities::model::{COLUMNS, ONLY_READ};

    #[test]
    fn what_the_house_writes_it_reads_again() {
        for column in COLUMNS.iter().chain(ONLY_READ).filter(|column| column.key != "confirmed") {
            assert_eq!(by_tag(column.tag), Some(column.key), "{}", column.tag);
            assert_eq!(
                by_name(column.header).map(|found| found.0),
                Some(column.key),
                "{}",
                column.header
            );
        }
        assert_eq!(by_tag("#date+confirmed"), None);
    }

    #[test]
    fn tags_are_tags_and_spreadsheet_errors_are_not() {
        for tag in ["#adm2+code", "#org", "#sector +es", "#period_date"] {
            assert!(is_tag(tag), "{tag}");
        }
        for other in ["#N/A", "#REF!", "# 3", "sector+es", "", "#"] {
            assert!(!is_tag(other), "{other}");
        }
    }

    #[test]
    fn a_half_tagged_file_is_read_by_tags_and_names() {
        let head = |name: &str, tag: &str| Head {
            name: name.into(),
            tag: tag.into(),
            samples: Vec::new(),
        };
        let heads = [
            head("Title", ""),
            head("Province", "#adm1+name"),
            head("Cluster", "#sector"),
            head("Acronyme", "#org+acronym"),
            head("Organisation", ""),
        ];
        let columns = recognise(&heads);
        let expected = [("acronym", 3), ("actor", 4), ("cluster", 2), ("region", 1)];
        assert_eq!(
            columns.iter().map(|(key, at)| (key.as_str(), *at)).collect::<Vec<_>>(),
            expected
        );
        assert!(suffice(&columns));
    }
}
