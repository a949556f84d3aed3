//! What is much like a project nearby: other projects, community support and activities of the register, each as far as the reader
//! may know of it, with the places of them for one small map.

use super::{
    model::{Kind, Project, Stage, url},
    store::grantees,
};
use crate::{
    activities::model::Cluster,
    areas::{
        self,
        model::{Map, Outline},
    },
    db::Tx,
    web::error::Result,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Titles more alike than this (`pg_trgm`, 0 to 1) are shown from the whole region.
const ALIKE: f32 = 0.35;

/// One record much like a project.
#[derive(Clone, Debug)]
pub struct Twin {
    pub url: String,
    pub title: String,
    /// What it is, and how far: keys of the catalogue.
    pub kind: String,
    pub stage: String,
    pub area: String,
    /// Where the map shows it.
    pub district_id: Uuid,
    /// Who does it, where that is told.
    pub who: String,
}

/// All of them, with the map of the region.
#[derive(Clone, Debug, Default)]
pub struct Nearby {
    pub twins: Vec<Twin>,
    pub map: Map,
    here: Uuid,
    counts: HashMap<Uuid, usize>,
}

impl Nearby {
    pub fn count(&self, outline: &Outline) -> usize {
        self.counts.get(&outline.area_id).copied().unwrap_or_default()
    }

    /// How dark an area is: none, one, two, three or four, more.
    pub fn shade(&self, outline: &Outline) -> usize {
        match self.count(outline) {
            n @ 0..=2 => n,
            3..=4 => 3,
            _ => 4,
        }
    }

    /// Whether the project itself lies here.
    pub fn is_here(&self, outline: &Outline) -> bool {
        outline.area_id == self.here
    }
}

/// The clusters that work on a theme.
fn clusters(sector: &str) -> &'static [Cluster] {
    match sector {
        "112" | "113" => &[Cluster::Edu],
        "121" | "122" => &[Cluster::Hea, Cluster::Nut],
        "140" => &[Cluster::Wsh],
        "151" | "152" => &[Cluster::Pro, Cluster::Cpn, Cluster::Gbv, Cluster::Hlp, Cluster::Min],
        "160" | "720" => &[Cluster::Shl, Cluster::Ccm],
        "210" => &[Cluster::Log],
        "220" => &[Cluster::Tel],
        "311" | "312" | "313" => &[Cluster::Fsc, Cluster::Cash],
        _ => &[Cluster::Ery],
    }
}

/// Where the project lies, and what is searched around it.
struct Place {
    district: Uuid,
    region: Option<Uuid>,
    /// Every area of the district, and the other districts of the region: each with its district.
    near: HashMap<Uuid, Uuid>,
}

impl Place {
    fn areas(&self) -> Vec<Uuid> {
        self.near.keys().copied().collect()
    }

    /// The area that lies in the district of the project.
    fn own(&self) -> Vec<Uuid> {
        let own = self.near.iter().filter(|(_, district)| **district == self.district);
        own.map(|(area, _)| *area).collect()
    }
}

/// What is much like this project. Cost: a descent of an index for each of the reader's grantees, area of the district and cluster.
pub async fn nearby(tx: &mut Tx, project: &Project) -> Result<Nearby> {
    let place = place(tx, project.area_id).await?;
    let mut twins = projects(tx, project, &place).await?;
    twins.extend(activities(tx, project, &place).await?);
    if twins.is_empty() {
        return Ok(Nearby::default());
    }
    let mut counts = HashMap::new();
    for twin in &twins {
        *counts.entry(twin.district_id).or_default() += 1;
    }
    let shapes = areas::store::shapes_within(tx, place.region).await?;
    Ok(Nearby { twins, map: Map::of(&shapes), here: place.district, counts })
}

async fn place(tx: &mut Tx, area: Uuid) -> Result<Place> {
    let rows = sqlx::query!(
        r#"with recursive now as (
               select id, superseded_by from areas where id = $1 union all select a.id, a.superseded_by from now n join areas a on a.id = n.superseded_by
           ), up as (
               select a.id, a.level, a.parent_id from now n join areas a on a.id = n.id where n.superseded_by is null
               union all select p.id, p.level, p.parent_id from up u join areas p on p.id = u.parent_id
           ), own as (
               select coalesce((select id from up where level = 2), $1) as district, (select id from up where level = 1) as region
           ), near as (
               select o.district as id, o.district from own o
               union select a.id, a.id from own o join areas a on a.parent_id = o.region where a.level = 2 and a.valid_to is null
               union select a.id, n.district from near n join areas a on a.parent_id = n.id or a.superseded_by = n.id
           )
           select o.district as "district!", o.region, n.id as "area!", n.district as "of!" from own o cross join near n
           where n.district = o.district or n.id = n.district limit 2000"#,
        area,
    )
    .fetch_all(tx.conn())
    .await?;
    let first = rows.first();
    Ok(Place {
        district: first.map_or(area, |row| row.district),
        region: first.and_then(|row| row.region),
        near: rows.iter().map(|row| (row.area, row.of)).collect(),
    })
}

