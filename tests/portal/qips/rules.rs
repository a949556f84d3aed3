//! Every shortcut that must not be there: over the pages with its reason, and around the pages by the words of Postgres.

use super::life::{acts, samuel_can_decide};
use crate::support::World;
use cimic_house::{
    db::Mode,
    qips::{
        model::Kind,
        states::{SPECS, To},
    },
};
use std::collections::BTreeSet;

/// Runs a statement as somebody of the cast; the name of the constraint or the code that refused it.
pub async fn tries(world: &World, name: &str, statement: &str) -> String {
    let mut tx = world.tx(name, Mode::Write).await;
    let text = sqlx::AssertSqlSafe(statement.to_owned());
    match sqlx::raw_sql(text).execute(tx.conn()).await {
        Ok(done) => format!("{} rows", done.rows_affected()),
        Err(error) => {
            let cause = error.as_database_error().unwrap();
            cause.constraint().map_or_else(|| cause.code().unwrap().into_owned(), ToOwned::to_owned)
        }
    }
}

#[tokio::test]
async fn the_table_in_postgres_is_the_table_of_states() {
    let world = World::new().await;
    let rows: Vec<(String, String, String, String, String)> =
        sqlx::query_as("select kind, from_state, act, to_state, role from qip_moves")
            .fetch_all(world.owner().await)
            .await
            .unwrap();
    let kept: BTreeSet<_> = rows.into_iter().collect();
    let mut wanted = BTreeSet::new();
    for spec in SPECS {
        for from in spec.from {
            let here = [*from];
            let to = match spec.to {
                To::Stay => &here[..],
                To::OneOf(states) => states,
            };
            for to in to {
                for role in spec.who {
                    wanted.insert((
                        spec.kind.to_string(),
                        from.to_string(),
                        spec.act.to_string(),
                        to.to_string(),
                        role.to_string(),
                    ));
                }
            }
        }
    }
    assert_eq!(kept, wanted);
    assert!(SPECS.iter().any(|spec| spec.kind == Kind::Support));
}

#[tokio::test]
async fn shortcuts_answer_with_their_reason() {
    let world = World::new().await;
    samuel_can_decide(&world).await;
    let project = world.project("screened").plant().await;
    let secret = [("secret", "four rivers and a ford")];
    // Nothing is approved without a recommendation; the approver does not even know of it yet.
    acts(&world.browser("Samuel"), &project.url(), "approval", &secret).await.status(404);
    for (name, noun, reason) in [
        ("Rosa", "screening", "The QIP team screens"),
        ("Rosa", "approval", "Only the approving authority"),
        ("Keiko", "approval", "Only the approving authority"),
        ("Joram", "cancellation", "The owner or the QIP team"),
        ("Ines", "tabling", "The QIP team tables"),
    ] {
        acts(&world.browser(name), &project.url(), noun, &[]).await.status(403).says(reason);
    }
    let agreed = world.project("agreed").plant().await;
    let pay = |noun: &str| format!("{}/instalments/{}/{noun}", agreed.url(), agreed.instalment);
    for (name, noun, reason) in [
        ("Greta", "request", "The QIP team asks"),
        ("Keiko", "certification", "Finance certifies"),
        ("Keiko", "release", "The approver releases"),
        ("Rosa", "release", "The approver releases"),
        ("Amara", "request", "The QIP team asks"),
    ] {
        world.browser(name).post(&pay(noun), &[("voucher", "1")]).await.status(403).says(reason);
    }
    let draft = world.project("draft").plant().await;
    let section = format!("{}/sections/idea", draft.url());
    world.browser("Joram").get(&section).await.status(403).says("The section that owns");
    world.browser("Keiko").get(&section).await.status(403).says("The section that owns");
    world.browser("Dario").get(&section).await.status(404);
}

#[tokio::test]
async fn one_person_is_never_two_of_approver_certifier_requester_and_monitor() {
    let world = World::new().await;
    let project = world.project("agreed").plant().await;
    let (keiko, at) =
        (world.browser("Keiko"), format!("{}/instalments/{}", project.url(), project.instalment));
    keiko.post(&format!("{at}/request"), &[]).await.status(303);
    // Whoever asked for the money holds a post in finance for a while: the house knows the person, not the post.
    world.sql(&format!("update qip_hands set person_id = '{}'", world.person("Greta"))).await;
    world
        .browser("Greta")
        .post(&format!("{at}/certification"), &[("voucher", "1")])
        .await
        .status(403)
        .says("different people");
    world.sql(&format!("update qip_hands set person_id = '{}'", world.person("Rosa"))).await;
    let visit = [
        ("visit", "progress"),
        ("on_day", "2026-11-20"),
        ("physical", "10"),
        ("quality", "good"),
        ("found", "Sand"),
        ("recommendation", "continue"),
    ];
    acts(&world.browser("Rosa"), &project.url(), "visit", &visit)
        .await
        .status(403)
        .says("different people");
    // Around the pages.
    let greta = world.person("Greta");
    world
        .sql(&format!(
            "delete from qip_hands; insert into qip_hands values ('{}', '{greta}', 'monitor')",
            project.id
        ))
        .await;
    let certifies = format!(
        "update qip_instalments set state = 'certified', certified_at = now(), certified_by = '{greta}' where id = '{}'",
        project.instalment
    );
    assert_eq!(tries(&world, "Greta", &certifies).await, "qip_hands_one_each");
    let same = format!(
        "update qip_instalments set certified_by = requested_by where id = '{}'",
        project.instalment
    );
    assert_eq!(tries(&world, "Keiko", &same).await, "qip_hands_one_each");
}

