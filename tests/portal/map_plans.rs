//! What the map costs in a house whose directory has grown, and that the sums it reads are those of a recount.

use crate::support::{CAST, World, plans::counted};
use cimic_house::{areas, db::Mode, map::store};
use std::collections::HashSet;
use uuid::Uuid;

const GROWING: [&str; 5] =
    ["actors", "actor_areas", "actor_places", "activities", "activity_tallies"];

/// So many entries of the directory, in every district in turn, confirmed over the last year.
async fn a_grown_directory(n: i32) -> World {
    let world = World::new().await;
    world
        .sql(&format!(
            "insert into actors (name, kind, community, audience, last_confirmed_at)
             select 'Water committee ' || n, 'nngo', 'humanitarian', case when n % 10 = 0 then 'humanitarian' else 'partners' end, now() - make_interval(days => n % 365)
             from generate_series(1, {n}) n;
             insert into actor_areas (actor_id, area_id, presence)
             select a.id, d.id, 'office' from (select id, row_number() over (order by name) as n from actors where name like 'Water committee %') a
             join (select id, row_number() over (order by code) - 1 as n, count(*) over () as all_of_them from areas where level = 2) d on d.n = a.n % d.all_of_them;
             analyze"
        ))
        .await;
    world
}

/// The sums as they stand, and as the rows behind them say.
async fn drift(world: &World) -> i64 {
    world
        .count(
            "(select audience_id, confirmed_on, place_id, n::bigint as n from place_actors where n <> 0) kept
             full join (
                 select p.audience_id, d.day as confirmed_on, p.place_id, count(*) as n from (
                     select distinct a.id, a.audience_id, coalesce((a.last_confirmed_at at time zone 'UTC')::date, '1900-01-01') as confirmed_on, place.id as place_id
                     from actors a join actor_areas aa on aa.actor_id = a.id and aa.presence <> 'responsibility' join area_homes o on o.area_id = aa.area_id
                     cross join lateral (values (o.district_id), (o.region_id)) place (id)
                     where a.status not in ('merged', 'departed') and a.community <> 'system' and place.id is not null and a.audience_id is not null) p
                 cross join lateral (values (p.confirmed_on), ('-infinity'::date)) d (day) group by 1, 2, 3
             ) found using (audience_id, confirmed_on, place_id, n) where kept.n is null or found.n is null",
        )
        .await
}

#[tokio::test]
async fn the_sums_of_who_is_where_are_what_a_recount_finds_whatever_changes() {
    let world = a_grown_directory(60).await;
    assert!(world.count("place_actors").await > 20);
    assert_eq!(drift(&world).await, 0);
    for change in [
        "update actors set last_confirmed_at = now() where name like 'Water committee 1%'",
        "update actors set last_confirmed_at = null where name = 'Water committee 2'",
        "update actors set audience = 'humanitarian' where name like 'Water committee 3%'",
        "update actors set audience = 'owner' where name like 'Water committee 4%'",
        "update actors set status = 'departed' where name like 'Water committee 5%'",
        "update actors set status = 'active' where name = 'Water committee 5'",
        "insert into actor_areas (actor_id, area_id, presence) select a.id, d.id, 'present' from actors a, areas d where a.name = 'Water committee 6' and d.level = 2",
        "delete from actor_areas where actor_id = (select id from actors where name = 'Water committee 6') and presence = 'present'",
        "delete from actor_areas where actor_id in (select id from actors where name like 'Water committee 2%')",
        "update areas set parent_id = (select parent_id from areas where code = 'XZ0402') where code = 'XZ0102'",
        "update areas set valid_to = current_date, superseded_by = (select id from areas where code = 'XZ0103') where code = 'XZ0102'",
    ] {
        world.sql(change).await;
        assert_eq!(drift(&world).await, 0, "after {change}");
    }
}

#[tokio::test]
async fn the_map_reads_places_and_days_not_the_directory() {
    let world = a_grown_directory(4000).await;
    let month = cimic_house::clock::now().to_zoned(jiff::tz::TimeZone::UTC).date().first_of_month();
    for name in ["Joram", "Basil", "Petra", "Nadia"] {
        let viewer = world.viewer(name).await;
        counted(&world, &viewer, &GROWING, ("the map", 4000), async |tx| {
            let places = store::counted(tx, month, None).await.unwrap();
            assert!(places.values().map(|place| place.actors).sum::<i64>() > 3000);
        })
        .await;
    }
}

async fn district(world: &World) -> Uuid {
    sqlx::query_scalar("select id from areas where code = 'XZ0102'")
        .fetch_one(world.owner().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_district_names_exactly_whom_row_level_security_shows_there() {
    let world = a_grown_directory(60).await;
    let area = district(&world).await;
    for (name, ..) in CAST.iter().filter(|(name, ..)| *name != "Bruno") {
        let mut tx = world.tx(name, Mode::Read).await;
        let named = areas::store::actors(&mut tx, area, 5000).await.unwrap();
        let named: HashSet<Uuid> = named.iter().map(|somebody| somebody.id).collect();
        let seen: Vec<Uuid> = sqlx::query_scalar(
            "select distinct a.id from actor_areas aa join actors a on a.id = aa.actor_id where aa.area_id = $1 and a.status not in ('merged', 'departed')",
        )
        .bind(area)
        .fetch_all(tx.conn())
        .await
        .unwrap();
        assert_eq!(named, seen.into_iter().collect(), "for {name}");
    }
}

#[tokio::test]
async fn the_page_of_a_district_reads_what_it_shows() {
    let world = a_grown_directory(4000).await;
    let area = district(&world).await;
    for name in ["Joram", "Basil", "Petra", "Nadia"] {
        let viewer = world.viewer(name).await;
        counted(&world, &viewer, &GROWING, ("the district", 1500), async |tx| {
            let named = areas::store::actors(tx, area, 51).await.unwrap();
            assert_eq!(named.len(), 51, "for {name}");
            areas::store::doing(tx, area, 8).await.unwrap();
            areas::store::desks(tx, area).await.unwrap();
        })
        .await;
    }
}
