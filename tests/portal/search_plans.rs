//! What a search and a list of notices cost in a house with some thousand records: counted by Postgres itself. Whoever sees few does not pay
//! for a word that stands in half of all records, nor whoever sees most.

use crate::{plans::costs, support::World};
use cimic_house::{
    access::Viewer,
    db::Mode,
    notices::{self, model::Filter},
    search::{
        model::Question,
        store::{self, COUNT_CAP},
    },
};

/// Enough that reading them all would show.
const RECORDS: i64 = 6000;

/// Half of all requests speak of a bridge, one in 600 of a crane; every 200th is the village's, all are over six years. As many notices.
async fn an_old_house() -> World {
    let world = World::new().await;
    let text = format!(
        "set session_replication_role = replica;
         insert into requests (reference, owner_id, community, door, kind, need, from_area_id, needed_from, needed_until, priority, harm, state, screening_desk_id, cimic_desk_id, received_at)
         select lpad(n::text, 8, '0'), case when n % 200 = 0 then '{village}'::uuid else '{agency}' end, 'humanitarian', 'cimic', 'cargo',
                'Words ' || n % 50 || case when n % 2 = 0 then ' bridge' else '' end || case when n % 600 = 300 then ' crane' else '' end || case when n > 5000 then ' longago' else '' end,
                '{here}', current_date, current_date, 'routine', 'no', 'closed', '{ocha}', '{north}', now() - make_interval(hours => n * 8)
         from generate_series(1, {RECORDS}) n;
         insert into request_parties (request_id, actor_id, why) select id, screening_desk_id, 'screening' from requests union all select id, cimic_desk_id, 'desk' from requests;
         select request_sights_rebuild(r) from requests r;
         insert into notices (id, owner_id, kind, title, body, area_id, valid_from, valid_until, begins_at, ends_at, confidence, audience, state, published_at)
         select gen_random_uuid(), '{ocha}', (array['flood', 'health', 'curfew'])[1 + n % 3], 'Notice ' || n, 'Water and a bridge', case when n % 2 = 0 then '{here}'::uuid end,
                current_date, current_date + 5, now(), now() + interval '5 days', 'confirmed', case when n % 10 = 0 then 'public' else 'humanitarian' end,
                case when n % 20 = 0 then 'published' else 'expired' end, now() - make_interval(hours => n * 8)
         from generate_series(1, {RECORDS}) n;
         select notice_sights_rebuild(n) from notices n;
         select search_fill();
         set session_replication_role = default;
         analyze;",
        village = world.actor("vc_millford"),
        agency = world.actor("fra"),
        here = world.area("XZ0102"),
        ocha = world.actor("ocha"),
        north = world.actor("sector_north"),
    );
    world.sql(&text).await;
    world
}

#[tokio::test]
async fn a_search_costs_what_it_shows_whoever_asks_and_however_common_the_word() {
    let world = an_old_house().await;
    // The village sees one request in 200, the sector and the coordinator all of them.
    for (name, word, found) in [
        ("Joram", "bridge", 30),
        ("Joram", "crane", 0),
        ("Joram", "longago", 5),
        ("Joram", "nothing at all", 0),
        ("Pavel", "bridge", 101),
        ("Pavel", "crane", 10),
        ("Pavel", "longago", 101),
        ("Ines", "bridge", 101),
        ("Ines", "bridge crane", 10),
        ("Ines", "unheardof", 0),
    ] {
        let viewer: Viewer = world.viewer(name).await;
        let question = Question { words: word.to_owned(), ..Question::default() };
        let what = format!("searching for {word}");
        let ids = costs(&world, &viewer, &what, 4000, async |tx| {
            store::find(tx, &question, &["request"], COUNT_CAP + 1).await.unwrap()
        })
        .await;
        assert_eq!(ids.len(), found, "{name}: {word}");
        costs(&world, &viewer, "reading what was found", 3000, async |tx| {
            store::count(tx, &ids).await.unwrap();
            store::hits(tx, &ids[..ids.len().min(25)]).await.unwrap()
        })
        .await;
        // The index and the rule of sight agree to the last row.
        let mut tx = world.tx(name, Mode::Read).await;
        let counts = store::count(&mut tx, &ids).await.unwrap();
        assert_eq!(
            counts.iter().map(|(_, n)| usize::try_from(*n).unwrap()).sum::<usize>(),
            ids.len()
        );
    }
}

#[tokio::test]
async fn a_search_by_reference_or_name_costs_a_few_rows() {
    let world = an_old_house().await;
    for name in ["Joram", "Pavel", "Ines"] {
        let viewer = world.viewer(name).await;
        costs(&world, &viewer, "a reference", 60, async |tx| {
            store::by_reference(tx, "00000200").await.unwrap()
        })
        .await;
        let question = Question { words: "alderbrok".to_owned(), ..Question::default() };
        costs(&world, &viewer, "a mistyped name", 3000, async |tx| {
            store::actors(tx, &question, 6).await.unwrap()
        })
        .await;
    }
}

#[tokio::test]
async fn lists_of_notices_touch_as_much_as_they_show_whatever_the_house_holds() {
    let world = an_old_house().await;
    let all = Filter::default;
    let expired = Some(notices::model::State::Expired);
    let flood = Some(notices::model::Kind::Flood);
    let here = Some(world.area("XZ0102"));
    for name in ["Joram", "Ines", "nobody"] {
        let viewer = world.viewer(name).await;
        for (what, filter) in [
            ("what holds", all()),
            ("what expired", Filter { state: expired, ..all() }),
            ("floods that expired", Filter { state: expired, kind: flood, ..all() }),
            ("what concerns a district", Filter { area: here, ..all() }),
        ] {
            costs(&world, &viewer, what, 1500, async |tx| {
                notices::store::list(tx, &filter).await.unwrap()
            })
            .await;
            costs(&world, &viewer, &format!("counting {what}"), 6000, async |tx| {
                notices::store::count(tx, &filter).await.unwrap()
            })
            .await;
        }
        costs(&world, &viewer, "public notices", 300, async |tx| {
            notices::store::public(tx, 50).await.unwrap()
        })
        .await;
    }
}
