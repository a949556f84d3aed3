//! What the auditor's search costs in a house with some thousand events: no filter reads them from end to end.

use crate::{plans::costs, support::World};
use cimic_house::audit::{model::Filter, store};
use jiff_sqlx::ToSqlx as _;

/// Somebody rarely seen, an act rarely done, a kind of record rarely touched, among many others.
const PLANT: &str = "
    insert into events (at, person_id, role, act, record_kind, record_id)
    select now() - make_interval(mins => n), case when n % 500 = 0 then '$miriam'::uuid else '$basil'::uuid end, 'partner',
           case when n % 400 = 0 then 'dispute' else 'comment' end, case when n % 300 = 0 then 'asset' else 'request' end,
           case when n % 1000 = 0 then '$record'::uuid else gen_random_uuid() end
    from generate_series(1, 6000) n;
    analyze;";

#[tokio::test]
async fn the_search_of_events_costs_a_page_whatever_it_is_cut_by() {
    let world = World::new().await;
    let record = uuid::Uuid::new_v4();
    let text = PLANT
        .replace("$miriam", &world.person("Miriam").to_string())
        .replace("$basil", &world.person("Basil").to_string())
        .replace("$record", &record.to_string());
    world.sql(&text).await;
    let all = Filter::default;
    let from = (cimic_house::clock::now() - jiff::SignedDuration::from_hours(80)).to_sqlx();
    let until = (cimic_house::clock::now() - jiff::SignedDuration::from_hours(70)).to_sqlx();
    let filters = [
        ("everything", all()),
        ("a person", Filter { people: Some(vec![world.person("Miriam")]), ..all() }),
        ("an act", Filter { act: Some("dispute".to_owned()), ..all() }),
        ("a kind", Filter { kind: Some("asset".to_owned()), ..all() }),
        ("a record", Filter { record: Some(("request".to_owned(), record)), ..all() }),
        ("some days", Filter { from: Some(from), until: Some(until), ..all() }),
    ];
    let miriam = world.viewer("Miriam").await;
    for (what, filter) in &filters {
        let found =
            costs(&world, &miriam, what, 900, async |tx| store::events(tx, filter).await.unwrap())
                .await;
        assert!(!found.is_empty(), "{what}");
    }
    let noor = world.viewer("Noor").await;
    costs(&world, &noor, "everything", 1_200, async |tx| store::events(tx, &all()).await.unwrap())
        .await;
    costs(&world, &miriam, "the chain's state", 3_000, async |tx| {
        store::chain_state(tx).await.unwrap()
    })
    .await;
}
