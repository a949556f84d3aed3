//! The SQL of auditing. Row level security cuts the events for administrators.

use super::{
    chain::{Checkpoint, Link, hex},
    model::{ChainState, Event, Filter, Published, Stretch, Subject},
    policy::{Export, Open},
};
use crate::{
    access::{Permit, Record as _, Role},
    actors,
    db::Tx,
    i18n::{Text, say},
    web::{context::Ctx, error::Result, filters::write_time},
};
use jiff_sqlx::Timestamp;
use sqlx::{Postgres, QueryBuilder, Row as _};
use uuid::Uuid;

/// Rows of a page of events.
pub const PAGE: usize = 50;

/// Kinds of record whose events administrators read; row level security says the same.
const OF_ADMINISTRATORS: [&str; 7] =
    ["person", "post", "application", "house", "area", "actor", "desk"];

/// Events of these people, of this record, of this act, of these kinds, within these times; newest first, one more than [`PAGE`] when
/// there are older ones. Cost: for each person or kind one descent of an index and at most a page of its rows; what is filtered beyond
/// the first of these is read and passed over.
pub async fn events(tx: &mut Tx, filter: &Filter) -> Result<Vec<Event>> {
    let mut query = QueryBuilder::new("with top as (");
    found(&mut query, tx, filter);
    query.push(
        ") select e.id, e.at, e.role, event_person(e.person_id) as person, event_actor(e.actor_id) as actor, e.act, e.record_kind,
                  e.record_id, event_subject(e.record_kind, e.record_id) as subject
           from top join events e on e.id = top.id order by e.at desc, e.id desc",
    );
    let rows = query.build().fetch_all(tx.conn()).await?;
    let event = |row: &sqlx::postgres::PgRow| {
        Ok(Event {
            id: row.try_get("id")?,
            at: row.try_get("at")?,
            role: row.try_get("role")?,
            person: row.try_get("person")?,
            actor: row.try_get("actor")?,
            act: row.try_get("act")?,
            kind: row.try_get("record_kind")?,
            record: row.try_get("record_id")?,
            subject: row.try_get("subject")?,
        })
    };
    Ok(rows.iter().map(event).collect::<sqlx::Result<_>>()?)
}