#[tokio::test]
async fn postgres_refuses_what_the_pages_do_not_offer() {
    let world = World::new().await;
    let project = world.project("screened").plant().await;
    let id = project.id;
    let state = |to: &str| format!("update qips set state = '{to}' where id = '{id}'");
    assert_eq!(tries(&world, "Keiko", &state("recommended")).await, "qips_recommended_by_a_round");
    assert_eq!(tries(&world, "Keiko", &state("agreed")).await, "qip_instalments_are_the_amount");
    assert_eq!(tries(&world, "Rosa", &state("draft")).await, "qips_state_with_event");
    let says = |role: &str, act: &str, from: &str, to: &str, person: &str| {
        format!(
            "insert into qip_acts (project_id, act, from_state, to_state, person_id, role) values ('{id}', '{act}', '{from}', '{to}', '{}', '{role}')",
            world.person(person)
        )
    };
    assert_eq!(
        tries(&world, "Keiko", &says("qip_manager", "approve", "screened", "approved", "Keiko"))
            .await,
        "qip_acts_move"
    );
    assert_eq!(
        tries(&world, "Keiko", &says("qip_manager", "release", "inspected", "paid", "Keiko")).await,
        "qip_acts_move"
    );
    assert_eq!(
        tries(&world, "Keiko", &says("approver", "approve", "recommended", "approved", "Keiko"))
            .await,
        "qip_acts_move"
    );
    assert_eq!(
        tries(&world, "Rosa", &format!("update qips set released_usd = 5 where id = '{id}'")).await,
        "42501"
    );
    assert_eq!(
        tries(
            &world,
            "Keiko",
            &format!("update qips set approved = 5, approved_usd = 5 where id = '{id}'")
        )
        .await,
        "qips_approver_approves"
    );
    assert_eq!(tries(&world, "Dario", &state("cancelled")).await, "0 rows");
    assert_eq!(tries(&world, "Joram", &format!("insert into qip_lines (project_id, position, category, what, unit, quantity, unit_cost, source) values ('{id}', 9, 'other', 'x', 'x', 1, 1, 'qip')")).await, "42501");
    let agreed = world.project("agreed").plant().await;
    let second = format!(
        "update qip_instalments set state = 'requested', requested_at = now(), requested_by = '{}' where project_id = '{}' and position = 2",
        world.person("Keiko"),
        agreed.id
    );
    assert_eq!(tries(&world, "Keiko", &second).await, "qip_instalments_inspected");
    let release = format!(
        "update qip_instalments set state = 'released', released_at = now() where id = '{}'",
        agreed.instalment
    );
    assert_eq!(tries(&world, "Keiko", &release).await, "qip_instalments_move");
    assert_eq!(tries(&world, "Samuel", &release).await, "qip_instalments_move");
    assert_eq!(
        tries(
            &world,
            "Keiko",
            &format!("delete from qip_instalments where project_id = '{}'", agreed.id)
        )
        .await,
        "qip_instalments_plan_stands"
    );
    assert_eq!(tries(&world, "Rosa", &release).await, "0 rows");
}

