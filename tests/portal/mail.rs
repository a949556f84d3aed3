//! Mail without content: who gets it, when, why; and that none is lost.

use crate::{
    audit_chain::chain_all,
    support::{
        World,
        sink::{Mood, Received, Sink},
    },
};
use cimic_house::{
    audit::signing::Signer,
    db::Mode,
    mail::{
        queue::{take_events, take_expiring},
        sending::{Mailer, send_due, switch},
        store,
    },
};

struct Post {
    world: World,
    sink: Sink,
    mailer: Mailer,
    signer: Signer,
}

impl Post {
    /// A house that sends mail to a server of the test's own.
    async fn new() -> Post {
        let (world, sink) = (World::new().await, Sink::open().await);
        let from = "CIMIC House <house@example.org>";
        let mailer = Mailer::new(&sink.url(), from, "https://house.example.org/").unwrap();
        let signer = Signer::in_memory().unwrap();
        chain_all(&world, &signer).await;
        switch(&world.db, true).await.unwrap();
        Post { world, sink, mailer, signer }
    }

    /// What happened becomes mails, and those that are due go out.
    async fn goes_round(&self) -> Vec<Received> {
        chain_all(&self.world, &self.signer).await;
        take_events(&self.world.db).await.unwrap();
        send_due(&self.world.db, &self.mailer).await.unwrap();
        self.sink.take()
    }

    /// Daily mails are due now.
    async fn morning_comes(&self) -> Vec<Received> {
        self.world.sql("update mail_outbox set next_try_at = now() where state = 'waiting'").await;
        send_due(&self.world.db, &self.mailer).await.unwrap();
        self.sink.take()
    }

    /// Ines asks the owner of a fresh request something: it is the owner's turn then.
    async fn ines_asks(&self, owner: &'static str) -> String {
        let asked = self.world.asks(owner).words("seed").plant().await;
        let reason = [("reason", "When exactly?")];
        let page = format!("{}/question", asked.url());
        self.world.browser("Ines").post(&page, &reason).await.status(303);
        asked.reference
    }
}

fn to(mails: &[Received]) -> Vec<&str> {
    mails.iter().map(|mail| mail.to.split('@').next().unwrap()).collect()
}

#[tokio::test]
async fn whose_turn_it_is_gets_mail_at_once_and_the_others_once_a_day() {
    let post = Post::new().await;
    let reference = post.ines_asks("alderbrook_north").await;
    let mails = post.goes_round().await;
    assert_eq!(to(&mails), ["amara"], "{mails:#?}");
    let text = &mails[0].text;
    assert!(text.contains(&format!("Subject: There is news on {reference}")), "{text}");
    assert!(text.contains(&format!("https://house.example.org/requests/{reference}")), "{text}");
    assert!(text.contains("it is your office") && text.contains("/account/mail"), "{text}");
    for content in ["seed", "When exactly", "escort", "Alderbrook"] {
        assert!(!text.contains(content), "{content} stands in {text}");
    }
    assert!(post.goes_round().await.is_empty(), "once");
    let other = post.ines_asks("alderbrook_north").await;
    assert_eq!(to(&post.goes_round().await), ["amara"]);
    let daily = post.morning_comes().await;
    // Colleagues of whoever acted are not told by mail of what their own office did.
    assert_eq!(to(&daily), ["pavel", "petra"], "{daily:#?}");
    assert!(daily[0].text.contains("There is news on 2 records"), "{}", daily[0].text);
    assert!(daily[0].text.contains(&reference) && daily[0].text.contains(&other));
    assert_eq!(post.world.count("mail_outbox where state = 'sent'").await, 6);
    assert_eq!(post.world.count("events where act = 'send_mail'").await, 4);
}

