//! The invented mission: actors of every kind, their areas, the desks, what they can lend, and the house's own settings.

use super::{Past, events, geography::Geography};
use crate::{access::Community, db::Tx, web::error::Result};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

const ACTORS: &str = include_str!("../../demo/actors.csv");
const ASSETS: &str = include_str!("../../demo/assets.json");

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "ref")]
    key: String,
    name: String,
    acronym: String,
    local_name: String,
    kind: String,
    community: Community,
    parent_ref: String,
    posture: String,
    marking: String,
    areas: String,
    mandate: String,
    phone: String,
    website: String,
}

/// The actors by their short names in the data files.
pub struct Mission {
    actors: HashMap<String, Actor>,
    /// By owner and kind.
    assets: HashMap<(Uuid, String), Vec<Uuid>>,
}

#[derive(Clone)]
pub struct Actor {
    pub id: Uuid,
    pub key: String,
    pub name: String,
    pub community: Community,
    pub phone: String,
    pub coexists: bool,
    pub areas: Vec<String>,
}

impl Mission {
    /// Panics on a short name that stands in no file: the data are compiled in, and a test builds them.
    pub fn actor(&self, key: &str) -> &Actor {
        &self.actors[key]
    }

    /// Panics like [`Mission::actor`].
    pub fn by_id(&self, id: Uuid) -> &Actor {
        self.actors.values().find(|actor| actor.id == id).expect("an actor of the data files")
    }

