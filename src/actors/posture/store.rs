//! The SQL of posture.

use crate::{
    access::{Audience, Permit},
    actors::{
        model::{Actor, Posture},
        policy::ChoosePosture,
    },
    db::Tx,
    web::error::Result,
};
use uuid::Uuid;

/// Sets the posture, and with it who sees the entry: both at once, for what comes after. What an entry that does not exist
/// for others had given them of its contacts ends with it.
pub async fn choose(
    tx: &mut Tx,
    permit: Permit<'_, ChoosePosture>,
    posture: Posture,
) -> Result<()> {
    let actor = permit.spend(tx).await?;
    sqlx::query!(
        "update actors set posture = $2, audience = $3 where id = $1",
        actor.id,
        posture.as_str(),
        posture.audience().as_str(),
    )
    .execute(tx.conn())
    .await?;
    if posture == Posture::Coexistence {
        sqlx::query!(
            "update contact_consents k set withdrawn_at = now() from actor_contacts c
             where c.id = k.contact_id and c.actor_id = $1 and k.withdrawn_at is null and actor_community(k.recipient_id) <> 'humanitarian'",
            actor.id,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// References of an actor's requests under way that have a military party: what a change to coexistence leaves as it is.
pub async fn open_with_military(tx: &mut Tx, actor: Uuid) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "select r.reference from requests r
         where r.owner_id = $1 and r.state not in ('draft', 'closed', 'referred', 'declined', 'aborted', 'withdrawn', 'expired')
           and exists (select from request_parties p where p.request_id = r.id and actor_community(p.actor_id) = 'military')
         order by r.reference limit 100",
        actor,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// Whom the other ends of an actor's relations admit: an edge shows to whom both ends show.
pub async fn relation_ends(tx: &mut Tx, actor: &Actor) -> Result<Vec<Audience>> {
    Ok(sqlx::query_scalar!(
        r#"select o.audience as "audience: Audience" from actor_relations r join actors o on o.id = case when r.from_id = $1 then r.to_id else r.from_id end
           where (r.from_id = $1 or r.to_id = $1) and r.until is null limit 200"#,
        actor.id,
    )
    .fetch_all(tx.conn())
    .await?)
}
