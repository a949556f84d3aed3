//! The SQL of the administrator's desk: people, posts, jobs and the machine; never a record.

use super::model::{Ending, Machine, MailState, Run, Waiting};
use crate::{access::Role, db::Tx, web::error::Result};

/// Lines of one box.
pub const BOX: i64 = 20;

/// Posts in force that end within 30 days, by their day or because their statement lapses; the first to end first.
pub async fn endings(tx: &mut Tx) -> Result<Vec<Ending>> {
    Ok(sqlx::query_as!(
        Ending,
        r#"select p.person_id, q.name, p.role as "role: Role", a.name as actor, x.ends_at as "ends_at!", x.ends_at is distinct from p.until_at as "is_statement!"
           from posts p join people q on q.id = p.person_id and q.suspended_at is null join actors a on a.id = p.actor_id
           cross join lateral (select least(p.until_at, p.stated_at + interval '6 months') as ends_at) x
           where post_in_force(p) and x.ends_at < now() + interval '30 days' order by x.ends_at, p.id limit $1"#,
        BOX,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Applications that a voucher stands for and that wait for an account, the longest first.
pub async fn vouched(tx: &mut Tx) -> Result<Vec<Waiting>> {
    Ok(sqlx::query_as!(
        Waiting,
        r#"select '/applications/' || x.id as "url!", x.name, x.role as "role: Role", coalesce(a.name, x.organisation) as "actor!", x.created_at as since
           from applications x left join actors a on a.id = x.actor_id where x.state = 'vouched' order by x.created_at, x.id limit $1"#,
        BOX,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Applications that wait for a voucher.
pub async fn count_applied(tx: &mut Tx) -> Result<i64> {
    let n =
        sqlx::query_scalar!(r#"select count(*) as "n!" from applications where state = 'applied'"#);
    Ok(n.fetch_one(tx.conn()).await?)
}

/// Handovers that wait for an administrator.
pub async fn handovers(tx: &mut Tx) -> Result<Vec<Waiting>> {
    Ok(sqlx::query_as!(
        Waiting,
        r#"select '/handovers/' || h.id as "url!", n.successor as "name!", h.role as "role: Role", coalesce(a.name, '') as "actor!", h.created_at as since
           from handovers h cross join lateral handover_names(h.id) n left join actors a on a.id = h.actor_id
           where h.state = 'proposed' order by h.moves_at, h.id limit $1"#,
        BOX,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// The house's jobs; a backup is one that somebody else does. A job is late after ten minutes, a backup after two days.
pub async fn runs(tx: &mut Tx) -> Result<Vec<Run>> {
    Ok(sqlx::query_as!(
        Run,
        r#"select name, ran_at, took_ms, done, did_at, failures,
                  ran_at < now() - case name when 'backup' then interval '2 days' else interval '10 minutes' end as "is_late!"
           from job_runs order by name"#
    )
    .fetch_all(tx.conn())
    .await?)
}

pub async fn machine(tx: &mut Tx) -> Result<Machine> {
    let row = sqlx::query_as!(
        Machine,
        r#"select postgres as "postgres!", database_bytes as "database_bytes!", coalesce(migrations, 0) as "migrations!", coalesce(newest, 0) as "newest!",
                  people as "people!", sessions as "sessions!" from house_machine()"#
    );
    Ok(row.fetch_optional(tx.conn()).await?.unwrap_or_default())
}

pub async fn mail(tx: &mut Tx) -> Result<MailState> {
    let row = sqlx::query_as!(
        MailState,
        r#"select is_on as "is_on!", waiting as "waiting!", failed as "failed!", last_sent_at from mail_state()"#
    );
    Ok(row.fetch_optional(tx.conn()).await?.unwrap_or_default())
}
