//! The SQL of relations. Row level security shows an edge only where both ends show.

use super::{
    model::{Draft, Edge, Network, Node, Relation, RelationKind},
    policy::{AddRelation, EndRelation},
};
use crate::{
    access::{Community, Permit},
    db::Tx,
    web::{
        error::{Error, Result},
        forms::on_constraint,
    },
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// As many actors as a picture holds.
pub const MOST: usize = 48;

/// The relations of an actor, those that stand first; 200 at most.
pub async fn of(tx: &mut Tx, actor: Uuid) -> Result<Vec<Relation>> {
    Ok(sqlx::query_as!(
        Relation,
        r#"select r.id, r.from_id, f.community as "from_community: Community", r.kind as "kind: RelationKind", r.to_id,
                  r.since as "since: jiff_sqlx::Date", r.until as "until: jiff_sqlx::Date", coalesce(r.until < current_date, false) as "is_over!"
           from actor_relations r join actors f on f.id = r.from_id join actors t on t.id = r.to_id
           where (r.from_id = $1 or r.to_id = $1) and f.status <> 'merged' and t.status <> 'merged'
           order by r.until is not null, r.kind, r.created_at, r.id limit 200"#,
        actor,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// One relation; [`Error::NotFound`] where one of its ends is hidden.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Relation> {
    sqlx::query_as!(
        Relation,
        r#"select r.id, r.from_id, f.community as "from_community: Community", r.kind as "kind: RelationKind", r.to_id,
                  r.since as "since: jiff_sqlx::Date", r.until as "until: jiff_sqlx::Date", coalesce(r.until < current_date, false) as "is_over!"
           from actor_relations r join actors f on f.id = r.from_id where r.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)
}

pub async fn create(
    tx: &mut Tx,
    permit: Permit<'_, AddRelation>,
    draft: &Draft,
    to: Uuid,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let me = tx.viewer().actor;
    sqlx::query!(
        "insert into actor_relations (id, from_id, kind, to_id, since, entered_by_id) values ($1, $2, $3, $4, $5, $6)",
        slot.id,
        slot.from.id,
        draft.kind.as_str(),
        to,
        draft.since.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        me,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("actor_relations_once", "other", "relations-field-known"))?;
    Ok(())
}

/// The relation is over; it stays as history.
pub async fn end(
    tx: &mut Tx,
    permit: Permit<'_, EndRelation>,
    until: Option<jiff::civil::Date>,
) -> Result<()> {
    let relation = permit.spend(tx).await?;
    let me = tx.viewer().actor;
    let done = sqlx::query!(
        "update actor_relations set until = coalesce($2, greatest(current_date, since)), ended_by_id = $3 where id = $1 and until is null",
        relation.id,
        until.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
        me,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("actor_relations_dates_in_order", "until", "relations-field-order"))?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict {
            reason: "relations-late-over",
            url: format!("/actors/{}/relations", relation.from_id),
        });
    }
    Ok(())
}

/// What stands around an actor within one step or two, as far as the viewer may see; what is over is left out.
pub async fn network(tx: &mut Tx, actor: Uuid, hops: u8) -> Result<Network> {
    let mut distance: HashMap<Uuid, u8> = HashMap::from([(actor, 0)]);
    let mut edges: HashSet<Edge> = HashSet::new();
    let mut is_cut = false;
    let mut rim = vec![actor];
    for hop in 1..=hops {
        let mut found = edges_of(tx, &rim).await?;
        found.sort();
        rim.clear();
        for edge in found {
            let new: Vec<Uuid> =
                [edge.from, edge.to].into_iter().filter(|id| !distance.contains_key(id)).collect();
            if distance.len() + new.len() > MOST {
                is_cut = true;
                continue;
            }
            for id in new {
                distance.insert(id, hop);
                rim.push(id);
            }
            edges.insert(edge);
        }
    }
    let ids: Vec<Uuid> = distance.keys().copied().collect();
    // Between those that stand around it, too.
    let between = edges_of(tx, &ids).await?;
    edges.extend(
        between
            .into_iter()
            .filter(|edge| distance.contains_key(&edge.from) && distance.contains_key(&edge.to)),
    );
    let mut edges: Vec<Edge> = edges.into_iter().collect();
    edges.sort();
    Ok(Network { nodes: nodes(tx, &distance).await?, edges, is_cut })
}

async fn nodes(tx: &mut Tx, distance: &HashMap<Uuid, u8>) -> Result<Vec<Node>> {
    let ids: Vec<Uuid> = distance.keys().copied().collect();
    let rows = sqlx::query!(
        r#"select id, name, acronym, community as "community: Community" from actors where id = any ($1) order by community, sort_name, id"#,
        &ids,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut nodes: Vec<Node> = rows
        .into_iter()
        .map(|row| Node {
            hop: distance.get(&row.id).copied().unwrap_or_default(),
            id: row.id,
            name: row.name,
            acronym: row.acronym,
            community: row.community,
        })
        .collect();
    nodes.sort_by_key(|node| node.hop);
    Ok(nodes)
}

/// Relations that stand, and parents, of these actors; both ends in sight. 400 at most.
async fn edges_of(tx: &mut Tx, actors: &[Uuid]) -> Result<Vec<Edge>> {
    Ok(sqlx::query_as!(
        Edge,
        r#"select r.from_id as "from!", r.kind as "kind!", r.to_id as "to!" from actor_relations r
           join actors f on f.id = r.from_id and f.status <> 'merged' join actors t on t.id = r.to_id and t.status <> 'merged'
           where r.from_id = any ($1) and (r.until is null or r.until >= current_date)
           union
           select r.from_id, r.kind, r.to_id from actor_relations r
           join actors f on f.id = r.from_id and f.status <> 'merged' join actors t on t.id = r.to_id and t.status <> 'merged'
           where r.to_id = any ($1) and (r.until is null or r.until >= current_date)
           union
           select a.id, 'part_of', p.id from actors a join actors p on p.id = a.parent_id where a.id = any ($1) and a.status <> 'merged' and p.status <> 'merged'
           union
           select a.id, 'part_of', p.id from actors a join actors p on p.id = a.parent_id where p.id = any ($1) and a.status <> 'merged' and p.status <> 'merged'
           limit 400"#,
        actors,
    )
    .fetch_all(tx.conn())
    .await?)
}
