//! What files call clusters, statuses and functions, in English, French and Spanish.

use crate::{
    activities::model::{Cluster, Function, Status},
    imports::wording::{fold, likeness},
};

/// Names of clusters and areas of responsibility, folded, beside their codes.
const CLUSTERS: &[(Cluster, &[&str])] = &[
    (
        Cluster::Ccm,
        &[
            "cccm",
            "camp coordination and camp management",
            "camp coordination management",
            "camp coordination and management",
            "camp management",
            "coordination et gestion des camps",
            "gestion des camps",
            "gssi",
        ],
    ),
    (
        Cluster::Cash,
        &[
            "mpca",
            "mpc",
            "cash",
            "multi purpose cash",
            "multipurpose cash",
            "multi purpose cash assistance",
            "cash transfer",
            "transferts monetaires",
            "transfert monetaire",
            "cash multi usages",
        ],
    ),
    (Cluster::Edu, &["education", "educacion", "edu"]),
    (
        Cluster::Ery,
        &[
            "early recovery",
            "recovery",
            "livelihood",
            "livelihoods",
            "relevement precoce",
            "relevement",
            "moyens de subsistance",
        ],
    ),
    (
        Cluster::Fsc,
        &[
            "food security",
            "food security and livelihoods",
            "food security livelihoods",
            "food security and agriculture",
            "fsl",
            "fsac",
            "securite alimentaire",
            "securite alimentaire et moyens de subsistance",
            "seguridad alimentaria",
            "food",
            "agriculture",
        ],
    ),
    (Cluster::Hea, &["health", "sante", "salud"]),
    (Cluster::Log, &["logistics", "logistique", "logistica"]),
    (Cluster::Nut, &["nutrition", "nutricion"]),
    (Cluster::Pro, &["protection", "general protection", "proteccion", "protection generale"]),
    (
        Cluster::Cpn,
        &[
            "child protection",
            "cp",
            "protection de l enfance",
            "protection enfant",
            "protection des enfants",
        ],
    ),
    (
        Cluster::Gbv,
        &[
            "gbv",
            "gender based violence",
            "sgbv",
            "vbg",
            "violence basee sur le genre",
            "violences basees sur le genre",
            "gender based violence gbv",
        ],
    ),
    (
        Cluster::Hlp,
        &[
            "hlp",
            "housing land and property",
            "housing land property",
            "ltb",
            "logement terre et biens",
            "logement terres et proprietes",
        ],
    ),
    (
        Cluster::Min,
        &[
            "mine action",
            "explosive hazards",
            "explosive ordnance",
            "ma",
            "lutte antimines",
            "action contre les mines",
            "uxo",
        ],
    ),
    (
        Cluster::Shl,
        &[
            "shelter",
            "shelter and nfi",
            "shelter and nfis",
            "shelter nfi",
            "shelter nfis",
            "emergency shelter and nfi",
            "emergency shelter",
            "nfi",
            "snfi",
            "abris",
            "abris ame",
            "abris et ame",
            "abris d urgence et nfi",
            "core relief items cris",
            "core relief items",
        ],
    ),
    (
        Cluster::Tel,
        &[
            "emergency telecommunications",
            "telecommunications",
            "etc",
            "telecommunications d urgence",
        ],
    ),
    (
        Cluster::Wsh,
        &[
            "wash",
            "water sanitation hygiene",
            "water sanitation and hygiene",
            "water and sanitation",
            "water sanitation",
            "eha",
            "eau hygiene et assainissement",
            "eau hygiene assainissement",
            "eau assainissement et hygiene",
            "agua saneamiento e higiene",
        ],
    ),
];

/// The cluster that a cell means: a code of the house, or a name.
pub fn cluster(cell: &str) -> Option<Cluster> {
    let folded = fold(cell);
    let code = Cluster::named().find(|cluster| fold(cluster.as_str()) == folded);
    code.or_else(|| {
        let named = CLUSTERS.iter().find(|(_, names)| names.contains(&folded.as_str()));
        named.map(|(cluster, _)| *cluster)
    })
}

/// The clusters whose names are most like this one, the likest first; three at most.
pub fn nearest_clusters(cell: &str) -> Vec<Cluster> {
    let folded = fold(cell);
    let mut scored: Vec<(f64, Cluster)> = CLUSTERS
        .iter()
        .map(|(cluster, names)| {
            let best = names.iter().map(|name| likeness(&folded, name)).fold(0.0, f64::max);
            (best, *cluster)
        })
        .filter(|(score, _)| *score >= 0.4)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(3).map(|(_, cluster)| cluster).collect()
}

/// The status that a cell means.
pub fn status(cell: &str) -> Option<Status> {
    let folded = fold(cell);
    Status::parse(&folded).or(match folded.as_str() {
        "in progress" | "on going" | "under way" | "underway" | "implementation" | "active"
        | "current" | "en cours" | "en curso" => Some(Status::Ongoing),
        "pipeline"
        | "identification"
        | "pipeline identification"
        | "not started"
        | "to start"
        | "prevu"
        | "planifie"
        | "planificado"
        | "previsto" => Some(Status::Planned),
        "complete" | "closed" | "finished" | "done" | "finalisation" | "ended" | "termine"
        | "acheve" | "completado" | "terminado" => Some(Status::Completed),
        "on hold" | "paused" | "suspendu" | "suspendido" => Some(Status::Suspended),
        "canceled" | "annule" | "cancelado" => Some(Status::Cancelled),
        _ => None,
    })
}

/// The function of a military activity that a cell means.
pub fn function(cell: &str) -> Option<Function> {
    let folded = fold(cell).replace(' ', "_");
    Function::parse(&folded).or(match folded.as_str() {
        "liaison_info_management" | "liaison_information_management" => Some(Function::Liaison),
        "support_to_the_force" => Some(Function::MissionSupport),
        "support_to_the_community" | "community" => Some(Function::CommunitySupport),
        _ => None,
    })
}

/// What people write where no organisation is meant.
pub fn is_nobody(name: &str) -> bool {
    matches!(
        fold(name).as_str(),
        "not in the list"
            | "other"
            | "others"
            | "autre"
            | "autres"
            | "unknown"
            | "n a"
            | "na"
            | "none"
            | "tbd"
            | "inconnu"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_go_by_many_names() {
        for (cell, code) in [
            ("MPCA", "Cash"),
            ("Explosive Hazards", "PRO-MIN"),
            ("Shelter and NFIs", "SHL"),
            ("GBV", "PRO-GBV"),
            ("Salud", "HEA"),
            ("PRO-CPN", "PRO-CPN"),
            ("Securité alimentaire", "FSC"),
            ("Water & Sanitation", "WSH"),
            ("Core Relief Items (CRIs)", "SHL"),
            ("HLP", "PRO-HLP"),
        ] {
            assert_eq!(cluster(cell).map(Cluster::as_str), Some(code), "{cell}");
        }
        assert_eq!(cluster("Environment"), None);
        assert_eq!(nearest_clusters("Educaton").first(), Some(&Cluster::Edu));
    }

    #[test]
    fn no_name_means_two_clusters() {
        let mut seen = std::collections::HashMap::new();
        for (cluster, names) in CLUSTERS {
            for name in *names {
                assert_eq!(*name, fold(name), "names are folded");
                assert_eq!(seen.insert(*name, *cluster), None, "{name}");
            }
        }
    }
}
