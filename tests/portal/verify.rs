//! `cimic-house verify` finds nothing in a database that the migrations made, and finds what was changed by hand.

use crate::support::World;
use cimic_house::verify::{pending, unfit_runtime, verify};
use sqlx::{ConnectOptions, PgConnection};

async fn owner(world: &World) -> PgConnection {
    world.owner_options().connect().await.unwrap()
}

/// What breaks the rules, each with the rule's first words.
async fn broken(world: &World) -> Vec<String> {
    let findings = verify(&mut owner(world).await).await.unwrap();
    let lines = findings.iter().flat_map(|finding| {
        finding.broken_by.iter().map(|name| format!("{name}: {}", finding.rule))
    });
    lines.collect()
}

#[tokio::test]
async fn a_migrated_database_breaks_no_rule() {
    let world = World::new().await;
    assert_eq!(broken(&world).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_was_changed_by_hand_is_named() {
    let world = World::new().await;
    world
        .sql(
            "create table left_open (id int);
             grant select on left_open to public;
             grant truncate on left_open to cimic_app;
             grant delete on events to cimic_app;
             create view shows_all as select * from events;
             create function anybodys() returns int language sql security definer as 'select 1'",
        )
        .await;
    let broken = broken(&world).await;
    for (name, rule) in [
        ("left_open", "every table has row level security"),
        ("left_open", "nobody but the named roles"),
        ("left_open", "cimic_app can neither empty"),
        ("cimic_app on events", "events are written once"),
        ("shows_all", "views ask with the rights"),
        ("anybodys", "functions that run with their owner's rights say where"),
        ("anybodys", "functions that run with their owner's rights are for named"),
    ] {
        let start = format!("{name}: {rule}");
        assert!(broken.iter().any(|line| line.starts_with(&start)), "{start}\n{broken:#?}");
    }
}

#[tokio::test]
async fn a_missing_migration_is_named() {
    let world = World::new().await;
    assert!(pending(&mut owner(&world).await).await.unwrap().is_empty());
    world.sql("delete from _sqlx_migrations where version = 20260101000000").await;
    assert_eq!(pending(&mut owner(&world).await).await.unwrap(), ["20260101000000 roles"]);
}

#[tokio::test]
async fn the_owner_of_the_tables_is_no_fit_role_for_the_running_house() {
    let world = World::new().await;
    let words = unfit_runtime(&mut owner(&world).await).await.unwrap().unwrap();
    assert!(words.contains("CIMIC_OWNER_URL"), "{words}");
    let mut runtime = world.owner_options().username("cimic_app").connect().await.unwrap();
    assert_eq!(unfit_runtime(&mut runtime).await.unwrap(), None);
}
