//! The world that tests start from holds what it says.

use crate::support::{CAST, World};
use cimic_house::access::{Community, Role};

#[tokio::test]
async fn everybody_of_the_cast_is_signed_in_with_their_role() {
    let world = World::new().await;
    for (name, _, role, actor) in CAST.iter().filter(|(name, ..)| *name != "Bruno") {
        let viewer = world.viewer(name).await;
        assert_eq!((viewer.role.as_str(), viewer.actor), (*role, world.actor(actor)), "{name}");
    }
    for role in Role::held() {
        assert!(CAST.iter().any(|(_, _, held, _)| *held == role.as_str()), "nobody is {role}");
    }
    let nadia = world.viewer("Nadia").await;
    assert!(nadia.covers(world.actor("kestrel")), "the chief sees what battalions own");
    assert_eq!(world.viewer("Yusra").await.community, Community::Host);
}

#[tokio::test]
async fn two_worlds_know_nothing_of_each_other() {
    let (one, other) = (World::new().await, World::new().await);
    one.sql("update house set mission_name = 'Elsewhere'").await;
    assert_eq!(one.count("house where mission_name = 'Elsewhere'").await, 1);
    assert_eq!(other.count("house where mission_name = 'Elsewhere'").await, 0);
}
