//! Random lives of projects: sums are exact, nobody is paid more than was approved, no state without its event.

use crate::support::World;
use cimic_house::qips::model::cents;
use rust_decimal::Decimal;
use sqlx::Row;

/// A small generator of its own, so that a failure can be played again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Tries moves of instalments and of the project at random, most of them wrong, each as the person whose move it would be.
async fn lives(world: &World, seed: u64) {
    use cimic_house::db::Mode;
    let mut dice = Dice(seed);
    let project = world.project("agreed").plant().await;
    let id = project.id;
    for _ in 0..60 {
        let position = 1 + dice.roll(2);
        let (who, statement) = match dice.roll(9) {
            0 => (
                "Keiko",
                format!(
                    "update qip_instalments set state = 'requested', requested_at = now(), requested_by = '{}'",
                    world.person("Keiko")
                ),
            ),
            1 => (
                "Greta",
                format!(
                    "update qip_instalments set state = 'certified', certified_at = now(), certified_by = '{}'",
                    world.person("Greta")
                ),
            ),
            2 => (
                "Samuel",
                format!(
                    "update qip_instalments set state = 'released', released_at = now(), released_by = '{}'",
                    world.person("Samuel")
                ),
            ),
            3 => (
                "Keiko",
                "update qip_instalments set state = 'accounted', accounted_at = now()".to_owned(),
            ),
            4 => ("Greta", "update qip_instalments set state = 'returned'".to_owned()),
            5 => ("Keiko", "update qip_instalments set state = 'planned'".to_owned()),
            6 => ("Samuel", "update qip_instalments set state = 'certified'".to_owned()),
            other => {
                let (act, from, to, role, who) = [
                    ("release", "agreed", "implementing", "approver", "Samuel"),
                    ("complete", "implementing", "works_complete", "section", "Rosa"),
                    ("inspect", "works_complete", "inspected", "section", "Rosa"),
                    ("release", "inspected", "paid", "approver", "Samuel"),
                    ("approve", "inspected", "approved", "approver", "Samuel"),
                ][usize::try_from(dice.roll(5)).unwrap()];
                let event = if other == 8 {
                    format!(
                        "insert into qip_acts (project_id, act, from_state, to_state, person_id, role) values ('{id}', '{act}', '{from}', '{to}', '{}', '{role}');",
                        world.person(who)
                    )
                } else {
                    String::new()
                };
                (
                    who,
                    format!(
                        "{event} update qips set state = '{to}' where id = '{id}' and state = '{from}'; select 1 --"
                    ),
                )
            }
        };
        let mut tx = world.tx(who, Mode::Write).await;
        let statement = format!("{statement} where project_id = '{id}' and position = {position}");
        if sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(tx.conn()).await.is_ok() {
            tx.commit().await.unwrap();
        }
        holds(world, id).await;
    }
}

async fn holds(world: &World, id: uuid::Uuid) {
    let row = sqlx::query(
        "select q.state, q.approved_usd, q.released_usd, q.accounted_usd, coalesce(sum(i.amount), 0) as planned,
                coalesce(sum(i.amount_usd) filter (where i.state in ('released', 'accounted')), 0) as out,
                bool_or(i.position = 2 and i.state in ('requested', 'certified', 'released', 'accounted')) and bool_or(i.position = 1 and i.state <> 'accounted') as too_early,
                bool_or(i.requested_by = i.certified_by or i.certified_by = i.released_by or i.requested_by = i.released_by) as two_hands,
                q.state = (select a.to_state from qip_acts a where a.project_id = q.id order by a.id desc limit 1) as told
         from qips q join qip_instalments i on i.project_id = q.id where q.id = $1 group by q.id",
    )
    .bind(id)
    .fetch_one(world.owner().await)
    .await
    .unwrap();
    let amount = |name: &str| row.get::<Decimal, _>(name);
    assert_eq!(amount("planned"), amount("approved_usd"), "the parts are the whole");
    assert_eq!(amount("released_usd"), amount("out"), "the record says what went out");
    assert!(amount("released_usd") <= amount("approved_usd"), "never more paid than approved");
    assert!(amount("accounted_usd") <= amount("released_usd"));
    assert!(
        !row.get::<Option<bool>, _>("too_early").unwrap_or(false),
        "none while the previous is unaccounted"
    );
    assert!(!row.get::<Option<bool>, _>("two_hands").unwrap_or(false), "three different persons");
    assert!(
        row.get::<Option<bool>, _>("told").unwrap_or(false),
        "no state without its event: {}",
        row.get::<String, _>("state")
    );
}

