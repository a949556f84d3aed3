//! What people do with their own account, and nobody else does.

use super::model::Account;
use crate::access::{
    Verdict::{self, Allow, Deny, Hide},
    Viewer,
};

crate::actions! {
    EditAccount(Account) => edit_account,
    ChooseKeys(Account) => choose_keys,
    EndSessions(Account) => end_sessions,
    ChangePassphrase(Account) => change_passphrase,
    EnrolSecondFactor(Account) => enrol_second_factor,
    ConfirmSecondFactor(Account) => confirm_second_factor,
    RemoveSecondFactor(Account) => remove_second_factor,
}

fn own(viewer: &Viewer, account: &Account) -> Verdict {
    if viewer.person == Some(account.id) { Allow } else { Hide }
}

fn edit_account(viewer: &Viewer, account: &Account) -> Verdict {
    own(viewer, account)
}

fn choose_keys(viewer: &Viewer, account: &Account) -> Verdict {
    own(viewer, account)
}

fn end_sessions(viewer: &Viewer, account: &Account) -> Verdict {
    own(viewer, account)
}

fn change_passphrase(viewer: &Viewer, account: &Account) -> Verdict {
    own(viewer, account)
}

fn enrol_second_factor(viewer: &Viewer, account: &Account) -> Verdict {
    match own(viewer, account) {
        Allow if account.has_second_factor => Verdict::Late("account-late-factor-on"),
        other => other,
    }
}

fn confirm_second_factor(viewer: &Viewer, account: &Account) -> Verdict {
    enrol_second_factor(viewer, account)
}

fn remove_second_factor(viewer: &Viewer, account: &Account) -> Verdict {
    match own(viewer, account) {
        Allow if !account.has_second_factor => Verdict::Late("account-late-factor-off"),
        Allow if account.needs_second_factor => Deny("account-deny-factor-needed"),
        other => other,
    }
}
