//! The invented country: its regions and districts, their shapes and other spellings.

use super::{Past, events};
use crate::{db::Tx, web::error::Result};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

const AREAS: &str = include_str!("../../demo/areas.csv");
const ALIASES: &str = include_str!("../../demo/areas_aliases.csv");
const SHAPES: [&str; 2] =
    [include_str!("../../demo/areas_adm1.geojson"), include_str!("../../demo/areas_adm2.geojson")];

#[derive(Deserialize)]
struct Line {
    admin_level: i16,
    pcode: String,
    name: String,
    parent_pcode: String,
    valid_from: String,
    geometry_pcode: String,
    lat: f64,
    lon: f64,
    name_fr: String,
    name_ar: String,
}

/// The districts and regions by code.
pub struct Geography(HashMap<String, Area>);

pub struct Area {
    pub id: Uuid,
    names: [String; 3],
}

impl Geography {
    /// Panics on a code that stands in no area file: the data are compiled in, and a test builds them.
    pub fn area(&self, code: &str) -> &Area {
        &self.0[code]
    }
}

impl Area {
    /// Its name in a language of the house.
    pub fn name(&self, language: &str) -> &str {
        &self.names[match language {
            "fr" => 1,
            "ar" => 2,
            _ => 0,
        }]
    }
}

/// Writes the areas with their aliases and one event each.
pub async fn build(tx: &mut Tx, past: Past) -> Result<Geography> {
    let lines: Vec<Line> = super::csv(AREAS)?;
    let shapes = shapes()?;
    let ids: HashMap<&str, Uuid> =
        lines.iter().map(|line| (line.pcode.as_str(), Uuid::new_v4())).collect();
    let rows: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!({
                "id": ids[line.pcode.as_str()], "code": line.pcode, "level": line.admin_level, "name": line.name,
                "names": { "fr": line.name_fr, "ar": line.name_ar }, "parent_id": ids.get(line.parent_pcode.as_str()),
                "valid_from": line.valid_from, "lat": line.lat, "lon": line.lon, "shape_code": line.geometry_pcode,
                "shape": shapes.get(&line.geometry_pcode), "created_at": past.founding(),
            })
        })
        .collect();
    sqlx::query!(
        "insert into areas (id, code, level, name, names, parent_id, valid_from, lat, lon, shape_code, shape, source, created_at)
         select id, code, level, name, names, parent_id, valid_from, lat, lon, shape_code, shape, 'demonstration', created_at
         from jsonb_to_recordset($1) as a (id uuid, code text, level smallint, name text, names jsonb, parent_id uuid, valid_from date,
              lat float8, lon float8, shape_code text, shape jsonb, created_at timestamptz)",
        Json(rows) as _,
    )
    .execute(tx.conn())
    .await?;
    add_aliases(tx).await?;
    events(tx, "area", "create", ids.values().copied(), past.founding()).await?;
    Ok(Geography(
        lines
            .iter()
            .map(|line| {
                let area = Area {
                    id: ids[line.pcode.as_str()],
                    names: [line.name.clone(), line.name_fr.clone(), line.name_ar.clone()],
                };
                (line.pcode.clone(), area)
            })
            .collect(),
    ))
}

async fn add_aliases(tx: &mut Tx) -> Result<()> {
    #[derive(Deserialize, serde::Serialize)]
    struct Alias {
        pcode: String,
        alias: String,
    }
    let aliases: Vec<Alias> = super::csv(ALIASES)?;
    sqlx::query!(
        "insert into area_aliases (area_id, alias)
         select a.id, x.alias from jsonb_to_recordset($1) as x (pcode text, alias text) join areas a on a.code = x.pcode and a.valid_to is null",
        Json(aliases) as _,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The geometry of each area by its code.
fn shapes() -> Result<HashMap<String, Value>> {
    #[derive(Deserialize)]
    struct Collection {
        features: Vec<Feature>,
    }
    #[derive(Deserialize)]
    struct Feature {
        properties: Properties,
        geometry: Value,
    }
    #[derive(Deserialize)]
    struct Properties {
        pcode: String,
    }
    let mut shapes = HashMap::new();
    for file in SHAPES {
        let collection: Collection = super::json(file)?;
        shapes.extend(
            collection
                .features
                .into_iter()
                .map(|feature| (feature.properties.pcode, feature.geometry)),
        );
    }
    Ok(shapes)
}
