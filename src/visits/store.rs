//! The SQL of visits.

use super::{
    model::{Draft, Visit, writes_freely},
    policy::{Answer, Create, View},
};
use crate::{
    access::{Community, Permit, Record as _},
    actions::{self, Place, model::Priority},
    db::Tx,
    web::{
        error::{Error, Result},
        forms::{Errors, on_constraint},
    },
};
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;

/// Rows of a list page.
pub const PAGE: usize = 25;

/// Visits by and to the viewer's office and those below it, the latest first; one row more than [`PAGE`] when there are more.
/// Cost: per actor one descent of two indexes and at most a page of their rows.
pub async fn list(tx: &mut Tx, after: Option<(jiff_sqlx::Date, Uuid)>) -> Result<Vec<Visit>> {
    let actors = tx.viewer().below.clone();
    let (day, id) = after.unzip();
    Ok(sqlx::query_as!(
        Visit,
        r#"with top as (
               select distinct t.id, t.visited_on from unnest($1::uuid[]) g (actor) cross join lateral (
                   (select v.id, v.visited_on from visits v where v.owner_id = g.actor and ($2::date is null or (v.visited_on, v.id) < ($2, $3))
                    order by v.visited_on desc, v.id desc limit 26)
                   union all
                   (select v.id, v.visited_on from visits v where v.visited_id = g.actor and ($2::date is null or (v.visited_on, v.id) < ($2, $3))
                    order by v.visited_on desc, v.id desc limit 26)) t
               order by t.visited_on desc, t.id desc limit 26)
           select v.id, v.owner_id, v.visited_id, v.visited_on, a.name as area, v.topics, v.said, v.follows, v.their_words, v.their_at
           from top join visits v on v.id = top.id join areas a on a.id = v.area_id order by v.visited_on desc, v.id desc"#,
        &actors,
        day as Option<jiff_sqlx::Date>,
        id,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// [`Error::NotFound`] where there is none for this viewer.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Visit> {
    let visit = sqlx::query_as!(
        Visit,
        r#"select v.id, v.owner_id, v.visited_id, v.visited_on, a.name as area, v.topics, v.said, v.follows, v.their_words, v.their_at
           from visits v join areas a on a.id = v.area_id where v.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(View, &visit)?;
    Ok(visit)
}

/// The community of an actor that the viewer can see; none for what is hidden or absent.
async fn community_of(tx: &mut Tx, actor: Uuid) -> Result<Option<Community>> {
    Ok(sqlx::query_scalar!(
        r#"select community as "community: Community" from actors where id = $1"#,
        actor
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// Writes a visit down, with the promises of it. A military office leaves no free text and no promises of a humanitarian
/// organisation behind: what was typed of that is refused, not dropped.
pub async fn create(tx: &mut Tx, permit: Permit<'_, Create>, draft: &Draft) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let viewer = tx.viewer().clone();
    let visited = community_of(tx, draft.visited_id)
        .await?
        .filter(|community| *community != Community::System);
    let Some(visited) = visited.filter(|_| !viewer.acts_for(draft.visited_id)) else {
        return Err(Error::Invalid(Errors::one("visited", "frame-field-choose")));
    };
    if !writes_freely(viewer.community, visited)
        && (draft.theirs.is_some() || !draft.said.is_empty() || !draft.follows.is_empty())
    {
        let field =
            if draft.said.is_empty() && draft.follows.is_empty() { "theirs" } else { "said" };
        return Err(Error::Invalid(Errors::one(field, "visits-no-free-text")));
    }
    sqlx::query!(
        "insert into visits (id, owner_id, author_id, visited_id, visited_on, area_id, topics, said, follows) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        slot.id,
        slot.owner,
        viewer.person,
        draft.visited_id,
        draft.visited_on.to_sqlx() as jiff_sqlx::Date,
        draft.area_id,
        &draft.topics,
        draft.said,
        draft.follows,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("visits_area_id_fkey", "area", "frame-field-choose"))?;
    let promises = [(&draft.ours, slot.owner), (&draft.theirs, draft.visited_id)];
    for (promise, actor) in promises {
        if let Some((body, due_on)) = promise {
            promised(tx, slot.id, (slot.owner, draft.visited_id), actor, body, *due_on).await?;
        }
    }
    Ok(())
}

async fn promised(
    tx: &mut Tx,
    visit: Uuid,
    sides: (Uuid, Uuid),
    actor: Uuid,
    body: &str,
    due_on: jiff::civil::Date,
) -> Result<()> {
    let draft = actions::model::Draft {
        body: body.to_owned(),
        actor_id: actor,
        role: None,
        due_on,
        priority: Priority::Normal,
    };
    let place = Place { parties: vec![sides.0, sides.1], ..Place::default() };
    actions::store::write(tx, <Visit as crate::access::Record>::KIND, visit, &draft, &place)
        .await?;
    Ok(())
}

/// The words of the side that was visited.
pub async fn answer(tx: &mut Tx, permit: Permit<'_, Answer>, words: &str) -> Result<()> {
    let visit = permit.spend(tx).await?;
    sqlx::query!(
        "update visits set their_words = $2, their_at = now() where id = $1",
        visit.id(),
        words
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
