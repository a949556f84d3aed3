//! The chain of events: pure properties of hashes and exports, and the sequencer on a database.

use crate::support::World;
use cimic_house::{
    audit::{
        chain::{
            Checkpoint, Exported, FORMAT, Fault, Footer, Header, Link, ORIGIN, Verifier, hex,
            published,
        },
        sequencer::{catch_up, checkpoint},
        signing::Signer,
    },
    db::Mode,
};
use jiff::SignedDuration;
use proptest::prelude::*;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Chains whatever is committed; transactions of other tests in this cluster may hold the horizon back for a moment.
pub async fn chain_all(world: &World, signer: &Signer) {
    for _ in 0..400 {
        catch_up(&world.db, signer).await.unwrap();
        if world
            .count("events e where not exists (select from event_chain c where c.event_id = e.id)")
            .await
            == 0
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the sequencer does not catch up");
}

fn link(seq: i64, seed: u64) -> Link {
    let id = |n: u64| Uuid::from_u64_pair(seed, n);
    Link {
        seq,
        id: seq * 3,
        at: 1_700_000_000_000_000 + seq,
        person: (!seed.is_multiple_of(3)).then(|| id(1)),
        post: (!seed.is_multiple_of(3)).then(|| id(2)),
        actor: (!seed.is_multiple_of(5)).then(|| id(3)),
        role: ["partner", "chief", "house"][usize::try_from(seed % 3).unwrap()].to_owned(),
        act: ["submit", "screen", "comment"][usize::try_from(seed / 3 % 3).unwrap()].to_owned(),
        kind: "request".to_owned(),
        record: id(4),
        detail: seed.is_multiple_of(7).then(|| r#"{"a": 1}"#.to_owned()),
    }
}

/// The lines of an export of these events, after so many others.
fn export(signer: &Signer, seeds: &[u64], before: &[u64]) -> Vec<String> {
    let mut hash = ORIGIN;
    let mut seq = 0;
    for seed in before {
        seq += 1;
        hash = link(seq, *seed).hash(&hash);
    }
    let after = (seq > 0).then(|| Checkpoint::sign(signer.pair(), seq, &hash, 1_000));
    let mut lines =
        vec![serde_json::to_string(&Header { events: FORMAT.to_owned(), after }).unwrap()];
    for seed in seeds {
        seq += 1;
        let link = link(seq, *seed);
        hash = link.hash(&hash);
        lines.push(serde_json::to_string(&Exported { link, hash: hex(&hash) }).unwrap());
    }
    let checkpoint = Checkpoint::sign(signer.pair(), seq, &hash, 2_000);
    lines.push(serde_json::to_string(&Footer { checkpoint }).unwrap());
    lines
}

fn read(lines: &[String]) -> Result<i64, Fault> {
    let text = lines.join("\n");
    Verifier::default().read(text.as_bytes()).map(|passed| passed.events)
}

/// The same export with the hashes of its events computed anew, as somebody would who knows how, but has no key.
fn rehash(lines: &[String], start: [u8; 32]) -> Vec<String> {
    let mut hash = start;
    let mut seq = 0;
    let mut anew = vec![lines[0].clone()];
    for line in &lines[1..lines.len() - 1] {
        let mut event: Exported = serde_json::from_str(line).unwrap();
        seq += 1;
        event.link.seq = seq;
        hash = event.link.hash(&hash);
        event.hash = hex(&hash);
        anew.push(serde_json::to_string(&event).unwrap());
    }
    anew.push(lines[lines.len() - 1].clone());
    anew
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_export_that_was_tampered_with_is_found_out(
        seeds in prop::collection::vec(any::<u64>(), 2..24),
        before in prop::collection::vec(any::<u64>(), 0..4),
        one in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let signer = Signer::in_memory().unwrap();
        let lines = export(&signer, &seeds, &before);
        let n = seeds.len();
        prop_assert_eq!(read(&lines), Ok(i64::try_from(n).unwrap()));
        let (one, other) = (1 + one.index(n), 1 + other.index(n));

        // A changed event, with its hash or without.
        let mut event: Exported = serde_json::from_str(&lines[one]).unwrap();
        event.link.act.push('x');
        let mut changed = lines.clone();
        changed[one] = serde_json::to_string(&event).unwrap();
        let changed_one = matches!(read(&changed), Err(Fault::Changed { .. }));
        prop_assert!(changed_one);

        // A removed one.
        let mut removed = lines.clone();
        removed.remove(one);
        let is_found = matches!(read(&removed), Err(Fault::Order { .. } | Fault::OtherEnd { .. }));
        prop_assert!(is_found);

        // Two that changed places.
        if one != other {
            let mut reordered = lines.clone();
            reordered.swap(one, other);
            let is_found = matches!(read(&reordered), Err(Fault::Order { .. }));
            prop_assert!(is_found);
        }

        // A tail cut with the last line, and without it.
        let keep = 1 + cut.index(n);
        let is_found = matches!(read(&lines[..keep]), Err(Fault::NoEnd { .. }));
        prop_assert!(is_found);
        let mut tail = lines[..keep].to_vec();
        tail.push(lines[n + 1].clone());
        let is_found = matches!(read(&tail), Err(Fault::OtherEnd { .. }));
        prop_assert!(is_found);

        // Hashes made anew do not help without the key; nor does another key against a known one.
        if before.is_empty() {
            let is_found = matches!(read(&rehash(&changed, ORIGIN)), Err(Fault::OtherEnd { .. }));
            prop_assert!(is_found);
        }
        let forged = export(&Signer::in_memory().unwrap(), &seeds, &before);
        let key = serde_json::from_str::<Footer>(&lines[n + 1]).unwrap().checkpoint.key;
        let mut known = Verifier::new(Some(key), None);
        let is_found = matches!(known.read(forged.join("\n").as_bytes()), Err(Fault::OtherKey { .. }));
        prop_assert!(is_found);
    }
}

#[test]
fn a_tail_cut_at_an_older_checkpoint_is_found_by_the_published_list() {
    let signer = Signer::in_memory().unwrap();
    let whole = export(&signer, &[1, 2, 3, 4, 5], &[]);
    let short = export(&signer, &[1, 2, 3], &[]);
    let line = |lines: &[String], at: i64| {
        let told: Footer = serde_json::from_str(lines.last().unwrap()).unwrap();
        let hash: Vec<u8> = cimic_house::audit::chain::unhex(&told.checkpoint.hash).unwrap();
        let made = Checkpoint::sign(signer.pair(), 0, &hash.try_into().unwrap(), at);
        format!("{at} {} {} {}", made.hash, made.key, made.signature)
    };
    let list =
        format!("# moment hash key signature\n{}\n{}\n", line(&short, 1_500), line(&whole, 2_500));
    let list = published(&list).unwrap();
    let check = |lines: &[String], list: &[(i64, String)]| {
        Verifier::new(None, Some(list.to_vec())).read(lines.join("\n").as_bytes())
    };
    let behind = check(&short, &list).unwrap_err();
    assert!(matches!(behind, Fault::Behind { .. }), "{behind}");
    assert!(check(&whole, &list[..1]).is_ok());
    // Another chain that leads to an end of its own: the published hash of its time is missing.
    let other = export(&signer, &[9, 8, 7, 6, 5], &[]);
    let rewritten = check(&other, &list[..1]).unwrap_err();
    assert!(matches!(rewritten, Fault::Unpublished { .. }), "{rewritten}");
    assert_eq!(published("1 2 3 4"), None, "a line that its key did not sign");
}

#[test]
fn exports_are_checked_one_after_the_other_as_one_chain() {
    let signer = Signer::in_memory().unwrap();
    let first = export(&signer, &[1, 2], &[]);
    let second = export(&signer, &[3, 4], &[1, 2]);
    let later = export(&signer, &[5], &[1, 2, 3]);
    let mut verifier = Verifier::default();
    verifier.read(first.join("\n").as_bytes()).unwrap();
    assert_eq!(verifier.read(second.join("\n").as_bytes()).unwrap().last, 4);
    let gap = verifier.read(later.join("\n").as_bytes()).unwrap_err();
    assert_eq!(gap, Fault::Gap { expected: 4, found: 3 });
}

#[tokio::test]
async fn an_event_that_commits_late_is_chained_later_and_never_left_out() {
    let world = World::new().await;
    let signer = Signer::in_memory().unwrap();
    chain_all(&world, &signer).await;
    let mut slow = world.db.begin(cimic_house::access::Viewer::house(), Mode::Write).await.unwrap();
    slow.event("slow", "house", Uuid::nil()).await.unwrap();
    let mut quick =
        world.db.begin(cimic_house::access::Viewer::house(), Mode::Write).await.unwrap();
    quick.event("quick", "house", Uuid::nil()).await.unwrap();
    quick.commit().await.unwrap();
    catch_up(&world.db, &signer).await.unwrap();
    let chained =
        "event_chain c join events e on e.id = c.event_id where e.act in ('slow', 'quick')";
    assert_eq!(world.count(chained).await, 0, "what an older transaction may still precede waits");
    slow.commit().await.unwrap();
    chain_all(&world, &signer).await;
    let order: Vec<String> = sqlx::query_scalar(
        "select e.act from event_chain c join events e on e.id = c.event_id where e.act in ('slow', 'quick') order by c.seq",
    )
    .fetch_all(world.owner().await)
    .await
    .unwrap();
    assert_eq!(order, ["slow", "quick"]);
    assert_eq!(world.count("event_chain").await, world.count("events").await);
}

#[tokio::test]
async fn two_sequencers_take_turns_and_a_restored_database_goes_on() {
    let world = World::new().await;
    let signer = Signer::in_memory().unwrap();
    world.sql("insert into events (role, act, record_kind, record_id) select 'house', 'make', 'meeting', gen_random_uuid() from generate_series(1, 12000)").await;
    let (one, two) = tokio::join!(catch_up(&world.db, &signer), catch_up(&world.db, &signer));
    one.unwrap();
    two.unwrap();
    chain_all(&world, &signer).await;
    let seqs = world.count("event_chain").await;
    assert_eq!(seqs, world.count("events").await);
    assert_eq!(world.count(&format!("event_chain where seq > {seqs}")).await, 0, "no gap");
    // As after a restore: the old cluster's transactions lie in this one's future.
    world.sql("update event_chain_heads set tx = '900000000000'; update events set tx = '800000000000' where id % 7 = 0;
        insert into events (role, act, record_kind, record_id, tx) values ('house', 'make', 'meeting', gen_random_uuid(), '899999999999');
        insert into events (role, act, record_kind, record_id) values ('house', 'make', 'meeting', gen_random_uuid())").await;
    chain_all(&world, &signer).await;
    world.sql("insert into events (role, act, record_kind, record_id) values ('house', 'make', 'meeting', gen_random_uuid())").await;
    chain_all(&world, &signer).await;
    assert_eq!(world.count("event_chain").await, seqs + 3);
}

#[tokio::test]
async fn the_sequencer_keeps_up_and_its_pace_is_told() {
    let world = World::new().await;
    let signer = Signer::in_memory().unwrap();
    chain_all(&world, &signer).await;
    world.sql("insert into events (person_id, actor_id, role, act, record_kind, record_id) select gen_random_uuid(), gen_random_uuid(), 'officer', 'comment', 'request', gen_random_uuid() from generate_series(1, 20000)").await;
    let started = Instant::now();
    chain_all(&world, &signer).await;
    let took = started.elapsed();
    println!("20000 events chained in {took:?}: {:.0} a second", 20_000.0 / took.as_secs_f64());
    assert!(
        checkpoint(&world.db, &signer, SignedDuration::ZERO).await.unwrap()
            || world.count("checkpoints").await > 0
    );
    assert!(
        !checkpoint(&world.db, &signer, SignedDuration::ZERO).await.unwrap(),
        "nothing new to sign"
    );
}

/// Everything that Miriam takes out.
async fn taken_out(world: &World) -> String {
    let page = world.browser("Miriam").post("/audit/exports", &[]).await.status(200);
    assert_eq!(page.header("content-type"), "application/octet-stream");
    assert!(page.header("content-disposition").contains(".jsonl"));
    page.body
}

#[tokio::test]
async fn an_auditor_takes_events_out_and_verifies_them_without_the_house() {
    let world = World::new().await;
    let signer = Signer::in_memory().unwrap();
    world
        .browser("Miriam")
        .post("/audit/exports", &[])
        .await
        .status(422)
        .says("no signed checkpoint");
    let asked = world.asks("alderbrook_north").plant().await;
    let why = [("reason", "When?")];
    world.browser("Ines").post(&format!("{}/question", asked.url()), &why).await.status(303);
    chain_all(&world, &signer).await;
    checkpoint(&world.db, &signer, SignedDuration::ZERO).await.unwrap();
    let text = taken_out(&world).await;
    let passed = Verifier::default().read(text.as_bytes()).unwrap();
    assert_eq!(passed.events, world.count("event_chain").await);
    assert!(text.contains("\"act\":\"ask\"") && !text.contains("When?"), "{text}");
    assert_eq!(world.count("events where act = 'export' and record_kind = 'log'").await, 1);
    for other in ["Noor", "Nadia", "Amara"] {
        world.browser(other).post("/audit/exports", &[]).await.status(403);
        world.browser(other).get("/audit/exports").await.status(403);
    }
    let typed = [("from", "2026-05-02"), ("until", "2026-05-01")];
    world.browser("Miriam").post("/audit/exports", &typed).await.status(422).says("not before");

    // Somebody with the owner's rights changes one, then removes one.
    world.sql("update events set act = 'screen' where act = 'ask'").await;
    let changed = Verifier::default().read(taken_out(&world).await.as_bytes()).unwrap_err();
    assert!(matches!(changed, Fault::Changed { .. }), "{changed}");
    world.sql("update events set act = 'ask' where act = 'screen'; delete from events where id = (select min(id) from events where act = 'ask')").await;
    let gone = Verifier::default().read(taken_out(&world).await.as_bytes()).unwrap_err();
    assert!(matches!(gone, Fault::Order { .. } | Fault::OtherEnd { .. }), "{gone}");
}

#[tokio::test]
async fn checkpoints_of_hours_that_are_over_are_for_everybody_and_tell_no_numbers() {
    let world = World::new().await;
    let signer = Signer::in_memory().unwrap();
    world.visitor().get("/audit/checkpoints").await.status(200).says("No checkpoint yet");
    world
        .browser("Amara")
        .post("/account", &[("name", "Amara Venn"), ("language", "en"), ("version", "1")])
        .await
        .status(303);
    chain_all(&world, &signer).await;
    checkpoint(&world.db, &signer, SignedDuration::ZERO).await.unwrap();
    let hash: String = sqlx::query_scalar("select encode(hash, 'hex') from checkpoints")
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    world.visitor().get("/audit/checkpoints").await.hides(&hash);
    world.sql("update checkpoints set hour = hour - 1").await;
    for who in ["nobody", "Amara", "Miriam"] {
        world.browser(who).get("/audit/checkpoints").await.status(200).says(&hash);
    }
    let list = world.visitor().get("/audit/checkpoints.txt").await.status(200).says(&hash);
    assert_eq!(published(&list.body).unwrap().len(), 1);
    world.browser("Miriam").get("/home").await.says("in the chain").says("Signed up to event");
    world.browser("Amara").get("/home").await.hides("in the chain");
}
