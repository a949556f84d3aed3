//! The house's own clock: what happens by itself when time passes. Everything it does leaves an event.

use crate::{
    access::{Permit, Record, Role, Verdict, Viewer},
    actors::contacts::erasing,
    dashboards,
    db::{Db, Mode, Tx},
    meetings, notices,
    requests::keeping,
    web::error::Result,
};
use std::time::Duration;
use tokio::time::MissedTickBehavior;
use uuid::Uuid;

/// How often the clock looks: what it counts is to be at most a minute old, its own work of some seconds included.
const EVERY: Duration = Duration::from_secs(45);
/// Rows of one kind that one run forgets.
const BATCH: i32 = 1000;

/// What one run did, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub expired: usize,
    pub lapsed: usize,
    pub moved: usize,
    pub erased: usize,
    pub contacts: usize,
    pub drafts: usize,
    /// Meetings that the rhythms of forums asked for, and those to which people were invited.
    pub meetings: usize,
    pub invited: usize,
    /// Notices whose last day had passed.
    pub notices: usize,
    pub forgotten: i32,
    /// Weeks of the roll-ups that were counted again, periods published, documents of a week made.
    pub rolled: usize,
    pub published: usize,
    pub papers: usize,
}

/// A draft nobody touched for long.
#[derive(Clone, Copy, Debug)]
pub struct OldDraft {
    id: Uuid,
}

impl Record for OldDraft {
    const KIND: &'static str = "draft";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/ask".to_owned()
    }
}

/// The house's own drawer: sessions, keys of forms, visits, wrong tries.
#[derive(Clone, Copy, Debug)]
pub struct Drawer;

impl Record for Drawer {
    const KIND: &'static str = "house";

    fn id(&self) -> Uuid {
        // The reserved actor "The house".
        Uuid::from_u128(0xb002)
    }

    fn url(&self) -> String {
        "/".to_owned()
    }
}

crate::actions! { EraseDraft(OldDraft) => erase_draft, Forget(Drawer) => forget, NoteBackup(Drawer) => note_backup_made }

fn erase_draft(viewer: &Viewer, _: &OldDraft) -> Verdict {
    only_the_house(viewer)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape of every rule")]
fn forget(viewer: &Viewer, _: &Drawer) -> Verdict {
    only_the_house(viewer)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape of every rule")]
fn note_backup_made(viewer: &Viewer, _: &Drawer) -> Verdict {
    only_the_house(viewer)
}

fn only_the_house(viewer: &Viewer) -> Verdict {
    if viewer.role == Role::House { Verdict::Allow } else { Verdict::Hide }
}

/// Starts the clock; it ends with the program. A run that fails is tried again at the next.
pub fn start(db: Db) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            match run_once(&db).await {
                Ok(done) if done != Done::default() => {
                    tracing::info!(?done, "the house kept its clock");
                }
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "the house's clock stumbled"),
            }
        }
    })
}

/// One run of everything. A kind that fails does not keep the others from being done; the first error is returned.
pub async fn run_once(db: &Db) -> Result<Done> {
    let moved = noted(db, "move_desks", keeping::move_from_empty_desks(db)).await;
    let lapsed = noted(db, "lapse", keeping::lapse(db)).await;
    let expired = noted(db, "expire", keeping::expire(db)).await;
    let erased = noted(db, "erase", keeping::erase_private(db)).await;
    let contacts = noted(db, "contacts", erasing::erase_gone(db)).await;
    let drafts = noted(db, "drafts", erase_drafts(db)).await;
    let meetings = noted(db, "meetings", meetings::keeping::make(db)).await;
    let invited = noted(db, "invite", meetings::keeping::invite(db)).await;
    let notices = noted(db, "notices", notices::keeping::expire(db)).await;
    let forgotten = noted(db, "forget", forget_old(db)).await;
    let rolled = noted(db, "roll_ups", dashboards::keeping::fold(db)).await;
    let published = noted(db, "publish", dashboards::keeping::publish(db)).await;
    let papers = noted(db, "papers", dashboards::keeping::write_papers(db)).await;
    let files = noted(db, "imports", crate::imports::activities::keeping::forget(db)).await;
    Ok(Done {
        moved: moved?,
        lapsed: lapsed?,
        expired: expired?,
        erased: erased?,
        contacts: contacts?,
        drafts: drafts?,
        meetings: meetings?,
        invited: invited?,
        notices: notices?,
        forgotten: forgotten? + files?,
        rolled: rolled?,
        published: published?,
        papers: papers?,
    })
}

