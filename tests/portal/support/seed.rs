//! The small mission that every test starts in: its country, actors, desks, and the cast.
//! Names are those of the demonstration, cut down to one of each kind.

use cimic_house::{access::VISITORS, web::context::digest};
use sqlx::{Executor, PgConnection};
use uuid::Uuid;

/// Code, name, region (None for a region itself).
const AREAS: &[(&str, &str, Option<&str>)] = &[
    ("XZ01", "Haruvel", None),
    ("XZ0102", "Kolmata", Some("XZ01")),
    ("XZ0103", "Sirenu", Some("XZ01")),
    ("XZ04", "Tivaru", None),
    ("XZ0402", "Nemorra", Some("XZ04")),
    ("XZ0404", "Wendalu", Some("XZ04")),
];

/// Short name, name, kind, community, parent, posture.
type Actor = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
);
const ACTORS: &[Actor] = &[
    ("fhq", "UNMIZ Force Headquarters", "military_unit", "military", None, None),
    ("fhq_cimic", "Force HQ CIMIC Cell", "military_unit", "military", Some("fhq"), None),
    (
        "sector_north",
        "Sector North CIMIC Office",
        "military_unit",
        "military",
        Some("fhq_cimic"),
        None,
    ),
    (
        "sector_south",
        "Sector South CIMIC Office",
        "military_unit",
        "military",
        Some("fhq_cimic"),
        None,
    ),
    ("kestrel", "Kestrel Battalion", "military_unit", "military", Some("sector_north"), None),
    ("ibis", "Ibis Riverine Battalion", "military_unit", "military", Some("sector_south"), None),
    ("unmiz", "United Nations Mission in Zelmara", "mission_section", "mission", None, None),
    (
        "leadership",
        "Office of the Head of Mission",
        "mission_section",
        "mission",
        Some("unmiz"),
        None,
    ),
    ("civil_affairs", "Civil Affairs Section", "mission_section", "mission", Some("unmiz"), None),
    (
        "qip_team",
        "Quick Impact Project Management Team",
        "mission_section",
        "mission",
        Some("unmiz"),
        None,
    ),
    ("prc", "Project Review Committee", "mission_section", "mission", Some("unmiz"), None),
    ("finance", "Finance and Budget Section", "mission_section", "mission", Some("unmiz"), None),
    ("house_admin", "House administration", "other", "system", None, None),
    ("house_audit", "House audit", "other", "system", None, None),
    ("ocha", "OCHA, Zelmara country office", "un", "humanitarian", None, Some("coordination")),
    ("fra", "Food Relief Agency", "un", "humanitarian", None, Some("coordination")),
    (
        "alderbrook",
        "Alderbrook Relief International",
        "ingo",
        "humanitarian",
        None,
        Some("coordination"),
    ),
    (
        "alderbrook_north",
        "Alderbrook Relief, Kolmata field office",
        "ingo",
        "humanitarian",
        Some("alderbrook"),
        Some("coordination"),
    ),
    ("tesselaid", "Tesselaid", "ingo", "humanitarian", None, Some("cooperation")),
    (
        "sirenu_mothers",
        "Sirenu Mothers’ Network",
        "nngo",
        "humanitarian",
        None,
        Some("coordination"),
    ),
    ("open_ward", "Open Ward", "ingo", "humanitarian", None, Some("coexistence")),
    ("min_local", "Ministry of Local Government", "government", "host", None, None),
    (
        "dc_jorrafin",
        "District Commissioner, Jorrafin",
        "government",
        "host",
        Some("min_local"),
        None,
    ),
    ("vc_millford", "Mill Ford village committee", "community_body", "host", None, None),
    ("vc_threewells", "Three Wells village committee", "community_body", "host", None, None),
    ("embassy_arvania", "Embassy of Arvania", "embassy", "none", None, None),
    ("east_movement", "Eastern Movement", "party_to_conflict", "none", None, None),
];

/// Desk, kind, stand-in, phone, whether it is the last of its kind.
const DESKS: &[(&str, &str, Option<&str>, &str, bool)] = &[
    ("fhq_cimic", "cimic", None, "+999 20 555 0102", true),
    ("sector_north", "cimic", Some("fhq_cimic"), "+999 20 555 0103", false),
    ("sector_south", "cimic", Some("fhq_cimic"), "+999 20 555 0105", false),
    ("civil_affairs", "civil_affairs", None, "+999 20 555 0114", true),
    ("ocha", "coordinator", None, "+999 20 555 0124", true),
];