#[tokio::test]
async fn random_lives_keep_the_sums_and_the_rules() {
    let world = World::new().await;
    for seed in 1..=12 {
        lives(&world, seed * 7919).await;
    }
    let paid = world.count("qips where released_usd > 0").await;
    assert!(paid > 3, "some lives got somewhere: {paid}");
    sums_agree(&world).await;
}

/// The sums of the desk are those of the records, in every dimension.
async fn sums_agree(world: &World) {
    let wrong: i64 = sqlx::query_scalar(
        "select count(*) from (
            select s.n, s.approved_usd, s.released_usd, s.accounted_usd, s.recovered_usd, s.people, s.women from qip_sums s where s.dimension = 'state' and s.n > 0
            except
            select count(*)::int, coalesce(sum(approved_usd), 0), sum(released_usd), sum(accounted_usd), sum(recovered_usd), sum(women + girls + men + boys), sum(women + girls)
            from qips group by budget_year, kind, state) different",
    )
    .fetch_one(world.owner().await)
    .await
    .unwrap();
    assert_eq!(wrong, 0, "a sum by state differs");
    for dimension in ["all", "state", "sector", "region", "office", "partner", "check"] {
        let row: (i64, Decimal, Decimal) = sqlx::query_as(
            "select coalesce(sum(n), 0)::bigint, coalesce(sum(approved_usd), 0), coalesce(sum(released_usd), 0) from qip_sums where dimension = $1",
        )
        .bind(dimension)
        .fetch_one(world.owner().await)
        .await
        .unwrap();
        let all: (i64, Decimal, Decimal) =
            sqlx::query_as("select count(*), coalesce(sum(approved_usd), 0), coalesce(sum(released_usd), 0) from qips").fetch_one(world.owner().await).await.unwrap();
        assert_eq!(row, all, "{dimension}");
    }
}

#[tokio::test]
async fn a_plan_in_another_currency_comes_out_even_in_dollars() {
    let world = World::new().await;
    let project = world.project("approved").plant().await;
    // 3,333,333.33 at 577.13 to the dollar: no part of it comes out even.
    world
        .sql("set session_replication_role = replica; delete from qip_instalments; update qips set approved = null, approved_usd = null; update qips set currency = 'XZF', rate = 577.13, requested = 3333333.33, approved = 3333333.33, approved_usd = round(3333333.33 / 577.13, 2); set session_replication_role = default")
        .await;
    let keiko = world.browser("Keiko");
    let plan = [
        ("amount_1", "1111111.11"),
        ("milestone_1", "a"),
        ("amount_2", "1111111.11"),
        ("milestone_2", "b"),
        ("amount_3", "1111111.11"),
        ("milestone_3", "c"),
    ];
    keiko.post(&format!("{}/plan", project.url()), &plan).await.status(303);
    let parts: Vec<Decimal> = sqlx::query_scalar("select amount_usd from qip_instalments")
        .fetch_all(world.owner().await)
        .await
        .unwrap();
    let whole: Decimal = sqlx::query_scalar("select approved_usd from qips")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    assert_eq!(parts.iter().sum::<Decimal>(), whole);
    assert_eq!(
        whole,
        cents("3333333.33".parse::<Decimal>().unwrap() / "577.13".parse::<Decimal>().unwrap())
    );
}
