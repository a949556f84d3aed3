//! The SQL of lists taken out. Every row is read again under the reader's own row level security.

use super::{
    model::{Activity, Export, Reporter},
    policy::Take,
};
use crate::{
    access::Permit,
    db::Tx,
    qips::model::{Kind, State},
    web::error::{Error, Result},
};
use std::collections::HashMap;
use uuid::Uuid;

pub async fn insert(tx: &mut Tx, permit: Permit<'_, Take>) -> Result<()> {
    let export = permit.spend(tx).await?;
    let (actor, person) = (tx.viewer().actor, tx.viewer().person);
    sqlx::query!(
        "insert into qip_exports (id, reference, actor_id, person_id, post_id, query) values ($1, $2, $3, $4, $5, $6)",
        export.id,
        export.reference,
        actor,
        person,
        export.post_id,
        export.query,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An export of the viewer's own, taken in the post in use; [`Error::NotFound`] for everybody else.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Export> {
    let post = tx.viewer().post;
    sqlx::query_as!(
        Export,
        r#"select id, reference, query, post_id, created_at, expires_at, expires_at <= now() as "is_dead!"
           from qip_exports where id = $1 and post_id = $2"#,
        id,
        post,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)
}

/// What these projects tell, of those whose file the reader sees, in this order. A partner that keeps its distance is not named, not
/// even to those who may know of it: the file leaves the house.
pub async fn activities(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Activity>> {
    let mut released = released(tx, ids).await?;
    let rows = sqlx::query!(
        r#"select q.id, q.reference, q.kind as "kind: Kind", q.title, q.summary, q.sector, a.name as area, p.name as "region?", q.state as "state: State",
                  q.starts_on, q.ends_on, q.budget_year, q.approved_usd, x.name as "partner?",
                  (select min(h.at)::date from qip_acts h where h.project_id = q.id and h.act = 'agree') as agreed_on,
                  (select min(h.at)::date from qip_acts h where h.project_id = q.id and h.act = 'hand_over') as handed_over_on
           from unnest($1::uuid[]) with ordinality wanted (id, place)
           join qips q on q.id = wanted.id join areas a on a.id = q.area_id left join areas p on p.id = a.parent_id
           left join actors x on x.id = q.partner_id and x.audience in ('public', 'partners')
           order by wanted.place"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let activities = rows.into_iter().map(|row| Activity {
        released: released.remove(&row.id).unwrap_or_default(),
        id: row.id,
        reference: row.reference,
        kind: row.kind,
        title: row.title,
        summary: row.summary,
        sector: row.sector,
        area: row.area,
        region: row.region,
        state: row.state,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        agreed_on: row.agreed_on,
        handed_over_on: row.handed_over_on,
        budget_year: row.budget_year,
        approved_usd: row.approved_usd,
        partner: row.partner,
    });
    Ok(activities.filter(Activity::is_told).collect())
}

type Released = HashMap<Uuid, Vec<(jiff_sqlx::Date, rust_decimal::Decimal)>>;

/// The instalments that went out, by project, in their order.
async fn released(tx: &mut Tx, ids: &[Uuid]) -> Result<Released> {
    let rows = sqlx::query!(
        r#"select project_id, released_at::date as "on_day!", amount_usd from qip_instalments
           where project_id = any ($1) and released_at is not null and state in ('released', 'accounted', 'recovered') order by project_id, position"#,
        ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut all = Released::new();
    for row in rows {
        all.entry(row.project_id).or_default().push((row.on_day, row.amount_usd));
    }
    Ok(all)
}

pub async fn reporter(tx: &mut Tx) -> Result<Reporter> {
    let row = sqlx::query!("select mission_name, country_code, iati_org from house")
        .fetch_one(tx.conn())
        .await?;
    Ok(Reporter { name: row.mission_name, country: row.country_code, org: row.iati_org })
}
