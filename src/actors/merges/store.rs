//! The SQL of merges. What moves, and back, is done by two functions of the database in one transaction.

use super::{
    model::{Merge, Party, Side, State, Twins},
    policy::{AgreeMerge, DeclineMerge, KeepApart, ProposeMerge, UndoMerge, ViewMerge},
};
use crate::{
    access::{Community, Permit, Record as _},
    actors::model::{Kind, Line, Status},
    db::Tx,
    web::{
        error::{Error, Result},
        forms::{Errors, on_constraint},
    },
};
use uuid::Uuid;

/// Entries of this community that may be one, likeliest first; 50 at most. Looks at the newest 200 entries.
pub async fn twins(tx: &mut Tx, community: Community) -> Result<Vec<Twins>> {
    let rows = sqlx::query!(
        r#"select t.why as "why!", t.fits as "fits!", a.id as "id!", a.name as "name!", a.acronym as "acronym!", a.kind as "kind!: Kind", a.community as "community!: Community", a.status as "status!: Status",
                  b.id as "b_id!", b.name as "b_name!", b.acronym as "b_acronym!", b.kind as "b_kind!: Kind", b.status as "b_status!: Status"
           from actor_twins($1) t join actors a on a.id = t.one_id join actors b on b.id = t.other_id order by t.likeness desc, a.id, b.id"#,
        community.as_str(),
    )
    .fetch_all(tx.conn())
    .await?;
    let twins = rows.into_iter().map(|row| Twins {
        why: row.why,
        fits: row.fits,
        one: Line {
            id: row.id,
            name: row.name,
            acronym: row.acronym,
            kind: row.kind,
            community: row.community,
            status: row.status,
        },
        other: Line {
            id: row.b_id,
            name: row.b_name,
            acronym: row.b_acronym,
            kind: row.b_kind,
            community: row.community,
            status: row.b_status,
        },
    });
    Ok(twins.collect())
}

/// One merge; [`Error::NotFound`] for whoever is neither side nor keeps the directory.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Merge> {
    let row = sqlx::query!(
        r#"select m.id, m.state as "state: State", f.community as "community: Community", m.from_id, f.name as from_name, actor_is_staffed(f.id) as "from_staffed!",
                  m.from_at as "from_at: jiff_sqlx::Timestamp", m.from_records, m.into_id, i.name as into_name, actor_is_staffed(i.id) as "into_staffed!",
                  m.into_at as "into_at: jiff_sqlx::Timestamp", m.into_records, m.proposed_by, m.proposed_at, m.merged_at as "merged_at: jiff_sqlx::Timestamp",
                  m.ended_at as "ended_at: jiff_sqlx::Timestamp", has_voucher(f.community, m.proposed_by) as "has_second_voucher!"
           from actor_merges m join actors f on f.id = m.from_id join actors i on i.id = m.into_id where m.id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    let merge = Merge {
        id: row.id,
        state: row.state,
        community: row.community,
        from: Party {
            actor_id: row.from_id,
            name: row.from_name,
            is_staffed: row.from_staffed,
            agreed_at: row.from_at,
            with_records: row.from_records,
        },
        into: Party {
            actor_id: row.into_id,
            name: row.into_name,
            is_staffed: row.into_staffed,
            agreed_at: row.into_at,
            with_records: row.into_records,
        },
        proposed_by: row.proposed_by,
        proposed_at: row.proposed_at,
        merged_at: row.merged_at,
        ended_at: row.ended_at,
        has_second_voucher: row.has_second_voucher,
    };
    tx.check(ViewMerge, &merge)?;
    Ok(merge)
}