    /// What this actor has in the catalogue for this kind of request.
    pub fn assets(&self, owner: Uuid, kind: &str) -> &[Uuid] {
        self.assets.get(&(owner, kind.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The sector office in whose area this district lies.
    pub fn sector_of(&self, district: &str) -> &Actor {
        let holds = |key: &&&str| self.actor(key).areas.iter().any(|area| area == district);
        self.actor(SECTORS.iter().find(holds).unwrap_or(&"fhq_cimic"))
    }
}

pub const SECTORS: [&str; 3] = ["sector_north", "sector_centre", "sector_south"];

/// A desk: who, of which kind, who stands in, where it is found.
struct Desk {
    actor: &'static str,
    kind: &'static str,
    stand_in: Option<&'static str>,
    is_top: bool,
    place: &'static str,
    hours: &'static str,
}

const DESKS: [Desk; 7] = [
    Desk {
        actor: "fhq_cimic",
        kind: "cimic",
        stand_in: None,
        is_top: true,
        place: "CIMIC house, Lake Road, Orvanda, outside the gate of the headquarters",
        hours: "every day, 07:00–19:00",
    },
    Desk {
        actor: "sector_north",
        kind: "cimic",
        stand_in: Some("fhq_cimic"),
        is_top: false,
        place: "CIMIC room in the old post office, Kolmata",
        hours: "Sunday to Friday, 08:00–17:00",
    },
    Desk {
        actor: "sector_centre",
        kind: "cimic",
        stand_in: Some("fhq_cimic"),
        is_top: false,
        place: "CIMIC house, Lake Road, Orvanda",
        hours: "Sunday to Friday, 08:00–17:00",
    },
    Desk {
        actor: "sector_south",
        kind: "cimic",
        stand_in: Some("fhq_cimic"),
        is_top: false,
        place: "Blue container by the ferry landing, Galmesh",
        hours: "Sunday to Friday, 08:00–16:00",
    },
    Desk {
        actor: "civil_affairs",
        kind: "civil_affairs",
        stand_in: Some("civil_affairs_north"),
        is_top: true,
        place: "Civil Affairs, ground floor, Ministry Square, Orvanda",
        hours: "Sunday to Thursday, 08:00–17:00",
    },
    Desk {
        actor: "civil_affairs_north",
        kind: "civil_affairs",
        stand_in: Some("civil_affairs"),
        is_top: false,
        place: "Civil Affairs field office, Market Street, Kolmata",
        hours: "Sunday to Thursday, 09:00–16:00",
    },
    Desk {
        actor: "ocha",
        kind: "coordinator",
        stand_in: Some("ocha_north"),
        is_top: true,
        place: "OCHA, 14 Jacaranda Street, Orvanda",
        hours: "every day, 08:00–18:00; at night by phone",
    },
];

/// Offices that hold an area, rather than only being present in it.
const RESPONSIBLE: [&str; 4] =
    ["sector_north", "sector_centre", "sector_south", "civil_affairs_north"];

/// Writes actors, desks, assets and the house's settings.
pub async fn build(tx: &mut Tx, past: Past, geography: &Geography) -> Result<Mission> {
    let lines: Vec<Line> = super::csv(ACTORS)?;
    let actors = lines.iter().map(|line| (line.key.clone(), line.actor())).collect();
    let mut mission = Mission { actors, assets: HashMap::new() };
    add_actors(tx, past, &lines, &mission).await?;
    add_areas(tx, &mission, geography).await?;
    add_desks(tx, past, &mission).await?;
    mission.assets = add_assets(tx, past, &mission, geography).await?;
    let house = sqlx::query_scalar!(
        "update house set mission_name = $1, country_code = 'XZ', time_zone = 'UTC', duty_phone = $2, is_demo = true, demo_built_at = now() returning id",
        mission.actor("unmiz").name,
        mission.actor("joc").phone,
    );
    house.fetch_one(tx.conn()).await?;
    events(tx, "house", "set_up", [Uuid::nil()], past.founding()).await?;
    Ok(mission)
}

impl Line {
    fn actor(&self) -> Actor {
        Actor {
            id: Uuid::new_v4(),
            key: self.key.clone(),
            name: self.name.clone(),
            community: self.community,
            phone: self.phone.clone(),
            coexists: self.posture == "coexistence",
            areas: self
                .areas
                .split(';')
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }

    /// Whom the directory entry admits; arms-bearers and guards outside the mission are known to the desk that keeps them.
    fn audience(&self) -> (&'static str, Option<&'static str>) {
        match (self.posture.as_str(), self.community, self.kind.as_str()) {
            ("coexistence", ..) => ("humanitarian", None),
            (_, Community::None, "military" | "party_to_conflict") => ("owner", Some("fhq_cimic")),
            (_, Community::None, "police") => ("owner", Some("civil_affairs")),
            (_, Community::None, "contractor") if self.key == "stonegate" => {
                ("owner", Some("fhq_cimic"))
            }
            _ => ("partners", None),
        }
    }

    fn languages(&self) -> &'static [&'static str] {
        match self.areas.get(..4) {
            Some("XZ04") => &["fr", "en"],
            Some("XZ05") => &["ar", "en"],
            _ => &["en"],
        }
    }
}

/// How many days ago somebody last confirmed the entry at this place of the file: most lately, some not for a while.
fn confirmed_days_ago(place: usize) -> i64 {
    match place % 9 {
        4 => 120,
        7 => 96,
        rest => 5 + 9 * i64::try_from(rest).unwrap_or(0),
    }
}

async fn add_actors(tx: &mut Tx, past: Past, lines: &[Line], mission: &Mission) -> Result<()> {
    let id = |key: &str| mission.actors.get(key).map(|actor| actor.id);
    let rows: Vec<Value> = lines
        .iter()
        .enumerate()
        .map(|(place, line)| {
            let (audience, keeper) = line.audience();
            json!({
                "id": id(&line.key), "name": line.name, "acronym": line.acronym, "local_name": line.local_name, "kind": line.kind,
                "community": line.community, "parent_id": id(&line.parent_ref), "posture": (!line.posture.is_empty()).then_some(&line.posture),
                "marking": line.marking, "languages": line.languages(), "mandate": line.mandate, "website": line.website, "phone": line.phone,
                "audience": audience, "keeper_id": keeper.and_then(id), "last_confirmed_at": past.days(confirmed_days_ago(place)),
                "created_at": past.founding(),
            })
        })
        .collect();
    sqlx::query!(
        "insert into actors (id, name, acronym, local_name, kind, community, parent_id, posture, marking, languages, mandate, website, phone,
                             audience, keeper_id, last_confirmed_at, source, created_at)
         select id, name, acronym, local_name, kind, community, parent_id, posture, marking, languages, mandate, website, phone,
                audience, keeper_id, last_confirmed_at, 'demonstration', created_at
         from jsonb_to_recordset($1) as a (id uuid, name text, acronym text, local_name text, kind text, community text, parent_id uuid, posture text,
              marking text, languages text[], mandate text, website text, phone text, audience text, keeper_id uuid, last_confirmed_at timestamptz,
              created_at timestamptz)",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    events(tx, "actor", "create", mission.actors.values().map(|actor| actor.id), past.founding())
        .await
}

async fn add_areas(tx: &mut Tx, mission: &Mission, geography: &Geography) -> Result<()> {
    let mut rows = Vec::new();
    for actor in mission.actors.values() {
        for (place, code) in actor.areas.iter().enumerate() {
            let presence = match (RESPONSIBLE.contains(&actor.key.as_str()), actor.coexists, place)
            {
                (true, ..) => "responsibility",
                (_, _, 0) => "office",
                (_, true, _) => "partner",
                _ => "mobile",
            };
            rows.push(json!({ "actor_id": actor.id, "area_id": geography.area(code).id, "presence": presence }));
        }
    }
    sqlx::query!(
        "insert into actor_areas (actor_id, area_id, presence)
         select actor_id, area_id, presence from jsonb_to_recordset($1) as x (actor_id uuid, area_id uuid, presence text)",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn add_desks(tx: &mut Tx, past: Past, mission: &Mission) -> Result<()> {
    let rows: Vec<Value> = DESKS
        .iter()
        .map(|desk| {
            let actor = mission.actor(desk.actor);
            json!({
                "actor_id": actor.id, "kind": desk.kind, "stand_in_id": desk.stand_in.map(|key| mission.actor(key).id), "is_top": desk.is_top,
                "duty_phone": actor.phone, "place": desk.place, "hours": desk.hours,
            })
        })
        .collect();
    sqlx::query!(
        "insert into desks (actor_id, kind, stand_in_id, duty_phone, place, hours, is_top)
         select actor_id, kind, stand_in_id, duty_phone, place, hours, is_top
         from jsonb_to_recordset($1) as d (actor_id uuid, kind text, stand_in_id uuid, duty_phone text, place text, hours text, is_top boolean)",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    let desks = DESKS.iter().map(|desk| mission.actor(desk.actor).id);
    events(tx, "desk", "create", desks, past.founding()).await
}

#[derive(Deserialize)]
struct Catalogue {
    assets: Vec<Asset>,
}

#[derive(Deserialize)]
struct Asset {
    unit_ref: String,
    kind: String,
    name: String,
    capability: String,
    count: i32,
    ownership: String,
    appearance: String,
    armed: bool,
    operated_by: String,
    lead_time_hours: i32,
    base_ref: String,
    conditions: String,
    cost_basis: String,
    status: String,
}

async fn add_assets(
    tx: &mut Tx,
    past: Past,
    mission: &Mission,
    geography: &Geography,
) -> Result<HashMap<(Uuid, String), Vec<Uuid>>> {
    let catalogue: Catalogue = super::json(ASSETS)?;
    let ids: Vec<Uuid> = catalogue.assets.iter().map(|_| Uuid::new_v4()).collect();
    let rows: Vec<Value> = catalogue
        .assets
        .iter()
        .zip(&ids)
        .map(|(asset, id)| {
            let owner = mission.actor(&asset.unit_ref);
            let base = if asset.base_ref.is_empty() { owner } else { mission.actor(&asset.base_ref) };
            let is_civilian = matches!(owner.community, Community::Humanitarian | Community::Host);
            let capability =
                if asset.count > 1 { format!("{} × {}", asset.count, asset.capability) } else { asset.capability.clone() };
            json!({
                "id": id, "actor_id": owner.id, "kind": asset.kind, "name": asset.name, "capability": capability, "ownership": asset.ownership,
                "appearance": asset.appearance, "is_armed": asset.armed, "operated_by": asset.operated_by,
                "base_area_id": base.areas.first().map(|code| geography.area(code).id), "lead_time_hours": asset.lead_time_hours,
                "conditions": asset.conditions, "cost_basis": asset.cost_basis, "state": asset.status,
                "audience": if is_civilian { "partners" } else { "military" }, "created_at": past.founding(),
            })
        })
        .collect();
    sqlx::query!(
        "insert into assets (id, actor_id, kind, name, capability, ownership, appearance, is_armed, operated_by, base_area_id, lead_time_hours,
                             conditions, cost_basis, state, audience, created_at)
         select id, actor_id, kind, name, capability, ownership, appearance, is_armed, operated_by, base_area_id, lead_time_hours,
                conditions, cost_basis, state, audience, created_at
         from jsonb_to_recordset($1) as a (id uuid, actor_id uuid, kind text, name text, capability text, ownership text, appearance text,
              is_armed boolean, operated_by text, base_area_id uuid, lead_time_hours int, conditions text, cost_basis text, state text,
              audience text, created_at timestamptz)",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    let mut by_kind: HashMap<(Uuid, String), Vec<Uuid>> = HashMap::new();
    for (asset, id) in catalogue.assets.iter().zip(&ids) {
        by_kind
            .entry((mission.actor(&asset.unit_ref).id, asset.kind.clone()))
            .or_default()
            .push(*id);
    }
    events(tx, "asset", "create", ids, past.founding()).await?;
    Ok(by_kind)
}
