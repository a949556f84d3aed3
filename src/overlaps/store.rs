//! The SQL of overlaps. Both sides of a card come through the viewer's own sights, so nobody is shown what they could not open.

use super::{
    model::{Blind, Card, Doing, Message, Place, Telling},
    policy::PassOn,
};
use crate::{
    access::{Community, Permit},
    db::Tx,
    web::error::Result,
};
use jiff_sqlx::{Date, Timestamp};
use uuid::Uuid;

/// Cards on a page.
pub const MOST: usize = 50;

/// One activity beside another, as the database finds them.
struct Pair {
    area_id: Uuid,
    code: String,
    name: String,
    cluster: String,
    our_id: Uuid,
    our_actor_id: Uuid,
    our_actor: String,
    our_what: String,
    our_start: Date,
    our_end: Date,
    their_id: Uuid,
    their_actor_id: Uuid,
    their_actor: String,
    their_what: String,
    their_start: Date,
    their_end: Date,
    /// Of whoever does ours.
    community: Community,
    passed_on: Option<Timestamp>,
}

impl Pair {
    fn split(self) -> (Place, Doing, Doing) {
        let ours = Doing {
            id: self.our_id,
            actor_id: self.our_actor_id,
            actor: self.our_actor,
            what: self.our_what,
            starts_on: self.our_start,
            until_on: self.our_end,
        };
        let theirs = Doing {
            id: self.their_id,
            actor_id: self.their_actor_id,
            actor: self.their_actor,
            what: self.their_what,
            starts_on: self.their_start,
            until_on: self.their_end,
        };
        let (area_id, code, name, cluster) = (self.area_id, self.code, self.name, self.cluster);
        (Place { area_id, code, name, cluster }, ours, theirs)
    }
}

/// Overlaps of what the viewer's actor (and those below it) does with what others do that the viewer may see. Looks at the 100 of
/// ours that end soonest, and at six others for each.
pub async fn cards(tx: &mut Tx) -> Result<Vec<Card>> {
    let (actor, below) = (tx.viewer().actor, tx.viewer().below.clone());
    let pairs = sqlx::query_as!(
        Pair,
        r#"with homes as materialized (
               select area_id, district_id from area_homes where district_id is not null
           ), ours as materialized (
               select s.activity_id, s.area_id, s.cluster, s.starts_on, s.until_on from activity_sights s
               where s.grantee = $1 and s.status in ('planned', 'ongoing') and s.until_on >= current_date and s.cluster <> '' and s.actor_id = any ($2)
               order by s.until_on, s.activity_id limit 100
           )
           select d.id as "area_id!", d.code as "code!", d.name as "name!", o.cluster as "cluster!",
                  m.id as "our_id!", m.actor_id as "our_actor_id!", ma.name as "our_actor!", m.what as "our_what!", m.starts_on as "our_start!", m.until_on as "our_end!",
                  t.id as "their_id!", t.actor_id as "their_actor_id!", ta.name as "their_actor!", t.what as "their_what!", t.starts_on as "their_start!", t.until_on as "their_end!",
                  ma.community as "community!: Community", null::timestamptz as "passed_on: Timestamp"
           from ours o
           join homes h on h.area_id = o.area_id join homes k on k.district_id = h.district_id join areas d on d.id = h.district_id
           cross join lateral (
               select distinct x.activity_id from unnest((select viewer_sights())::uuid[]) g (id)
               cross join lateral (
                   select y.activity_id from activity_sights y
                   where y.grantee = g.id and y.area_id = k.area_id and y.cluster = o.cluster and y.status in ('planned', 'ongoing')
                     and y.until_on >= greatest(o.starts_on, current_date) and y.starts_on <= o.until_on and y.actor_id <> all ($2) limit 6) x
               limit 6) f
           join activities m on m.id = o.activity_id join actors ma on ma.id = m.actor_id
           join activities t on t.id = f.activity_id join actors ta on ta.id = t.actor_id
           order by least(m.until_on, t.until_on), d.code, o.cluster, m.id, t.id limit 1200"#,
        actor,
        &below,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut cards: Vec<Card> = Vec::new();
    for (place, ours, theirs) in pairs.into_iter().map(Pair::split) {
        let at = match cards.iter().position(|card| card.place == place) {
            Some(at) => at,
            None if cards.len() == MOST => continue,
            None => {
                cards.push(Card { place, ours: Vec::new(), theirs: Vec::new() });
                cards.len() - 1
            }
        };
        add(&mut cards[at].ours, ours);
        add(&mut cards[at].theirs, theirs);
    }
    Ok(cards)
}

fn add(list: &mut Vec<Doing>, one: Doing) {
    if !list.iter().any(|known| known.id == one.id) {
        list.push(one);
    }
}

