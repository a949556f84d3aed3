//! Rooms: booking, approval, blockings, and two people who want the same one.

use crate::{forums::today, support::World};
use cimic_house::{
    db::Mode,
    meetings::{
        model::When,
        rooms::{policy, store},
    },
    web::error::Error,
};
use jiff::ToSpan;

fn tomorrow() -> String {
    today().saturating_add(1.day()).to_string()
}

#[tokio::test]
async fn a_room_opens_however_many_come_before_it_in_the_list() {
    let world = World::new().await;
    let keeper = world.actor("sector_north");
    world
        .sql(&format!("insert into rooms (owner_id, name, seats, opens, closes) select '{keeper}', 'Room ' || n, 8, '08:00', '18:00' from generate_series(1, 250) n"))
        .await;
    let last = world.room("sector_north", "The last one", false).await;
    world.browser("Amara").get(&format!("/rooms/{last}")).await.status(200).says("The last one");
}

#[tokio::test]
async fn pavel_enters_a_room_and_amara_books_it() {
    let world = World::new().await;
    let pavel = world.browser("Pavel");
    let form = pavel.get("/rooms/new").await.status(200).form("/rooms/new");
    pavel
        .submit(&form, &[("opens", "18:00"), ("closes", "08:00")])
        .await
        .status(422)
        .says("Fill this in")
        .says("The end must come after the start");
    let url = pavel
        .submit(&form, &[("name", "Long table"), ("seats", "24"), ("equipment", "Projector")])
        .await
        .status(303)
        .location()
        .to_owned();
    let amara = world.browser("Amara");
    amara.get("/rooms").await.says("Long table").says("Projector");
    let book = format!("{url}/bookings");
    let form = amara.get(&url).await.status(200).form(&book);
    let day = tomorrow();
    amara
        .submit(&form, &[("day", &day), ("from", "06:00"), ("until", "07:00")])
        .await
        .status(422)
        .says("The room is closed at that time");
    amara
        .submit(
            &form,
            &[
                ("day", &day),
                ("from", "10:00"),
                ("until", "11:00"),
                ("purpose", "Training of volunteers"),
            ],
        )
        .await
        .status(303);
    let week = format!("{url}?week={day}");
    amara.get(&week).await.says("10:00 – 11:00").says("Training of volunteers");
    pavel.get(&week).await.says("Alderbrook").says("Training of volunteers");
    // Everybody else learns that it is taken, and no more.
    for other in ["Safi", "Rosa", "Dario", "Joram"] {
        world
            .browser(other)
            .get(&week)
            .await
            .says("Taken")
            .hides("Training of volunteers")
            .hides("10:00 – 11:00 Alderbrook");
    }
    let safi = world.browser("Safi");
    let form = safi.get(&url).await.form(&book);
    safi.submit(&form, &[("day", &day), ("from", "10:30"), ("until", "12:00")])
        .await
        .status(422)
        .says("This room is taken at that time");
    safi.submit(&form, &[("day", &day), ("from", "11:00"), ("until", "12:00")]).await.status(303);
    safi.get(&format!("{url}/edit")).await.status(403);
    world.visitor().get(&url).await.status(303);
}

#[tokio::test]
async fn two_people_who_book_the_same_room_at_the_same_instant_get_it_once() {
    let world = World::new().await;
    let room = world.room("sector_north", "Small room", false).await;
    let from: jiff::Timestamp = format!("{}T10:00:00Z", tomorrow()).parse().unwrap();
    let when =
        When { zone: "UTC".to_owned(), from, until: from + jiff::SignedDuration::from_hours(1) };
    let book = async |name: &str| {
        let mut tx = world.tx(name, Mode::Write).await;
        let room = store::find(&mut tx, room).await.unwrap();
        let permit = tx.permit(policy::Book, &room).unwrap();
        let booked = store::book(&mut tx, permit, &when, "").await;
        if booked.is_ok() {
            tx.commit().await.unwrap();
        }
        booked
    };
    for _ in 0..5 {
        world.sql("delete from room_bookings").await;
        let (a, b) = tokio::join!(book("Amara"), book("Safi"));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert!(
            matches!(a.and(b), Err(Error::Invalid(_))),
            "a mistake beside the field, not a fault"
        );
        assert_eq!(world.count("room_bookings").await, 1);
    }
}

