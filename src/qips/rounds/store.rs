//! The SQL of rounds and votes. Row level security shows a vote of an open round to its own seat only.

use super::{
    model::{Choice, Item, Level, Round, RoundDraft, RoundState, Seat, Vote},
    policy::{CastVote, CloseRound, CreateRound, OpenRound, ViewRound},
};
use crate::{
    access::Permit,
    db::Tx,
    qips::model::{Project, Said},
    web::{
        error::{Error, Result},
        forms::Errors,
    },
};
use uuid::Uuid;

/// The newest fifty rounds that the viewer may know of.
pub async fn list(tx: &mut Tx) -> Result<Vec<Round>> {
    Ok(sqlx::query_as!(
        Round,
        r#"select id, committee_id, title, level as "level: Level", meets_on, agenda, quorum, state as "state: RoundState"
           from qip_rounds order by meets_on desc, id limit 50"#
    )
    .fetch_all(tx.conn())
    .await?)
}

pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Round> {
    let round = sqlx::query_as!(
        Round,
        r#"select id, committee_id, title, level as "level: Level", meets_on, agenda, quorum, state as "state: RoundState" from qip_rounds where id = $1"#,
        id,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(Error::NotFound)?;
    tx.check(ViewRound, &round)?;
    Ok(round)
}

/// The committees that can meet: offices where somebody holds a seat.
pub async fn committees(tx: &mut Tx) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select distinct actor_id from posts where role = 'committee' and post_in_force(posts)"
    )
    .fetch_all(tx.conn())
    .await?)
}