#[tokio::test]
async fn filters_combine_with_and_and_one_switch_stops_all() {
    let post = Post::new().await;
    let amara = post.world.browser("Amara");
    let choose = async |fields: &[(&str, &str)]| {
        amara.post("/account/mail", fields).await.status(303);
        post.ines_asks("alderbrook_north").await;
        !post.goes_round().await.is_empty()
    };
    let area = post.world.area("XZ0102").to_string();
    let elsewhere = post.world.area("XZ0402").to_string();
    let all = [("mail", "yes"), ("at_once", "yes")];
    let with = |more: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        let all = all.iter().chain(more.iter());
        all.map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    for (more, comes) in [
        (vec![], true),
        (vec![("kinds", "request")], true),
        (vec![("kinds", "meeting")], false),
        (vec![("area", area.as_str())], true),
        (vec![("area", elsewhere.as_str())], false),
        (vec![("kinds", "request"), ("area", elsewhere.as_str())], false),
        (
            vec![
                ("kinds", "request"),
                ("kinds", "meeting"),
                ("area", area.as_str()),
                ("only_turn", "yes"),
            ],
            true,
        ),
    ] {
        let fields = with(&more);
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(choose(&fields).await, comes, "{more:?}");
    }
    assert!(!choose(&[("at_once", "yes")]).await, "switched off");
    assert!(!choose(&[("mail", "yes")]).await, "not at once");
    assert_eq!(to(&post.morning_comes().await).iter().filter(|to| **to == "amara").count(), 1);
    amara
        .post("/account/mail", &[("mail", "yes"), ("kinds", "gossip")])
        .await
        .status(422)
        .says("Choose one of these");
    amara
        .post("/account/mail", &[("mail", "yes"), ("version", "1")])
        .await
        .status(422)
        .says("changed meanwhile");
    amara.get("/account/mail").await.status(200).says("The one switch for all mail");
    assert_eq!(post.world.count("mail_choices").await, 1, "everybody chooses for themselves");
}

#[tokio::test]
async fn what_the_server_does_not_take_now_is_tried_again_and_what_it_refuses_is_told() {
    let post = Post::new().await;
    post.ines_asks("alderbrook_north").await;
    post.sink.mood(Mood::Later);
    assert!(post.goes_round().await.is_empty());
    assert_eq!(post.world.count("mail_outbox where state = 'waiting' and tries = 1 and pace = 'now' and next_try_at > now() + interval '30 seconds'").await, 1);
    assert!(post.morning_comes().await.is_empty());
    assert_eq!(post.world.count("mail_outbox where state = 'waiting' and tries = 2 and pace = 'now' and next_try_at > now() + interval '90 seconds'").await, 1);
    post.sink.mood(Mood::Takes);
    assert!(to(&post.morning_comes().await).contains(&"amara"));
    post.ines_asks("alderbrook_north").await;
    post.sink.mood(Mood::Refuses);
    post.goes_round().await;
    assert_eq!(post.world.count("mail_outbox where state = 'failed'").await, 1);
    post.world.browser("Noor").get("/admin").await.says("one failed since yesterday");
}

#[tokio::test]
async fn a_mail_that_was_taken_when_the_house_was_killed_goes_out_afterwards() {
    let post = Post::new().await;
    post.ines_asks("alderbrook_north").await;
    chain_all(&post.world, &post.signer).await;
    take_events(&post.world.db).await.unwrap();
    // Taken, and then nothing more: the program is gone.
    let mut tx = post.world.house().await;
    let taken = store::take(&mut tx, 300).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert!(taken.email.starts_with("amara"));
    assert!(post.goes_round().await.is_empty(), "for some minutes it is somebody's");
    post.world.sql("update mail_outbox set next_try_at = next_try_at - interval '301 seconds' where pace = 'now'").await;
    send_due(&post.world.db, &post.mailer).await.unwrap();
    assert_eq!(to(&post.sink.take()), ["amara"]);
    // Reading the chain and writing lines is one transaction: half of it leaves nothing behind.
    post.ines_asks("alderbrook_north").await;
    chain_all(&post.world, &post.signer).await;
    let mut tx = post.world.house().await;
    sqlx::query("select mail_take(500)").execute(tx.conn()).await.unwrap();
    drop(tx);
    assert_eq!(to(&post.goes_round().await), ["amara"]);
}