const RESPONSIBILITIES: &[(&str, &[&str])] = &[
    ("fhq_cimic", &["XZ01", "XZ0102", "XZ0103", "XZ04", "XZ0402", "XZ0404"]),
    ("sector_north", &["XZ01", "XZ0102", "XZ0103"]),
    ("sector_south", &["XZ04", "XZ0402", "XZ0404"]),
    ("kestrel", &["XZ0102", "XZ0103"]),
    ("ibis", &["XZ0402", "XZ0404"]),
];

/// Everybody with an account: first name, family name, role, short name of the actor.
/// Hugo holds two posts and acts as an officer; Bruno's post ended yesterday.
pub const CAST: &[(&str, &str, &str, &str)] = &[
    ("Amara", "Venn", "partner", "alderbrook_north"),
    ("Teo", "Marlin", "partner", "alderbrook"),
    ("Safi", "Doru", "partner", "sirenu_mothers"),
    ("Elodie", "Farn", "partner", "open_ward"),
    ("Basil", "Okar", "partner", "fra"),
    ("Joram", "Pell", "partner", "vc_millford"),
    ("Yusra", "Hadi", "partner", "dc_jorrafin"),
    ("Ines", "Calder", "coordinator", "ocha"),
    ("Malik", "Aster", "coordinator", "ocha"),
    ("Dario", "Voss", "liaison", "kestrel"),
    ("Sanjay", "Roke", "liaison", "ibis"),
    ("Pavel", "Dresh", "officer", "sector_north"),
    ("Petra", "Lohm", "officer", "sector_north"),
    ("Lindi", "Mako", "officer", "sector_south"),
    ("Hugo", "Brand", "officer", "fhq_cimic"),
    ("Nadia", "Serrano", "chief", "fhq_cimic"),
    ("Rosa", "Imani", "section", "civil_affairs"),
    ("Keiko", "Arden", "qip_manager", "qip_team"),
    ("Omar", "Feld", "committee", "prc"),
    ("Samuel", "Ferro", "approver", "leadership"),
    ("Greta", "Onno", "finance", "finance"),
    ("Leila", "Ward", "leader", "leadership"),
    ("Viktor", "Stahl", "leader", "fhq"),
    ("Noor", "Vidal", "admin", "house_admin"),
    ("Jonas", "Reed", "admin", "house_admin"),
    ("Miriam", "Kole", "auditor", "house_audit"),
    ("Bruno", "Castel", "liaison", "kestrel"),
];

/// Kind, unit, name, lead time in hours, audience.
const ASSETS: &[(&str, &str, &str, i32, &str)] = &[
    ("armed_escort", "kestrel", "Escort platoon, four vehicles", 48, "military"),
    ("engineering", "kestrel", "Grader with crew", 96, "military"),
    ("transport_water", "ibis", "River boats, two", 72, "military"),
    ("transport_ground", "fra", "Shared lorries", 96, "partners"),
];

/// The same id for the same thing in every run: snapshots and tests can name it.
pub fn id(kind: &str, name: &str) -> Uuid {
    let hash = digest(&format!("{kind}/{name}"));
    uuid::Builder::from_random_bytes(hash[..16].try_into().unwrap()).into_uuid()
}

/// The id of an actor by its short name; `visitors` is the reserved one.
pub fn actor(short: &str) -> Uuid {
    if short == "visitors" {
        return VISITORS;
    }
    assert!(ACTORS.iter().any(|(known, ..)| *known == short), "no actor {short}");
    id("actor", short)
}

pub fn area(code: &str) -> Uuid {
    assert!(AREAS.iter().any(|(known, ..)| *known == code), "no area {code}");
    id("area", code)
}

pub fn person(name: &str) -> Uuid {
    assert!(CAST.iter().any(|(known, ..)| *known == name), "nobody is called {name}");
    id("person", name)
}

/// The cookie of somebody of the cast.
pub fn token(name: &str) -> String {
    format!("session-of-{name}")
}

