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

/// How often the clock looks.
const EVERY: Duration = Duration::from_mins(1);
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

crate::actions! { EraseDraft(OldDraft) => erase_draft, Forget(Drawer) => forget }

fn erase_draft(viewer: &Viewer, _: &OldDraft) -> Verdict {
    only_the_house(viewer)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape of every rule")]
fn forget(viewer: &Viewer, _: &Drawer) -> Verdict {
    only_the_house(viewer)
}

fn only_the_house(viewer: &Viewer) -> Verdict {
    if viewer.role == Role::House { Verdict::Allow } else { Verdict::Hide }
}

/// Starts the clock; it ends with the program. A run that fails is tried again a minute later.
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
    let moved = keeping::move_from_empty_desks(db).await;
    let lapsed = keeping::lapse(db).await;
    let expired = keeping::expire(db).await;
    let erased = keeping::erase_private(db).await;
    let contacts = erasing::erase_gone(db).await;
    let drafts = erase_drafts(db).await;
    let meetings = meetings::keeping::make(db).await;
    let invited = meetings::keeping::invite(db).await;
    let notices = notices::keeping::expire(db).await;
    let forgotten = forget_old(db).await;
    let rolled = dashboards::keeping::fold(db).await;
    let published = dashboards::keeping::publish(db).await;
    let papers = dashboards::keeping::write_papers(db).await;
    let files = crate::imports::activities::keeping::forget(db).await;
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