/// For a coordinator: actors outside the humanitarian community who do something in a place where a humanitarian organisation does
/// the same and keeps it to that community. All of this month, or the one that is named.
pub async fn blind(tx: &mut Tx, only: Option<&Telling>) -> Result<Vec<Blind>> {
    let pairs = sqlx::query_as!(
        Pair,
        r#"with homes as materialized (
               select area_id, district_id from area_homes where district_id is not null
           ), cells as materialized (
               select h.district_id, t.cluster, t.actor_id, a.community, bool_or(t.audience = 'humanitarian') as keeps
               from activity_tallies t join homes h on h.area_id = t.area_id join actors a on a.id = t.actor_id
               where t.month = date_trunc('month', current_date)::date and t.cluster <> '' and t.n + t.planned > 0
               group by 1, 2, 3, 4
           ), blind as materialized (
               select c.district_id, c.cluster, c.actor_id, c.community from cells c
               where c.community in ('host', 'mission', 'military')
                 and ($1::uuid is null or c.district_id = $1 and c.cluster = $2 and c.actor_id = $3)
                 and exists (select from cells k where k.district_id = c.district_id and k.cluster = c.cluster and k.keeps and k.actor_id <> c.actor_id)
               order by c.district_id, c.cluster, c.actor_id limit 100
           ), told as materialized (
               select distinct b.district_id, b.cluster, b.actor_id, b.community, y.activity_id, y.starts_on, y.until_on
               from blind b join homes k on k.district_id = b.district_id
               join activity_sights y on y.grantee = any ((select viewer_sights())::uuid[]) and y.area_id = k.area_id and y.cluster = b.cluster
                    and y.actor_id = b.actor_id and y.status in ('planned', 'ongoing') and y.until_on >= current_date
           )
           select d.id as "area_id!", d.code as "code!", d.name as "name!", t.cluster as "cluster!", t.community as "community!: Community",
                  x.id as "our_id!", t.actor_id as "our_actor_id!", a.name as "our_actor!", x.what as "our_what!", x.starts_on as "our_start!", x.until_on as "our_end!",
                  z.id as "their_id!", z.actor_id as "their_actor_id!", za.name as "their_actor!", z.what as "their_what!", z.starts_on as "their_start!", z.until_on as "their_end!",
                  (select max(m.at) from overlap_messages m where m.from_id = (select viewer_actor()) and m.area_id = d.id and m.cluster = t.cluster and m.to_id = t.actor_id) as "passed_on: Timestamp"
           from told t
           join homes k on k.district_id = t.district_id join areas d on d.id = t.district_id
           join actors a on a.id = t.actor_id join activities x on x.id = t.activity_id
           cross join lateral (
               select y.activity_id from activity_sights y
               where y.grantee = audience_grantee('humanitarian') and y.area_id = k.area_id and y.cluster = t.cluster and y.status in ('planned', 'ongoing')
                 and y.until_on >= greatest(t.starts_on, current_date) and y.starts_on <= t.until_on and y.actor_id <> t.actor_id limit 6) f
           join activities z on z.id = f.activity_id join actors za on za.id = z.actor_id
           order by least(x.until_on, z.until_on), d.code, t.cluster, t.actor_id, x.id, z.id limit 1200"#,
        only.map(|telling| telling.area_id),
        only.map(|telling| telling.cluster.clone()),
        only.map(|telling| telling.told_id),
    )
    .fetch_all(tx.conn())
    .await?;
    let mut cards: Vec<Blind> = Vec::new();
    for pair in pairs {
        let (community, passed_on) = (pair.community, pair.passed_on);
        let (place, doing, hidden) = pair.split();
        let same = |card: &Blind| card.told_id == doing.actor_id && card.place == place;
        let at = match cards.iter().position(same) {
            Some(at) => at,
            None if cards.len() == MOST => continue,
            None => {
                let (told_id, told) = (doing.actor_id, doing.actor.clone());
                let (doing, hidden) = (Vec::new(), Vec::new());
                cards.push(Blind { place, told_id, told, community, doing, hidden, passed_on });
                cards.len() - 1
            }
        };
        add(&mut cards[at].doing, doing);
        add(&mut cards[at].hidden, hidden);
    }
    Ok(cards)
}

/// Passes a sentence on; it is seen by the actor it is for and by the coordinator's own.
pub async fn pass_on(tx: &mut Tx, permit: Permit<'_, PassOn>, sentence: &str) -> Result<()> {
    let telling = permit.spend(tx).await?;
    let (from, person) = (tx.viewer().actor, tx.viewer().person);
    sqlx::query!(
        "insert into overlap_messages (id, from_id, to_id, person_id, area_id, cluster, sentence) values ($1, $2, $3, $4, $5, $6, $7)",
        telling.id,
        from,
        telling.told_id,
        person,
        telling.area_id,
        telling.cluster,
        sentence,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was passed on to the viewer's actor, or by it, in the last 90 days; the newest first, 50 at most.
pub async fn messages(tx: &mut Tx) -> Result<Vec<Message>> {
    Ok(sqlx::query_as!(
        Message,
        r#"select a.code, a.name, m.cluster, m.sentence, m.at, coalesce(f.name, '') as "from!", coalesce(t.name, '') as "to!",
                  coalesce(m.from_id = (select viewer_actor()), false) as "is_ours!"
           from overlap_messages m join areas a on a.id = m.area_id left join actors f on f.id = m.from_id left join actors t on t.id = m.to_id
           where m.at > now() - interval '90 days' order by m.at desc, m.id limit 50"#,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// How many sentences were passed on to the viewer's actor in the last 14 days.
pub async fn count_new(tx: &mut Tx) -> Result<i64> {
    let actor = tx.viewer().actor;
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from overlap_messages where to_id = $1 and at > now() - interval '14 days'"#,
        actor,
    )
    .fetch_one(tx.conn())
    .await?)
}