pub async fn create(
    tx: &mut Tx,
    permit: Permit<'_, CreateRound>,
    draft: &RoundDraft,
) -> Result<()> {
    let slot = permit.spend(tx).await?;
    let person = tx.viewer().person;
    let known = committees(tx).await?.contains(&draft.committee);
    if !known {
        return Err(Error::Invalid(Errors::one("committee", "frame-field-choose")));
    }
    sqlx::query!(
        "insert into qip_rounds (id, committee_id, title, level, meets_on, agenda, quorum, made_by) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        slot.id,
        draft.committee,
        draft.title,
        draft.level.as_str(),
        draft.meets_on as _,
        draft.agenda,
        draft.quorum,
        person,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub async fn open(tx: &mut Tx, permit: Permit<'_, OpenRound>) -> Result<()> {
    let round = permit.spend(tx).await?;
    sqlx::query!(
        "update qip_rounds set state = 'open', opened_at = now() where id = $1 and state = 'planned'",
        round.id
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub async fn close(tx: &mut Tx, permit: Permit<'_, CloseRound>) -> Result<()> {
    let round = permit.spend(tx).await?;
    sqlx::query!(
        "update qip_rounds set state = 'closed', closed_at = now() where id = $1 and state = 'open'",
        round.id
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What is on the table, in order, as far as the viewer may see it.
pub async fn items(tx: &mut Tx, round: Uuid) -> Result<Vec<Item>> {
    Ok(sqlx::query_as!(
        Item,
        "select i.project_id, q.reference, q.title, i.outcome, i.reasons from qip_round_items i join qips q on q.id = i.project_id
         where i.round_id = $1 order by i.position",
        round,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// For the secretary: each seat before each project; nobody learns how it voted.
pub async fn turnout(tx: &mut Tx, round: Uuid) -> Result<Vec<Seat>> {
    Ok(sqlx::query_as!(
        Seat,
        r#"select project_id as "project_id!", represents_id as "represents_id!", is_recused as "is_recused!", has_voted as "has_voted!" from qip_turnout($1)"#,
        round,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The votes that the viewer may see: their own, or all once the round is closed.
pub async fn votes(tx: &mut Tx, round: Uuid) -> Result<Vec<Vote>> {
    Ok(sqlx::query_as!(
        Vote,
        r#"select v.project_id, o.represents_id as "represents_id?", v.scores, v.vote as "choice: Choice", v.reasons
           from qip_votes v left join posts o on o.id = v.post_id where v.round_id = $1 order by v.project_id, v.cast_at"#,
        round,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The viewer's own vote on a project.
pub async fn own_vote(tx: &mut Tx, round: Uuid, project: Uuid) -> Result<Option<Vote>> {
    let post = tx.viewer().post;
    Ok(sqlx::query_as!(
        Vote,
        r#"select v.project_id, null::uuid as represents_id, v.scores, v.vote as "choice: Choice", v.reasons
           from qip_votes v where v.round_id = $1 and v.project_id = $2 and v.post_id = $3"#,
        round,
        project,
        post,
    )
    .fetch_optional(tx.conn())
    .await?)
}

/// On which of these projects the viewer's seat stands aside.
pub async fn recused(tx: &mut Tx, projects: &[Uuid]) -> Result<Vec<Uuid>> {
    let post = tx.viewer().post;
    Ok(sqlx::query_scalar!(
        r#"select p.id as "id!" from unnest($1::uuid[]) p (id) where qip_is_recused(p.id, $2)"#,
        projects,
        post,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Casts the vote of this seat, or casts it anew while the round is open.
pub async fn cast(
    tx: &mut Tx,
    permit: Permit<'_, CastVote>,
    scores: &[i16],
    choice: Choice,
    reasons: &str,
) -> Result<()> {
    let ballot = permit.spend(tx).await?;
    let viewer = tx.viewer().clone();
    sqlx::query!(
        "insert into qip_votes (round_id, project_id, post_id, person_id, scores, vote, reasons) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (round_id, project_id, post_id) do update set scores = excluded.scores, vote = excluded.vote, reasons = excluded.reasons, cast_at = now()",
        ballot.round.id,
        ballot.project.id,
        viewer.post,
        viewer.person,
        scores,
        choice.as_str(),
        reasons,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Puts a project on the table of a round that is being planned.
pub async fn table(tx: &mut Tx, project: &Project, said: &mut Said) -> Result<()> {
    let Some(id) = said.id("round") else { return Err(Error::NotFound) };
    let planned = list(tx).await?;
    let Some(round) = planned.iter().find(|r| r.id == id && r.state == RoundState::Planned) else {
        return Err(Error::Invalid(Errors::one("round", "frame-field-choose")));
    };
    said.detail.insert("round".to_owned(), round.title.clone().into());
    sqlx::query!(
        "insert into qip_round_items (round_id, project_id, position)
         select $1, $2, coalesce(max(position), 0) + 1 from qip_round_items where round_id = $1
         on conflict (round_id, project_id) do nothing",
        id,
        project.id,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The last round a project was tabled to: its id, state, level, quorum and whether its outcome is recorded.
pub async fn last_round(tx: &mut Tx, project: Uuid) -> Result<Option<(Round, bool)>> {
    let row = sqlx::query!(
        "select i.round_id, i.outcome is not null as \"recorded!\" from qip_round_items i join qip_rounds r on r.id = i.round_id
         where i.project_id = $1 order by r.created_at desc limit 1",
        project,
    )
    .fetch_optional(tx.conn())
    .await?;
    match row {
        Some(row) => Ok(Some((find(tx, row.round_id).await?, row.recorded))),
        None => Ok(None),
    }
}

/// Records the outcome from the votes; Postgres refuses a recommendation that they do not carry.
pub async fn record(tx: &mut Tx, project: &Project, said: &Said) -> Result<()> {
    let Some((round, _)) = last_round(tx, project.id).await? else { return Err(Error::NotFound) };
    if round.state != RoundState::Closed {
        return Err(Error::Conflict { reason: "qips-late-outcome", url: round_url(round.id) });
    }
    let written = sqlx::query!(
        "update qip_round_items set outcome = $3, reasons = $4, recorded_at = now() where round_id = $1 and project_id = $2",
        round.id,
        project.id,
        said.get("outcome"),
        said.reason,
    )
    .execute(tx.conn())
    .await;
    let Err(error) = written else { return Ok(()) };
    let constraint = error.as_database_error().and_then(|cause| cause.constraint());
    match constraint {
        Some("qip_round_items_carried") => Err(Error::Forbidden("qips-deny-not-carried")),
        Some("qip_round_items_level") => {
            Err(Error::Invalid(Errors::one("outcome", "qips-error-level")))
        }
        _ => Err(Error::Database(error)),
    }
}

fn round_url(id: Uuid) -> String {
    format!("/qips/rounds/{id}")
}