/// Puts the small mission into an empty house.
pub async fn plant(db: &mut PgConnection) {
    db.execute("update house set mission_name = 'UNMIZ', country_code = 'XZ', time_zone = 'Africa/Lagos', duty_phone = '+999 20 555 0119'")
        .await
        .unwrap();
    areas(db).await;
    actors(db).await;
    people(db).await;
    for (kind, unit, name, lead, audience) in ASSETS {
        sqlx::query("insert into assets (actor_id, kind, name, ownership, appearance, is_armed, lead_time_hours, audience, base_area_id)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
            .bind(actor(unit))
            .bind(kind)
            .bind(name)
            .bind(if *audience == "military" { "contingent" } else { "agency" })
            .bind(if *audience == "military" { "military" } else { "civilian" })
            .bind(*kind == "armed_escort")
            .bind(lead)
            .bind(audience)
            .bind(area("XZ0102"))
            .execute(&mut *db)
            .await
            .unwrap();
    }
    db.execute("analyze").await.unwrap();
}

async fn areas(db: &mut PgConnection) {
    for (code, name, region) in AREAS {
        sqlx::query("insert into areas (id, code, level, name, parent_id, source) values ($1, $2, $3, $4, $5, 'seed')")
            .bind(area(code))
            .bind(code)
            .bind(if region.is_some() { 2_i16 } else { 1 })
            .bind(name)
            .bind(region.map(area))
            .execute(&mut *db)
            .await
            .unwrap();
    }
}

async fn actors(db: &mut PgConnection) {
    for (short, name, kind, community, parent, posture) in ACTORS {
        let audience = match (*posture, *kind) {
            (Some("coexistence"), _) => "humanitarian",
            (_, "party_to_conflict") => "owner",
            _ => "partners",
        };
        sqlx::query("insert into actors (id, name, kind, community, parent_id, posture, audience, keeper_id, source, phone)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, 'seed', '+999 20 555 0100')")
            .bind(actor(short))
            .bind(name)
            .bind(kind)
            .bind(community)
            .bind(parent.map(actor))
            .bind(posture)
            .bind(audience)
            .bind((audience == "owner").then(|| actor("fhq_cimic")))
            .execute(&mut *db)
            .await
            .unwrap();
    }
    for (desk, kind, stand_in, phone, is_top) in DESKS {
        sqlx::query("insert into desks (actor_id, kind, stand_in_id, duty_phone, is_top) values ($1, $2, $3, $4, $5)")
            .bind(actor(desk))
            .bind(kind)
            .bind(stand_in.map(actor))
            .bind(phone)
            .bind(is_top)
            .execute(&mut *db)
            .await
            .unwrap();
    }
    for (short, codes) in RESPONSIBILITIES {
        for code in *codes {
            sqlx::query("insert into actor_areas (actor_id, area_id, presence) values ($1, $2, 'responsibility')")
                .bind(actor(short))
                .bind(area(code))
                .execute(&mut *db)
                .await
                .unwrap();
        }
    }
}

async fn people(db: &mut PgConnection) {
    for (name, family, role, short) in CAST {
        sqlx::query("insert into people (id, name, email) values ($1, $2, $3)")
            .bind(person(name))
            .bind(format!("{name} {family}"))
            .bind(format!("{}@example.org", name.to_lowercase()))
            .execute(&mut *db)
            .await
            .unwrap();
        post(db, name, role, short, *name == "Bruno").await;
        sqlx::query("insert into sessions (token_hash, person_id, shared, device, expires_at) values ($1, $2, false, 'Test browser', now() + interval '30 days')")
            .bind(digest(&token(name)))
            .bind(person(name))
            .execute(&mut *db)
            .await
            .unwrap();
    }
    post(db, "Hugo", "liaison", "ibis", false).await;
}

async fn post(db: &mut PgConnection, name: &str, role: &str, short: &str, ended: bool) {
    let is_military = matches!(role, "liaison" | "officer" | "chief");
    // The first post is the older one, so that it is the one in use.
    let days = if role == "liaison" && name == "Hugo" { 100 } else { 200 };
    sqlx::query("insert into posts (id, person_id, actor_id, role, represents_id, from_at, until_at, stated_at)
                 values ($1, $2, $3, $4, $5, now() - make_interval(days => $6), $7, $8)")
        .bind(id("post", &format!("{name}/{role}/{short}")))
        .bind(person(name))
        .bind(actor(short))
        .bind(role)
        .bind((role == "committee").then(|| actor("civil_affairs")))
        .bind(days)
        .bind(ended.then(|| jiff_sqlx::Timestamp::from(cimic_house::clock::now() - jiff::SignedDuration::from_hours(24))))
        .bind(is_military.then(|| jiff_sqlx::Timestamp::from(cimic_house::clock::now() - jiff::SignedDuration::from_hours(24 * 30))))
        .execute(&mut *db)
        .await
        .unwrap();
}
