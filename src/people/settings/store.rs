//! The SQL of the settings.

use super::{model::Settings, policy::EditSettings};
use crate::{access::Permit, db::Tx, web::error::Result};

pub async fn find(tx: &mut Tx) -> Result<Settings> {
    Ok(sqlx::query_as!(
        Settings,
        "select mission_name, time_zone, duty_phone, country_code, iati_org, second_factor from house"
    )
    .fetch_one(tx.conn())
    .await?)
}

pub async fn update(
    tx: &mut Tx,
    permit: Permit<'_, EditSettings>,
    settings: &Settings,
) -> Result<()> {
    permit.spend(tx).await?;
    sqlx::query!(
        "update house set mission_name = $1, time_zone = $2, duty_phone = $3, country_code = $4, iati_org = $5, second_factor = $6",
        settings.mission_name,
        settings.time_zone,
        settings.duty_phone,
        settings.country_code,
        settings.iati_org,
        settings.second_factor,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