#[tokio::test]
async fn who_no_longer_sees_a_record_gets_no_mail_about_it() {
    let post = Post::new().await;
    let reference = post.ines_asks("alderbrook_north").await;
    chain_all(&post.world, &post.signer).await;
    take_events(&post.world.db).await.unwrap();
    let plain = reference.replace('-', "");
    post.world.sql(&format!("update request_parties set left_at = now() where actor_id = '{}' and request_id = (select id from requests where reference = '{plain}')", post.world.actor("sector_north"))).await;
    assert_eq!(to(&post.morning_comes().await), ["amara"]);
    assert_eq!(post.world.count("mail_outbox where state = 'dropped'").await, 2);
    post.world.sql("update posts set until_at = now() where role = 'partner'").await;
    post.ines_asks("alderbrook_north").await;
    assert!(!to(&post.goes_round().await).contains(&"amara"), "a post that ended");
}

#[tokio::test]
async fn notes_inside_an_office_are_nobody_s_news() {
    let post = Post::new().await;
    let asked = post.world.asks("alderbrook_north").plant().await;
    let words = [("words", "Their convoy leader is new.")];
    post.world.browser("Ines").post(&format!("{}/notes", asked.url()), &words).await.status(303);
    assert!(post.goes_round().await.is_empty());
    assert_eq!(post.world.count("mail_outbox").await, 0);
    post.world.browser("Ines").post(&format!("{}/comments", asked.url()), &words).await.status(303);
    post.goes_round().await;
    assert!(post.world.count("mail_outbox where pace = 'daily'").await > 0);
}

#[tokio::test]
async fn what_is_about_to_expire_comes_once() {
    let post = Post::new().await;
    post.world.asks("alderbrook_north").state("returned").plant().await;
    take_expiring(&post.world.db).await.unwrap();
    assert_eq!(post.world.count("mail_outbox").await, 0);
    post.world
        .sql(
            "update requests set needed_from = current_date, needed_until = current_date + 1;
        update posts set until_at = now() + interval '5 days' where role = 'finance'",
        )
        .await;
    for _ in 0..2 {
        take_expiring(&post.world.db).await.unwrap();
    }
    let mails = post.goes_round().await;
    assert_eq!(to(&mails), ["amara", "greta"], "{mails:#?}");
    assert!(mails[0].text.contains("about to expire") && mails[1].text.contains("/account"));
}

#[tokio::test]
async fn a_house_that_begins_to_send_mail_begins_with_what_happens_from_then_on() {
    let post = Post::new().await;
    switch(&post.world.db, false).await.unwrap();
    post.world.browser("Amara").get("/account/mail").await.says("sends no mail at the moment");
    post.ines_asks("alderbrook_north").await;
    chain_all(&post.world, &post.signer).await;
    switch(&post.world.db, true).await.unwrap();
    assert!(post.goes_round().await.is_empty());
    assert_eq!(post.world.count("mail_outbox").await, 0);
    let mut tx = post.world.tx("Amara", Mode::Write).await;
    for statement in ["select mail_take(10)", "select mail_expiring()", "select mail_forget()"] {
        let run = tx.attempt(async |tx| Ok(sqlx::query(statement).execute(tx.conn()).await?)).await;
        assert!(run.is_err(), "{statement} is the house's");
    }
}

#[tokio::test]
async fn minutes_that_are_due_are_told_once_to_host_and_chair() {
    let post = Post::new().await;
    let held = |words, hours| {
        let met = post.world.meets("sector_north").invites("alderbrook_north").words(words);
        met.hours(hours).state("drafted")
    };
    // Each lasts an hour; the draft is due 48 hours later.
    let old = held("Old draft", -50).plant().await;
    let fresh = held("Fresh draft", -48).plant().await;
    take_expiring(&post.world.db).await.unwrap();
    let mails = post.goes_round().await;
    let mut told = to(&mails);
    told.sort_unstable();
    assert_eq!(told, ["pavel", "petra"], "{mails:#?}");
    for mail in &mails {
        assert!(mail.text.contains(&old.reference), "{}", mail.text);
        for hidden in ["Old draft", "Fresh draft", fresh.reference.as_str()] {
            assert!(!mail.text.contains(hidden), "{hidden} stands in {}", mail.text);
        }
    }
    take_expiring(&post.world.db).await.unwrap();
    assert!(post.goes_round().await.is_empty(), "once");
}