/// The ids of a page: through the index of the narrowest filter. Each combination in use has a statement, and thereby a plan, of its own.
fn found(query: &mut QueryBuilder<Postgres>, tx: &Tx, filter: &Filter) {
    let kinds = match (&filter.kind, tx.viewer().role) {
        (Some(kind), _) => Some(vec![kind.clone()]),
        (None, Role::Admin) => Some(OF_ADMINISTRATORS.map(str::to_owned).to_vec()),
        (None, _) => None,
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(51);
    let mut key = "";
    query.push("select t.id, t.at from ");
    match (&filter.people, &filter.record, &filter.act, &kinds) {
        (Some(people), ..) => {
            query
                .push("unnest(")
                .push_bind(people.clone())
                .push("::uuid[]) k (key) cross join lateral ");
            key = "person_id";
        }
        (None, Some(_), ..) | (None, None, Some(_), _) | (None, None, None, None) => {}
        (None, None, None, Some(kinds)) => {
            query
                .push("unnest(")
                .push_bind(kinds.clone())
                .push("::text[]) k (key) cross join lateral ");
            key = "record_kind";
        }
    }
    query.push("(select e.id, e.at from events e where true");
    if !key.is_empty() {
        query.push(" and e.").push(key).push(" = k.key");
    }
    if let Some((kind, id)) = filter.record.as_ref().map(|(kind, id)| (kind.clone(), *id)) {
        let kinds = vec![kind, Subject::KIND.to_owned()];
        query.push(" and e.record_kind = any (").push_bind(kinds).push("::text[])");
        query.push(" and e.record_id = ").push_bind(id);
    }
    if let Some(act) = &filter.act {
        query.push(" and e.act = ").push_bind(act.clone());
    }
    if let Some(kinds) = kinds.filter(|_| key != "record_kind") {
        query.push(" and e.record_kind = any (").push_bind(kinds).push("::text[])");
    }
    if let Some(role) = filter.role {
        query.push(" and e.role = ").push_bind(role.as_str());
    }
    if let Some(from) = filter.from {
        query.push(" and e.at >= ").push_bind(from);
    }
    if let Some(until) = filter.until {
        query.push(" and e.at < ").push_bind(until);
    }
    if let Some((at, id)) = filter.before {
        query.push(" and (e.at, e.id) < (").push_bind(at).push(", ").push_bind(id).push(")");
    }
    query.push(" order by e.at desc, e.id desc limit ").push_bind(limit);
    query.push(") t order by t.at desc, t.id desc limit ").push_bind(limit);
}

/// People whose name or address holds these words, among whoever held this role at such an office where these are given; 500 at most.
pub async fn people(tx: &mut Tx, who: &str, role: Option<Role>, office: &str) -> Result<Vec<Uuid>> {
    let role = role.map(Role::as_str).unwrap_or_default();
    let (by_name, by_post) = (!who.is_empty(), !office.is_empty());
    Ok(sqlx::query_scalar!(
        r#"select id as "id!" from (
               select n.id from event_people($1) n where $4
               union select h.id from event_holders($2, $3) h where not $4) found
           where not ($4 and $5) or id in (select h.id from event_holders($2, $3) h)"#,
        who,
        role,
        office,
        by_name,
        by_post,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The record of this reference, for an auditor.
pub async fn subject(tx: &mut Tx, reference: &str) -> Result<Option<Subject>> {
    let row = sqlx::query!(r#"select kind as "kind!", id as "id!" from audited($1)"#, reference)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| Subject { kind: row.kind, id: row.id, reference: reference.to_owned() }))
}

/// Opens the record for an hour; the owner reads the justification on the record's page.
pub async fn open(tx: &mut Tx, permit: Permit<'_, Open>, justification: &str) -> Result<()> {
    let subject = permit.spend(tx).await?;
    let person = tx.viewer().person;
    sqlx::query!(
        "insert into openings (person_id, record_kind, record_id, justification) values ($1, $2, $3, $4)",
        person,
        subject.kind,
        subject.id,
        justification,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The one way to show a record that has an owner: writes that somebody of another office opened it (on disk before this returns), and
/// tells the owner's own office who did, a line a post; None for everybody else.
pub async fn opening(
    cx: &mut Ctx,
    kind: &'static str,
    record: Uuid,
    owner: Uuid,
    what: &'static str,
) -> Result<Option<Vec<String>>> {
    cx.opened(kind, record, owner, what).await?;
    let is_own = cx.viewer().acts_for(owner);
    opened_by(cx, kind, record, is_own).await
}

/// Who opened a record, by post, how often and when last, and an auditor's reasons in full; None where it is not the viewer's own.
pub async fn opened_by(
    cx: &mut Ctx,
    kind: &str,
    record: Uuid,
    is_own: bool,
) -> Result<Option<Vec<String>>> {
    if !is_own {
        return Ok(None);
    }
    let opened = sqlx::query!(
        r#"select actor_id as "actor!", role as "role!: Role", n as "n!", last_at as "last!: Timestamp" from record_openings($1, $2)"#,
        kind,
        record,
    )
    .fetch_all(cx.tx.conn())
    .await?;
    let justified = sqlx::query!(
        r#"select at as "at!: Timestamp", justification as "why!" from record_justifications($1, $2)"#,
        kind,
        record,
    )
    .fetch_all(cx.tx.conn())
    .await?;
    let ids: Vec<Uuid> = opened.iter().map(|row| row.actor).collect();
    let names = actors::store::names(&mut cx.tx, &ids).await?;
    let voice = cx.voice();
    let line = opened.iter().map(|row| {
        let name = names.get(&row.actor).map(|name| name.label(cx.lang)).unwrap_or_default();
        let role = say(cx.lang, &format!("role-{}", row.role), None);
        let text = Text::new("audit-opened-by").with("actor", name).with("role", role);
        text.with("n", row.n).with("at", write_time(&row.last, &voice)).say(cx.lang)
    });
    let why = justified.iter().map(|row| {
        let text = Text::new("audit-opened-why").with("at", write_time(&row.at, &voice));
        text.with("why", row.why.as_str()).say(cx.lang)
    });
    Ok(Some(line.chain(why).collect()))
}

/// Where the chain stands: for auditors and administrators.
pub async fn chain_state(tx: &mut Tx) -> Result<ChainState> {
    Ok(sqlx::query_as!(
        ChainState,
        r#"select h.seq, h.moved_at, coalesce(l.waiting, 0) as "waiting!", l.oldest as "oldest?: Timestamp", c.seq as "signed?", c.at as "signed_at?: Timestamp",
                  coalesce(l.oldest < now() - interval '1 minute', false) as "is_late!"
           from event_chain_heads h left join chain_lag() l on true left join lateral (select seq, at from checkpoints order by seq desc limit 1) c on true"#
    )
    .fetch_one(tx.conn())
    .await?)
}

/// The last checkpoint of each hour that is over, newest first; `before` is an hour since 1970. One more than `most` when there are older ones.
pub async fn published(tx: &mut Tx, before: Option<i64>, most: i64) -> Result<Vec<Published>> {
    Ok(sqlx::query_as!(
        Published,
        "select distinct on (hour) hour, at, hash, key, signature from checkpoints
         where hour < least(coalesce($1, 9223372036854775807), floor(extract(epoch from now()) / 3600)::bigint) order by hour desc, seq desc limit $2",
        before,
        most + 1,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The checkpoints between which lie all events that were chained in this time: the last one before it, and the first one after it or the
/// newest. None while there is no checkpoint.
pub async fn stretch(
    tx: &mut Tx,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
) -> Result<Option<Stretch>> {
    let before = sqlx::query!(
        "select seq, hash, at, key, signature from checkpoints where at < $1 order by seq desc limit 1",
        from as _,
    )
    .fetch_optional(tx.conn())
    .await?;
    let end = sqlx::query!(
        r#"select seq as "seq!", hash as "hash!", at as "at!", key as "key!", signature as "signature!" from (
             (select *, 1 as place from checkpoints where at >= $1 order by seq limit 1)
             union all (select *, 2 from checkpoints order by seq desc limit 1)) c order by place limit 1"#,
        until as _,
    )
    .fetch_optional(tx.conn())
    .await?;
    let made = |seq, hash: Vec<u8>, at: Timestamp, key: Vec<u8>, signature: Vec<u8>| Checkpoint {
        seq,
        hash: hex(&hash),
        at: at.to_jiff().as_microsecond(),
        key: hex(&key),
        signature: hex(&signature),
    };
    let after = before.map(|row| made(row.seq, row.hash, row.at, row.key, row.signature));
    let end = end.map(|row| made(row.seq, row.hash, row.at, row.key, row.signature));
    Ok(end.map(|end| Stretch { after: after.filter(|after| after.seq < end.seq), end }))
}

/// Writes that events were taken out.
pub async fn exported(tx: &mut Tx, permit: Permit<'_, Export>) -> Result<()> {
    permit.spend(tx).await?;
    Ok(())
}

/// Links of the chain after `after` up to `until`, in order, with their hashes; so many at most.
pub async fn links(tx: &mut Tx, after: i64, until: i64, most: i64) -> Result<Vec<(Link, Vec<u8>)>> {
    let rows = sqlx::query!(
        "select c.seq, c.hash, e.id, e.at, e.person_id, e.post_id, e.actor_id, e.role, e.act, e.record_kind, e.record_id, e.detail::text as detail
         from event_chain c join events e on e.id = c.event_id where c.seq > $1 and c.seq <= $2 order by c.seq limit $3",
        after,
        until,
        most,
    )
    .fetch_all(tx.conn())
    .await?;
    let link = rows.into_iter().map(|row| {
        let link = Link {
            seq: row.seq,
            id: row.id,
            at: row.at.to_jiff().as_microsecond(),
            person: row.person_id,
            post: row.post_id,
            actor: row.actor_id,
            role: row.role,
            act: row.act,
            kind: row.record_kind,
            record: row.record_id,
            detail: row.detail,
        };
        (link, row.hash)
    });
    Ok(link.collect())
}
