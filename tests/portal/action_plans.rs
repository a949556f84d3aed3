//! What lists of action points cost in a house with some thousand of them. Counted by Postgres itself, inside the
//! transaction of the page.

use crate::support::{World, plans::counted};
use cimic_house::{
    actions::{
        model::{Filter, State},
        store,
    },
    db::Tx,
};
use uuid::Uuid;

const GROWING: [&str; 6] =
    ["actions", "action_sights", "action_parties", "action_acts", "action_carries", "reports"];

/// So many action points over half a year: one in a hundred is the village's, most are the agency's; and as many reports.
async fn an_old_house(n: i32) -> (World, Uuid) {
    let world = World::new().await;
    let forum = world.forum("sector_north", "cimic", "parties", &["fra"], "Weekly").await;
    world
        .sql(&format!(
            "set session_replication_role = replica;
             insert into actions (id, source_kind, source_id, forum_id, body, owner_id, actor_id, due_on, state, done_note, carry_overs, created_at)
             select gen_random_uuid(), 'meeting', gen_random_uuid(), case when n % 40 = 0 then '{forum}'::uuid end, 'Mend the culvert', case when n % 4 = 0 then '{section}'::uuid else '{north}' end,
                    case when n % 100 = 0 then '{village}'::uuid else '{agency}' end, current_date + 90 - n % 180,
                    (array['offered', 'accepted', 'verified', 'verified', 'done'])[1 + n % 5], 'Done', n % 5, now() - interval '30 days' from generate_series(1, {n}) n;
             insert into reports (id, source_kind, source_id, owner_id, audience, topic, expected, happened, why, keep, state, filed_at)
             select gen_random_uuid(), 'meeting', gen_random_uuid(), '{north}', 'mission', case when n % 50 = 0 then 'escort' else 'access' end, 'a', 'b', 'c', 'd', 'filed', now() - make_interval(mins => n)
             from generate_series(1, {n}) n;
             insert into action_carries (action_id, meeting_id) select id, gen_random_uuid() from actions;
             set session_replication_role = default;
             select action_sights_rebuild(a) from actions a;
             analyze;",
            north = world.actor("sector_north"),
            section = world.actor("civil_affairs"),
            agency = world.actor("fra"),
            village = world.actor("vc_millford"),
        ))
        .await;
    (world, forum)
}

async fn costs(world: &World, name: &str, what: &str, work: impl AsyncFn(&mut Tx)) {
    counted(world, &world.viewer(name).await, &GROWING, (what, 1500), work).await;
}

#[tokio::test]
async fn lists_touch_as_much_as_they_show_whatever_the_house_holds() {
    let (world, forum) = an_old_house(4000).await;
    let meeting = world.meets("sector_north").of(forum).hours(-2).plant().await;
    world
        .sql(&format!("update meetings set state = 'held' where id = '{}'; analyze", meeting.id))
        .await;
    for name in ["Joram", "Basil", "Petra", "Nadia"] {
        let me = world.viewer(name).await;
        let all = Filter::default;
        let filters = [
            ("the whole list", all()),
            ("my list", Filter { doer: Some(me.actor), role: Some(me.role), ..all() }),
            ("those verified", Filter { state: Some(State::Verified), ..all() }),
            (
                "those blocked, of which there is none",
                Filter { state: Some(State::Blocked), ..all() },
            ),
            ("those that are late", Filter { late: true, ..all() }),
            ("those carried over", Filter { stuck: true, ..all() }),
            ("my office's", Filter { doer: Some(me.actor), ..all() }),
            ("the forum's", Filter { forum: Some(forum), ..all() }),
            ("those that our office put", Filter { owner: Some(me.actor), ..all() }),
        ];
        for (what, filter) in &filters {
            costs(&world, name, what, async |tx| {
                store::list(tx, filter).await.unwrap();
            })
            .await;
        }
        costs(&world, name, "those that were carried over to a meeting", async |tx| {
            store::carried(tx, meeting.id, None).await.unwrap();
        })
        .await;
        costs(&world, name, "those that will be carried over", async |tx| {
            store::carried(tx, meeting.id, Some(forum)).await.unwrap();
        })
        .await;
    }
}

#[tokio::test]
async fn reports_on_a_rare_topic_are_found_without_reading_the_others() {
    use cimic_house::reports;
    let (world, _) = an_old_house(4000).await;
    for name in ["Basil", "Petra", "Nadia"] {
        for topic in ["escort", "access", "mine_action"] {
            let topic = reports::model::TOPICS.into_iter().find(|known| *known == topic);
            let filter = reports::model::Filter { topic, ..Default::default() };
            costs(&world, name, &format!("reports on {topic:?}"), async |tx| {
                reports::store::list(tx, &filter).await.unwrap();
            })
            .await;
        }
    }
}