#[tokio::test]
async fn a_room_by_approval_is_asked_for_and_its_keeper_decides() {
    let world = World::new().await;
    let room = world.room("sector_north", "Council room", true).await;
    let (url, day) = (format!("/rooms/{room}"), tomorrow());
    let (amara, pavel) = (world.browser("Amara"), world.browser("Pavel"));
    let form = amara.get(&url).await.form(&format!("{url}/bookings"));
    amara.submit(&form, &[("day", &day), ("from", "10:00"), ("until", "11:00")]).await.status(303);
    amara
        .submit(
            &form,
            &[
                ("day", &day),
                ("from", "13:00"),
                ("until", "14:00"),
                ("form_key", &uuid::Uuid::new_v4().to_string()),
            ],
        )
        .await
        .status(303);
    assert_eq!(world.count("room_bookings where state = 'asked'").await, 2);
    let page = pavel.get(&url).await.says("Waiting for your decision").says("Alderbrook");
    let (approval, refusal) =
        (page.form(&format!("{url}/approval")), page.form(&format!("{url}/refusal")));
    amara.post(&format!("{url}/approval"), &[]).await.status(403);
    pavel.submit(&approval, &[]).await.status(303);
    pavel.submit(&approval, &[("form_key", &uuid::Uuid::new_v4().to_string())]).await.status(409);
    let ids: Vec<uuid::Uuid> =
        sqlx::query_scalar("select id from room_bookings where state = 'asked'")
            .fetch_all(world.owner().await)
            .await
            .unwrap();
    pavel.submit(&refusal, &[("one", &ids[0].to_string())]).await.status(303);
    assert_eq!(world.count("room_bookings where state in ('booked', 'refused')").await, 2);
    // Nobody gives themselves a room: the database says so too.
    let mut tx = world.tx("Amara", Mode::Write).await;
    let forced = sqlx::query("update room_bookings set state = 'booked' where state = 'refused'")
        .execute(tx.conn())
        .await;
    assert!(forced.is_err());
}

#[tokio::test]
async fn a_blocking_is_the_keepers_and_ends_when_it_lets_go() {
    let world = World::new().await;
    let room = world.room("sector_north", "Hall", false).await;
    let (url, day) = (format!("/rooms/{room}"), tomorrow());
    let pavel = world.browser("Pavel");
    let blocking =
        [("day", day.as_str()), ("from", "00:00"), ("until", "23:00"), ("purpose", "Paint")];
    world.browser("Amara").post(&format!("{url}/blockings"), &blocking).await.status(403);
    pavel.post(&format!("{url}/blockings"), &blocking).await.status(303);
    world.browser("Amara").get(&format!("{url}?week={day}")).await.says("Blocked").hides("Paint");
    let amara = world.browser("Amara");
    let form = amara.get(&url).await.form(&format!("{url}/bookings"));
    amara.submit(&form, &[("day", &day), ("from", "10:00"), ("until", "11:00")]).await.status(422);
    let release = pavel.get(&format!("{url}?week={day}")).await.form(&format!("{url}/release"));
    pavel.submit(&release, &[]).await.status(303);
    amara
        .submit(
            &form,
            &[
                ("day", &day),
                ("from", "10:00"),
                ("until", "11:00"),
                ("form_key", &uuid::Uuid::new_v4().to_string()),
            ],
        )
        .await
        .status(303);
}

#[tokio::test]
async fn a_meeting_books_its_room_in_one_step_and_gives_it_back() {
    let world = World::new().await;
    let room = world.room("sector_north", "Long table", false).await.to_string();
    let met = world.meets("sector_north").invites("alderbrook_north").plant().await;
    let (pavel, url) = (world.browser("Pavel"), met.url());
    let give = format!("{url}/room");
    let form = pavel.get(&url).await.status(200).form(&give);
    pavel.submit(&form, &[("one", &room)]).await.status(303);
    world.browser("Amara").get(&url).await.says("Long table");
    // The room is taken for everybody; what for stands nowhere.
    let other = world.meets("sector_north").words("The other").plant().await;
    let page = pavel.get(&other.url()).await;
    assert!(!page.body.contains(&format!("value=\"{room}\"")), "not offered while it is taken");
    pavel
        .post(&format!("{}/room", other.url()), &[("one", &room)])
        .await
        .status(422)
        .says("This room is taken");
    let starts: String = sqlx::query_scalar("select to_char(starts_at at time zone 'Africa/Lagos', 'YYYY-MM-DD') from meetings where id = $1").bind(met.id).fetch_one(world.owner().await).await.unwrap();
    world
        .browser("Safi")
        .get(&format!("/rooms/{room}?week={starts}"))
        .await
        .says("Taken")
        .hides("Weekly")
        .hides("The other");
    let off = format!("{url}/cancellation");
    let form = pavel.get(&off).await.form(&off);
    pavel.submit(&form, &[("reason", "No quorum")]).await.status(303);
    assert_eq!(world.count("room_bookings where state = 'released'").await, 1);
    pavel.post(&format!("{}/room", other.url()), &[("one", &room)]).await.status(303);
    // Moving takes the room along, unless it is taken then.
    let time = format!("{}/time", other.url());
    let form = pavel.get(&time).await.form(&time);
    let day = today().saturating_add(20.days()).to_string();
    pavel.submit(&form, &[("day", &day), ("from", "10:00"), ("until", "11:00")]).await.status(303);
    assert_eq!(world.count("room_bookings b join meetings m on m.booking_id = b.id where lower(b.span) = m.starts_at and b.state = 'booked'").await, 1);
}