/// Projects of three years: of the theme in the district, or called alike in the region.
async fn projects(tx: &mut Tx, project: &Project, place: &Place) -> Result<Vec<Twin>> {
    let grantees = grantees(tx.viewer());
    let rows = sqlx::query!(
        r#"with found as materialized (
               select distinct f.project_id from unnest($1::uuid[]) g (grantee) cross join unnest($2::uuid[]) n (area_id)
               cross join lateral (select s.project_id from qip_sights s where s.grantee = g.grantee and s.area_id = n.area_id
                   and s.created_at > now() - interval '3 years' order by s.created_at desc limit 100) f
           ), alike as (
               select c.reference, c.title, c.kind, c.stage, c.area_id, a.name, similarity(c.title, $3) as likeness,
                      c.area_id = any ($4) and left(c.sector, 2) = left($5, 2) as same
               from found f cross join lateral (select * from qip_cards k where k.project_id = f.project_id offset 0) c join areas a on a.id = c.area_id
               where c.project_id <> $6 and c.stage <> 'ended'
           )
           select reference, title, kind as "kind: Kind", stage as "stage: Stage", area_id, name
           from alike where same or likeness > $7 order by same desc, likeness desc, reference limit 12"#,
        &grantees,
        &place.areas(),
        project.title,
        &place.own(),
        project.sector,
        project.id,
        ALIKE,
    )
    .fetch_all(tx.conn())
    .await?;
    let twin = rows.into_iter().map(|row| Twin {
        url: url(&row.reference),
        title: row.title,
        kind: format!("qips-kind-{}", row.kind),
        stage: format!("qips-stage-{}", row.stage),
        area: row.name,
        district_id: place.near.get(&row.area_id).copied().unwrap_or(row.area_id),
        who: String::new(),
    });
    Ok(twin.collect())
}

/// Activities that are planned or under way in the months of the project: of its clusters in the district, or called alike in the region.
async fn activities(tx: &mut Tx, project: &Project, place: &Place) -> Result<Vec<Twin>> {
    let mut codes: Vec<String> =
        clusters(&project.sector).iter().map(ToString::to_string).collect();
    codes.push(String::new());
    let rows = sqlx::query!(
        r#"with period as materialized (
               select coalesce($1::date, current_date) as starts, coalesce($2::date, current_date + 30 * coalesce($3::int, 6)) as ends
           ), found as materialized (
               select distinct f.activity_id from period p, unnest((select viewer_sights())::uuid[]) g (grantee) cross join unnest($4::uuid[]) n (area_id)
               cross join unnest($5::text[]) k (cluster)
               cross join lateral (select s.activity_id from activity_sights s where s.grantee = g.grantee and s.area_id = n.area_id and s.cluster = k.cluster
                   and s.status in ('planned', 'ongoing') and s.until_on >= p.starts and s.starts_on <= p.ends order by s.until_on limit 50) f
           ), alike as (
               select x.id, x.what, x.cluster, x.status, x.area_id, a.name, o.name as who, similarity(x.what, $6) as likeness,
                      x.area_id = any ($7) and x.cluster <> '' as same
               from found f cross join lateral (select * from activities y where y.id = f.activity_id offset 0) x join areas a on a.id = x.area_id left join actors o on o.id = x.actor_id
           )
           select id, what, cluster as "cluster: Cluster", status, area_id, name, who as "who?"
           from alike where same or likeness > $8 order by same desc, likeness desc, id limit 12"#,
        project.starts_on as _,
        project.ends_on as _,
        project.months,
        &place.areas(),
        &codes,
        project.title,
        &place.own(),
        ALIKE,
    )
    .fetch_all(tx.conn())
    .await?;
    let twin = rows.into_iter().map(|row| Twin {
        url: format!("/activities/{}", row.id),
        title: if row.what.is_empty() { row.cluster.to_string() } else { row.what },
        kind: "qips-kind-activity".to_owned(),
        stage: format!("activities-status-{}", row.status),
        area: row.name,
        district_id: place.near.get(&row.area_id).copied().unwrap_or(row.area_id),
        who: row.who.unwrap_or_default(),
    });
    Ok(twin.collect())
}