/// A merge of this actor that waits for an answer, if the viewer may know of it.
pub async fn waiting(tx: &mut Tx, actor: Uuid) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select id from actor_merges where (from_id = $1 or into_id = $1) and state = 'proposed' order by proposed_at limit 1",
        actor,
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// Merges that wait, and those that were done; the newest first, 50 at most.
pub async fn list(tx: &mut Tx) -> Result<Vec<(Uuid, State, String, String)>> {
    let rows = sqlx::query!(
        r#"select m.id, m.state as "state: State", f.name as from_name, i.name as into_name
           from actor_merges m join actors f on f.id = m.from_id join actors i on i.id = m.into_id
           where m.state in ('proposed', 'merged') order by m.state desc, m.proposed_at desc, m.id limit 50"#,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.state, row.from_name, row.into_name)).collect())
}

/// Whether an actor keeps a desk.
pub async fn is_desk(tx: &mut Tx, actor: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from desks where actor_id = $1) as "is_desk!""#,
        actor,
    )
    .fetch_one(tx.conn())
    .await?)
}

pub async fn propose(tx: &mut Tx, permit: Permit<'_, ProposeMerge>) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into actor_merges (id, from_id, into_id, proposed_by) values ($1, $2, $3, $4)",
        slot.id,
        slot.from.id,
        slot.into.id,
        person,
    )
    .execute(tx.conn())
    .await
    .map_err(on_constraint("actor_merges_one_open", "other", "merges-field-waiting"))?;
    Ok(())
}

/// One side agrees; with the second the two entries become one.
pub async fn agree(tx: &mut Tx, permit: Permit<'_, AgreeMerge>, with_records: bool) -> Result<()> {
    let answer = permit.spend(tx).await?;
    let person = tx.viewer().person;
    let is_from = answer.side == Side::From;
    let done = sqlx::query_scalar!(
        r#"update actor_merges set from_by = case when $3 then $2 else from_by end, from_at = case when $3 then now() else from_at end,
               from_records = case when $3 then $4 else from_records end, into_by = case when $3 then into_by else $2 end,
               into_at = case when $3 then into_at else now() end, into_records = case when $3 then into_records else $4 end
           where id = $1 and state = 'proposed' and case when $3 then from_at else into_at end is null
           returning from_at is not null and into_at is not null as "both!""#,
        answer.merge.id,
        person,
        is_from,
        with_records,
    )
    .fetch_optional(tx.conn())
    .await?;
    let late = || Error::Conflict { reason: "merges-late-answered", url: answer.merge.url() };
    if done.ok_or_else(late)? {
        let merged = sqlx::query!("select actors_merge($1)", answer.merge.id);
        merged.execute(tx.conn()).await.map_err(cannot(answer.merge.url()))?;
    }
    Ok(())
}

/// What the two entries have become meanwhile does not go together any more.
fn cannot(url: String) -> impl FnOnce(sqlx::Error) -> Error {
    move |error| match &error {
        sqlx::Error::Database(cause) if cause.constraint() == Some("actor_merges_fit") => {
            Error::Conflict { reason: "merges-late-changed", url }
        }
        _ => Error::Database(error),
    }
}

pub async fn decline(tx: &mut Tx, permit: Permit<'_, DeclineMerge>) -> Result<()> {
    let merge = permit.spend(tx).await?;
    let person = tx.viewer().person;
    let done = sqlx::query!(
        "update actor_merges set state = 'declined', ended_by = $2, ended_at = now() where id = $1 and state = 'proposed'",
        merge.id,
        person,
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict { reason: "merges-late-answered", url: merge.url() });
    }
    Ok(())
}

/// Takes it apart again, exactly; what was written since into the entry that stayed is kept.
pub async fn undo(tx: &mut Tx, permit: Permit<'_, UndoMerge>) -> Result<()> {
    let merge = permit.spend(tx).await?;
    sqlx::query!("select actors_unmerge($1)", merge.id).execute(tx.conn()).await?;
    Ok(())
}

/// Two entries are two; the pair is not proposed again.
pub async fn keep_apart(tx: &mut Tx, permit: Permit<'_, KeepApart>) -> Result<()> {
    let pair = permit.spend(tx).await?;
    if pair.one == pair.other {
        return Err(Error::Invalid(Errors::one("other", "frame-field-choose")));
    }
    let me = tx.viewer().actor;
    sqlx::query!(
        "insert into actor_pairs_apart (one_id, other_id, said_by_id) values (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), $3) on conflict do nothing",
        pair.one,
        pair.other,
        me,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
