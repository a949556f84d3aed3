//! The SQL of the coherence matrix: sayings are only ever added, the newest of a side counts.

use super::{
    model::{Degree, Field, Saying},
    policy::SayCoherence,
};
use crate::{
    access::{Community, Permit},
    db::Tx,
    web::error::Result,
};

/// What each side said last; 48 at most.
pub async fn newest(tx: &mut Tx) -> Result<Vec<Saying>> {
    Ok(sqlx::query_as!(
        Saying,
        r#"select distinct on (community, other, dimension) community as "community: Community", other as "other: Community",
                  dimension as "dimension: Field", degree as "degree: Degree", said_by_id, said_at
           from coherence order by community, other, dimension, said_at desc, id desc"#,
    )
    .fetch_all(tx.conn())
    .await?)
}

/// What was said, the newest first; 60 at most.
pub async fn history(tx: &mut Tx) -> Result<Vec<Saying>> {
    Ok(sqlx::query_as!(
        Saying,
        r#"select community as "community: Community", other as "other: Community", dimension as "dimension: Field",
                  degree as "degree: Degree", said_by_id, said_at
           from coherence order by said_at desc, id desc limit 60"#,
    )
    .fetch_all(tx.conn())
    .await?)
}

pub async fn say(tx: &mut Tx, permit: Permit<'_, SayCoherence>) -> Result<()> {
    let draft = permit.spend(tx).await?;
    let (actor, role) = (tx.viewer().actor, tx.viewer().role);
    sqlx::query!(
        "insert into coherence (id, community, other, dimension, degree, said_by_id, role) values ($1, $2, $3, $4, $5, $6, $7)",
        draft.id,
        draft.community.as_str(),
        draft.other.as_str(),
        draft.dimension.as_str(),
        draft.degree.as_str(),
        actor,
        role.as_str(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
