//! The administrator's desk: people, posts, jobs and the machine; no content.

use crate::support::World;
use cimic_house::jobs::{note_backup, run_once};

#[tokio::test]
async fn an_administrator_sees_how_the_house_runs_and_nothing_of_what_is_asked() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").words("seed").plant().await;
    let noor = world.browser("Noor");
    noor.get("/home").await.status(200).says("The house");
    let page = noor.get("/admin").await.status(200).says("No job has run yet").says("None noted");
    page.says("No post ends within 30 days").says("Not set up: the house sends none");
    run_once(&world.db).await.unwrap();
    note_backup(&world.db).await.unwrap();
    world.sql("update posts set until_at = now() + interval '9 days' where role = 'qip_manager';
        insert into applications (name, email, organisation, community, state, role, actor_id, voucher_id)
        select 'Lio Marr', 'lio@example.org', 'Tesselaid', 'humanitarian', 'vouched', 'partner', a.id, p.id from actors a, people p where a.name = 'Tesselaid' and p.name like 'Ines %'").await;
    let page =
        noor.get("/admin").await.says("Keiko Arden").says("Lio Marr").says("Let requests expire");
    let page = page.says("Works").hides("None noted").hides("No job has run yet").hides("Failed");
    page.hides(&asked.reference).hides("seed-need");
    assert_eq!(world.count("events where act = 'note_backup_made'").await, 1);
    for other in ["Nadia", "Ines", "Rosa", "Miriam", "Leila", "Amara"] {
        world.browser(other).get("/admin").await.status(403);
        world.browser(other).get("/home").await.hides("/admin");
    }
    world.visitor().get("/admin").await.status(303).goes_to("/sign-in");
}

#[tokio::test]
async fn a_job_that_fails_is_told_until_it_works_again() {
    let world = World::new().await;
    world.sql("alter table drafts rename to drafts_away").await;
    assert!(run_once(&world.db).await.is_err());
    world.browser("Noor").get("/admin").await.says("Failed once");
    world.sql("alter table drafts_away rename to drafts").await;
    run_once(&world.db).await.unwrap();
    world.browser("Noor").get("/admin").await.hides("Failed once");
    assert_eq!(
        world
            .count("job_runs where name = 'drafts' and failed_at is not null and failures = 0")
            .await,
        1
    );
}