/// Does a job and notes when, for how long, and what it came to, for the administrator. What cannot be noted keeps no job from being done.
pub async fn noted<T: Copy + TryInto<i64>>(
    db: &Db,
    name: &'static str,
    work: impl Future<Output = Result<T>>,
) -> Result<T> {
    let started = tokio::time::Instant::now();
    let done = work.await;
    let took = i32::try_from(started.elapsed().as_millis()).unwrap_or(i32::MAX);
    let count = done.as_ref().ok().map(|n| (*n).try_into().unwrap_or_default());
    if let Err(error) = note(db, name, took, count).await {
        tracing::warn!(%error, name, "how a job went could not be noted");
    }
    done
}

/// `done` is None for a job that failed.
async fn note(db: &Db, name: &str, took_ms: i32, done: Option<i64>) -> Result<()> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    sqlx::query!(
        "insert into job_runs as j (name, took_ms, done, did_at, failed_at, failures)
         values ($1, $2, coalesce($3::bigint, 0), case when $3 > 0 then now() end, case when $3 is null then now() end, case when $3 is null then 1 else 0 end)
         on conflict (name) do update set ran_at = now(), took_ms = excluded.took_ms,
             done = case when $3 > 0 then $3 else j.done end, did_at = coalesce(excluded.did_at, j.did_at), failed_at = coalesce(excluded.failed_at, j.failed_at),
             failures = case when $3 is null then j.failures + 1 else 0 end",
        name,
        took_ms,
        done,
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await
}

/// Notes that somebody made a backup just now.
pub async fn note_backup(db: &Db) -> Result<()> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let permit = tx.permit(NoteBackup, &Drawer)?;
    permit.spend(&mut tx).await?;
    tx.commit().await?;
    note(db, "backup", 0, Some(1)).await
}

/// Drafts that nobody touched for the days that the policy allows (`draft_days`).
async fn erase_drafts(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let old = sqlx::query_scalar!(
        "select d.id from drafts d, policies p where p.version = policy_now()
           and d.updated_at < now() - make_interval(days => (p.body ->> 'draft_days')::int) order by d.updated_at limit $1",
        i64::from(BATCH),
    )
    .fetch_all(tx.conn())
    .await?;
    for id in &old {
        let draft = OldDraft { id: *id };
        let permit = tx.permit(EraseDraft, &draft)?;
        erase_one(&mut tx, permit).await?;
    }
    tx.commit().await?;
    Ok(old.len())
}

async fn erase_one(tx: &mut Tx, permit: Permit<'_, EraseDraft>) -> Result<()> {
    let draft = permit.spend(tx).await?;
    sqlx::query!("delete from drafts where id = $1", draft.id).execute(tx.conn()).await?;
    Ok(())
}

/// Sessions, keys of forms, kept forms, visits and wrong tries whose time is over.
async fn forget_old(db: &Db) -> Result<i32> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let permit = tx.permit(Forget, &Drawer)?;
    let forgotten = forget_batch(&mut tx, permit).await?;
    // Nothing forgotten is nothing done: no event is left either.
    if forgotten > 0 {
        tx.commit().await?;
    }
    Ok(forgotten)
}

async fn forget_batch(tx: &mut Tx, permit: Permit<'_, Forget>) -> Result<i32> {
    permit.spend(tx).await?;
    Ok(sqlx::query_scalar!(r#"select forget_old($1) as "n!""#, BATCH).fetch_one(tx.conn()).await?)
}
