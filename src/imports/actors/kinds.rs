//! What files call the kinds of organisations: HDX codes, English and French words, and the house's own codes.

use crate::{access::Community, actors::model::Kind, imports::wording::fold};

/// The kind that a cell means, if it means one. Codes are those of `hdx_org_types`.
pub fn kind(cell: &str) -> Option<Kind> {
    let words = fold(cell);
    let own = Kind::parse(&words.replace(' ', "_")).filter(|kind| *kind != Kind::System);
    own.or(match words.as_str() {
        "431" | "academic research" | "academia" | "research" | "university" => {
            Some(Kind::Academic)
        }
        "433" | "donors" | "bailleur" => Some(Kind::Donor),
        "434" | "embassies" | "ambassade" => Some(Kind::Embassy),
        "435" | "gov" | "govt" | "gouvernement" | "authority" | "local authority" => {
            Some(Kind::Government)
        }
        "437" | "international ngo" | "intl ngo" | "ong internationale" | "ongi" => {
            Some(Kind::Ingo)
        }
        "438" | "international organisation" | "io" | "igo" | "organisation internationale" => {
            Some(Kind::InternationalOrganization)
        }
        "439" | "medias" => Some(Kind::Media),
        "440" | "armed forces" | "militaire" => Some(Kind::Military),
        "441" | "national ngo" | "local ngo" | "lngo" | "ngo national" | "ong nationale"
        | "ongn" | "ong locale" => Some(Kind::Nngo),
        "443" | "others" | "autre" | "autres" => Some(Kind::Other),
        "444" | "private" | "business" | "secteur prive" => Some(Kind::PrivateSector),
        "445"
        | "red cross red crescent"
        | "red cross"
        | "red crescent"
        | "rcrc"
        | "icrc"
        | "ifrc"
        | "croix rouge" => Some(Kind::RedCross),
        "446" | "faith based" | "faith based organisation" | "religieux" => Some(Kind::Religious),
        "447" | "united nations" | "un agency" | "agence un" | "nations unies" | "onu" => {
            Some(Kind::Un)
        }
        "community" | "cbo" | "community based organisation" => Some(Kind::CommunityBody),
        _ => None,
    })
}

/// The community that a cell means; the house's own is not for files.
pub fn community(cell: &str) -> Option<Community> {
    Community::parse(&fold(cell)).filter(|community| *community != Community::System)
}