#[tokio::test]
async fn above_the_ceiling_only_with_the_approvers_own_waiver() {
    let world = World::new().await;
    samuel_can_decide(&world).await;
    let project = world.project("recommended").plant().await;
    world.sql("update qips set requested = 50000.01").await;
    let samuel = world.browser("Samuel");
    let at = format!("{}/approval", project.url());
    samuel.get(&at).await.status(200).says("the ceiling is USD 50,000.00");
    samuel.post(&at, &[("secret", "four rivers and a ford")]).await.status(422);
    let approves = format!("insert into qip_acts (project_id, act, from_state, to_state, person_id, role) values ('{0}', 'approve', 'recommended', 'approved', '{1}', 'approver');
        update qips set state = 'approved', approved = 50000.01, approved_usd = 50000.01, approved_by = '{1}' where id = '{0}'", project.id, world.person("Samuel"));
    assert_eq!(tries(&world, "Samuel", &approves).await, "qips_ceiling_waiver");
    samuel
        .post(
            &at,
            &[("secret", "four rivers and a ford"), ("waiver", "The only bridge of the district")],
        )
        .await
        .status(303);
    world.browser("Rosa").get(&project.url()).await.says("The only bridge of the district");
}

#[tokio::test]
async fn the_numbers_change_by_two_people_and_what_was_begun_keeps_its_version() {
    let world = World::new().await;
    let (keiko, samuel) = (world.browser("Keiko"), world.browser("Samuel"));
    let old = world.project("recommended").plant().await;
    world.browser("Rosa").get("/qips/settings").await.status(404);
    let form = keiko.get("/qips/settings").await.status(200).form("/qips/settings");
    keiko
        .submit(&form, &[("ceiling_usd", "25000"), ("last_share", "90"), ("reason", "Less money")])
        .await
        .status(422);
    keiko.submit(&form, &[("ceiling_usd", "25000"), ("reason", "Less money")]).await.status(303);
    let waiting: uuid::Uuid = sqlx::query_scalar("select id from qip_policy_proposals")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    let agree = format!("/qips/settings/{waiting}/agreement");
    keiko.post(&agree, &[]).await.status(403).says("two people");
    assert_eq!(
        tries(&world, "Keiko", &format!("select qip_policy_answer('{waiting}', true)")).await,
        "qip_policy_two_people"
    );
    assert_eq!(
        tries(&world, "Rosa", &format!("select qip_policy_answer('{waiting}', true)")).await,
        "qip_policy_two_people"
    );
    samuel.post(&agree, &[]).await.status(303);
    samuel.post(&agree, &[]).await.status(409);
    let new = world.project("recommended").plant().await;
    world.sql("update qips set requested = 30000").await;
    samuel.get(&format!("{}/approval", old.url())).await.hides("the ceiling is");
    samuel.get(&format!("{}/approval", new.url())).await.says("the ceiling is USD 25,000.00");
}

#[test]
fn the_document_shows_the_table_of_states() {
    use std::fmt::Write;
    let mut table = String::from(
        "| kind | from | act | to | who | address |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for spec in SPECS {
        let names = |states: &[cimic_house::qips::model::State]| {
            states.iter().map(|state| state.as_str()).collect::<Vec<_>>().join(", ")
        };
        let to = match spec.to {
            To::Stay => "–".to_owned(),
            To::OneOf(states) => names(states),
        };
        let who: Vec<&str> = spec.who.iter().map(|role| role.as_str()).collect();
        let address = match spec.act.noun() {
            (noun, cimic_house::qips::states::Of::Project) => format!("`/{noun}`"),
            (noun, cimic_house::qips::states::Of::Instalment) => {
                format!("`/instalments/{{id}}/{noun}`")
            }
            _ => "–".to_owned(),
        };
        writeln!(
            table,
            "| {} | {} | {} | {to} | {} | {address} |",
            spec.kind,
            names(spec.from),
            spec.act,
            who.join(", ")
        )
        .unwrap();
    }
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/qips.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let text = std::fs::read_to_string(&page).unwrap();
        let (before, _) = text.split_once("<!-- states -->").unwrap();
        std::fs::write(&page, format!("{before}<!-- states -->\n\n{table}")).unwrap();
    }
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(
        text.contains(&table),
        "docs/qips.md lags behind the state table: run the tests with UPDATE_DOCS=1"
    );
}

/// Texts that are put together from codes all stand in the catalogue.
#[test]
fn every_word_about_projects_has_its_text() {
    use cimic_house::{
        i18n::{Lang, has},
        qips::{
            fields::{Type, option_key},
            model::{InstalmentState, SECTORS, Stage, State},
            proposals::{self, SECTIONS},
            rounds::forms::vote_fields,
            settings,
            states::Act,
        },
    };
    let mut wanted: Vec<String> = Vec::new();
    for state in State::ALL.iter().filter(|state| **state != State::New) {
        wanted.extend([format!("qips-state-{state}"), format!("qips-next-{state}")]);
    }
    wanted.extend(Stage::ALL.iter().map(|stage| format!("qips-stage-{stage}")));
    wanted.extend(InstalmentState::ALL.iter().map(|state| format!("qips-instalment-{state}")));
    wanted.extend(SECTORS.iter().map(|code| format!("qips-sector-{code}")));
    for act in Act::ALL {
        wanted.extend(["act", "was", "deny", "done"].map(|word| format!("qips-{word}-{act}")));
        if !act.noun().0.is_empty() {
            wanted.push(format!("qips-about-{act}"));
        }
    }
    let mut fields = vote_fields();
    fields.extend(settings::forms::fields());
    for section in SECTIONS {
        wanted.extend([format!("qips-section-{section}"), format!("qips-section-about-{section}")]);
        fields.extend(proposals::fields(section).unwrap());
        if let Some(grid) = proposals::grid(section) {
            wanted.push(format!("qips-row-{section}"));
            fields.extend(grid.columns);
        }
    }
    for field in fields {
        wanted.push(format!("qips-field-{}", field.name));
        if let Type::Choice(codes) | Type::List(codes) = field.kind
            && !field.name.starts_with("score_")
        {
            wanted.extend(codes.iter().map(|code| option_key(field.name, code)));
        }
    }
    let missing: Vec<&String> = wanted.iter().filter(|key| !has(Lang::En, key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
