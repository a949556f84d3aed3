//! What lists and calendars of meetings cost in a house with some thousand of them: how many entries are touched does not
//! depend on how many there are. Counted by Postgres itself, inside the transaction of the page.

use crate::support::{World, plans::counted};
use cimic_house::{
    areas::{self, model::ComingOf},
    db::Tx,
    meetings::{
        calendar,
        store::{self, Filter},
    },
    minutes,
};
use jiff::ToSpan;

const GROWING: [&str; 6] = [
    "meetings",
    "meeting_sights",
    "meeting_actors",
    "meeting_items",
    "meeting_places",
    "meeting_acts",
];

/// So many meetings over two years, a tenth of them the village's; the last ones lie ahead.
async fn an_old_house(meetings: i32) -> World {
    let world = World::new().await;
    world
        .sql(&format!(
            "set session_replication_role = replica;
             insert into meetings (reference, owner_id, chair_id, title, audience, area_id, time_zone, starts_at, ends_at, state)
             select lpad(n::text, 8, '0'), '{north}', '{north}', 'Meeting', case when n % 3 = 0 then 'partners' else 'parties' end, case when n % 20 = 0 then '{here}'::uuid else '{there}' end, 'Africa/Lagos', x.at, x.at + interval '1 hour',
                    case when x.at > now() then 'invited' else 'held' end
             from generate_series(1, {meetings}) n, lateral (select now() + interval '60 days' - n * (interval '1 day' * 700 / {meetings}) as at) x;
             insert into meeting_actors (meeting_id, actor_id, why) select id, '{agency}'::uuid, 'invited' from meetings
                 union all select id, '{village}'::uuid, 'invited' from meetings where right(reference, 1) = '0';
             set session_replication_role = default;
             select meeting_sights_rebuild(m) from meetings m;
             analyze;",
            north = world.actor("sector_north"),
            agency = world.actor("fra"),
            village = world.actor("vc_millford"),
            here = world.area("XZ0102"),
            there = world.area("XZ0402"),
        ))
        .await;
    world
}

/// Index entries that this reads, held to `most`.
async fn costs(
    world: &World,
    name: &str,
    what: &str,
    most: i64,
    work: impl AsyncFn(&mut Tx),
) -> i64 {
    counted(world, &world.viewer(name).await, &GROWING, (what, most), work).await.1
}

#[tokio::test]
async fn lists_and_calendars_of_meetings_cost_the_same_however_many_there_are() {
    let world = an_old_house(6000).await;
    let now = || Some(cimic_house::clock::now().into());
    for name in ["Joram", "Basil", "Pavel", "Nadia"] {
        for (what, filter) in [
            ("the list of what comes", Filter { now: now(), ..Filter::default() }),
            ("the list of what is past", Filter { now: now(), past: true, ..Filter::default() }),
            ("our own", Filter { now: now(), mine: true, ..Filter::default() }),
            (
                "a state",
                Filter {
                    state: Some(cimic_house::meetings::model::State::Sealed),
                    ..Filter::default()
                },
            ),
        ] {
            let read = costs(&world, name, what, 900, async |tx| {
                store::list(tx, &filter).await.unwrap();
            });
            println!("{what} for {name}: {}", read.await);
        }
        let first = cimic_house::clock::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let read = costs(&world, name, "a month", 3000, async |tx| {
            let days = store::days(tx, first, first.saturating_add(41.days()), "Africa/Lagos", 5)
                .await
                .unwrap();
            let ids: Vec<_> = days.into_iter().map(|(_, id)| id).collect();
            store::lines(tx, &ids).await.unwrap();
        });
        println!("a month for {name}: {}", read.await);
        let read = costs(&world, name, "what comes up", 400, async |tx| {
            store::coming(tx, 5).await.unwrap();
        });
        println!("what comes up for {name}: {}", read.await);
        for (what, of) in [
            ("what comes in a district where little does", ComingOf::Area(world.area("XZ0102"))),
            ("what comes in a busy district", ComingOf::Area(world.area("XZ0402"))),
            ("what comes for a village", ComingOf::Actor(world.actor("vc_millford"))),
            ("what comes for an agency", ComingOf::Actor(world.actor("fra"))),
            ("what comes for somebody nobody asked", ComingOf::Actor(world.actor("kestrel"))),
        ] {
            let read = costs(&world, name, what, 150, async |tx| {
                areas::store::coming(tx, of, 5).await.unwrap();
            });
            println!("{what}, for {name}: {}", read.await);
        }
        let read = costs(&world, name, "minutes that are due", 150, async |tx| {
            minutes::store::due(tx, 5).await.unwrap();
        });
        println!("minutes that are due, for {name}: {}", read.await);
        costs(&world, name, "a feed", 12_000, async |tx| {
            calendar::store::entries(tx).await.unwrap();
        })
        .await;
    }
}
