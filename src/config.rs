//! The commands, and every setting: a flag, or an environment variable of the same meaning.

use crate::web::body_limits::BodyLimits;
use crate::web::logging::Format;
use crate::web::security::{Hosts, SecurityConfig};
use anyhow::{Result, bail};
use clap::{Args, Parser, Subcommand, ValueEnum, builder::FalseyValueParser};
use ipnet::{AddrParseError, IpNet};
use sqlx::postgres::PgConnectOptions;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// The CIMIC house online. Without a command it serves.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the house (the default)
    Serve,
    /// Fill an empty house with an invented mission and its people, then serve it
    Demo {
        /// Only fill it
        #[arg(long)]
        build_only: bool,
    },
    /// Bring the database up to date
    Migrate,
    /// The first administrators, before anybody can sign in
    #[command(subcommand)]
    People(People),
    /// Read areas, organisations, activities or past projects from files; a dry run, unless --apply is given
    #[command(subcommand)]
    Import(Import),
    /// Check migrations, roles, row level security and grants; or, given exports of events, whether their chain is whole. Exit
    /// code 1 if something is amiss
    Verify {
        /// Files that an auditor took out, in order; they are checked without the house
        #[arg(value_name = "EXPORT")]
        exports: Vec<PathBuf>,
        /// A copy of the published list of checkpoints (/audit/checkpoints.txt)
        #[arg(long, value_name = "FILE", requires = "exports")]
        checkpoints: Option<PathBuf>,
        /// The key that signs here, in hexadecimal digits; left out, the one in the files is told
        #[arg(long, value_name = "KEY", requires = "exports")]
        key: Option<String>,
    },
    /// Note that a backup was made just now, for scripts that make one of a Postgres of your own
    BackupDone,
    /// Run only the private Postgres, for COMMAND (such as `pg_dump cimic`) or until Ctrl-C
    Database {
        /// A program of Postgres with its arguments; host, user and database are set for it
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<OsString>,
    },
}

#[derive(Debug, Subcommand)]
pub enum People {
    /// Make an administrator and print the link, good once, with which they choose a passphrase
    AddAdmin {
        #[arg(long)]
        name: String,
        #[arg(long)]
        email: String,
    },
    /// Who holds which post
    List,
}

#[derive(Debug, Subcommand)]
pub enum Import {
    /// The country: regions and districts with their codes, polygons and other spellings
    Areas {
        /// A table with the columns `pcode`, `name`, `admin_level`, `parent_pcode` (CSV, XLSX, ODS, XLS)
        gazetteer: PathBuf,
        /// Polygons with the same codes (`GeoJSON`); may be given several times
        #[arg(long, value_name = "FILE")]
        shapes: Vec<PathBuf>,
        /// A table with the columns `alias` and `pcode` or `name`
        #[arg(long, value_name = "FILE")]
        aliases: Option<PathBuf>,
        /// Write what the dry run shows
        #[arg(long)]
        apply: bool,
        /// Retire the areas that the gazetteer lacks
        #[arg(long)]
        retire_missing: bool,
    },
    /// Past projects: Quick Impact Projects and community support, with each doubt named
    Projects {
        /// A table with the columns `qip_ref`, `title`, `category`, `status`, `adm2_pcode` (CSV, XLSX)
        file: PathBuf,
        /// Write what the dry run shows
        #[arg(long)]
        apply: bool,
    },
    /// Who does what where: activities, for organisations and places that the house knows
    Activities {
        /// A table with plain headers or HXL tags (CSV, XLSX, ODS, XLS)
        file: PathBuf,
        /// A table of other spellings of organisations, with the columns `lookup` and `canonical name`
        #[arg(long, value_name = "FILE")]
        variants: Option<PathBuf>,
        /// The year of months that stand without one; left out, what the file's name says
        #[arg(long)]
        year: Option<i16>,
        /// The first day of rows without any date
        #[arg(long, value_name = "DAY")]
        from: Option<jiff::civil::Date>,
        /// The last day of rows without any date
        #[arg(long, value_name = "DAY")]
        until: Option<jiff::civil::Date>,
        /// 3/4/2025 is the fourth of March
        #[arg(long)]
        month_first: bool,
        /// Write what the dry run shows
        #[arg(long)]
        apply: bool,
        /// Leave rows with errors out instead of writing nothing
        #[arg(long)]
        leave_out_errors: bool,
    },
    /// Organisations: each becomes a proposed entry that its community confirms
    Actors {
        /// A table with the columns `name`, `acronym`, `kind` (CSV, XLSX, ODS, XLS)
        file: PathBuf,
        /// Write what the dry run shows
        #[arg(long)]
        apply: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SecondFactor {
    Off,
    Required,
}

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// Address to serve on
    #[arg(long, env = "CIMIC_LISTEN", default_value = "127.0.0.1:8080", global = true)]
    pub listen: SocketAddr,
    /// Postgres for the running house, as the role `cimic_app`. Left out: a private Postgres under
    /// the data folder
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<PgConnectOptions>,
    /// The same database as the role that owns the tables; only to migrate. Goes with `DATABASE_URL`
    #[arg(long, env = "CIMIC_OWNER_URL", hide_env_values = true, global = true)]
    pub owner_url: Option<PgConnectOptions>,
    /// Folder of the private Postgres and of files
    #[arg(long, env = "CIMIC_DATA", default_value = "./data", global = true)]
    pub data: PathBuf,
    /// Address for Prometheus, such as 127.0.0.1:9187. Left out: none
    #[arg(long, env = "CIMIC_METRICS_LISTEN", global = true)]
    pub metrics_listen: Option<SocketAddr>,
    /// Names in the house's address, such as house.example.org. Needed unless `CIMIC_LISTEN` is this
    /// machine alone
    #[arg(long, env = "CIMIC_HOSTS", value_delimiter = ',', global = true)]
    pub hosts: Vec<String>,
    /// Networks of proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8
    #[arg(long, env = "CIMIC_TRUSTED_PROXIES", default_value = "", global = true)]
    pub trusted_proxies: Networks,
    /// The public address begins with https: cookies are secure, browsers insist on it
    #[arg(long, env = "CIMIC_HTTPS", value_parser = FalseyValueParser::new(), global = true)]
    pub https: bool,
    /// Connections to Postgres
    #[arg(long, env = "CIMIC_POOL", default_value_t = 16, global = true,
          value_parser = clap::value_parser!(u32).range(2..=500))]
    pub pool: u32,
    /// Where documents lie, such as <s3://bucket/folder>; keys and endpoint from the `AWS_` variables. Left out: a folder
    /// under the data folder
    #[arg(long, env = "CIMIC_FILES_URL", global = true)]
    pub files_url: Option<String>,
    /// How the log is written
    #[arg(long, env = "CIMIC_LOG", value_enum, default_value_t = Format::Text, global = true)]
    pub log: Format,
    /// The mail server, such as <smtps://user:passphrase@mail.example.org>, or `smtp://…?tls=required`. Left out: the house sends no mail
    #[arg(long, env = "CIMIC_SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,
    /// Whom its mails are from, such as "CIMIC House <house@example.org>". Needed with `CIMIC_SMTP_URL`
    #[arg(long, env = "CIMIC_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
    /// Whether everybody needs a second factor. Left out: as set in the house
    #[arg(long, env = "CIMIC_SECOND_FACTOR", value_enum, global = true)]
    pub second_factor: Option<SecondFactor>,
}

/// Networks with commas between; none when empty, as container files pass unset variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Networks(pub Vec<IpNet>);

impl FromStr for Networks {
    type Err = AddrParseError;

    fn from_str(text: &str) -> Result<Networks, AddrParseError> {
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(str::parse).collect::<Result<_, _>>().map(Networks)
    }
}

impl Settings {
    /// What the layers around every request need; larger bodies and pages are added by the caller.
    ///
    /// # Errors
    /// The house listens beyond this machine and no host names are given, or an owner's address
    /// comes without the runtime's.
    pub fn security(&self) -> Result<SecurityConfig> {
        if self.owner_url.is_some() && self.database_url.is_none() {
            bail!("CIMIC_OWNER_URL is set without DATABASE_URL: the house needs both, or neither");
        }
        Ok(SecurityConfig {
            https: self.https,
            hosts: self.hosts()?,
            trusted_proxies: self.trusted_proxies.0.clone(),
            bodies: BodyLimits::default(),
        })
    }

    /// Where people reach the house, for links on the terminal: its first name, else its address.
    pub fn public_address(&self) -> String {
        let scheme = if self.https { "https" } else { "http" };
        match self.hosts.iter().map(|name| name.trim()).find(|name| !name.is_empty()) {
            Some(name) => format!("{scheme}://{name}"),
            None => format!("{scheme}://{}", self.listen),
        }
    }

    fn hosts(&self) -> Result<Hosts> {
        let names: Vec<String> = self
            .hosts
            .iter()
            .map(|name| name.trim().to_ascii_lowercase())
            .filter(|name| !name.is_empty())
            .collect();
        if let Some(wrong) = names.iter().find(|name| name.contains('/') || name.ends_with(':')) {
            bail!("CIMIC_HOSTS holds names alone (house.example.org), not {wrong}");
        }
        match (names.is_empty(), self.listen.ip().is_loopback()) {
            (false, _) => Ok(Hosts::Only(names)),
            (true, true) => Ok(Hosts::Any),
            (true, false) => bail!(
                "the house would listen on {}, beyond this machine: name the hosts it answers to, \
                 such as CIMIC_HOSTS=house.example.org",
                self.listen
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn settings(arguments: &[&str]) -> Settings {
        let line = std::iter::once("cimic-house").chain(arguments.iter().copied());
        Cli::try_parse_from(line).unwrap().settings
    }

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn on_this_machine_any_host_will_do_and_elsewhere_names_are_needed() {
        assert_eq!(settings(&[]).security().unwrap().hosts, Hosts::Any);
        let open = settings(&["--listen", "0.0.0.0:80"]).security().err().unwrap().to_string();
        assert!(open.contains("CIMIC_HOSTS"), "{open}");
        let named = settings(&["--listen", "0.0.0.0:80", "--hosts", "House.Example.org, b.org"]);
        let ours = vec!["house.example.org".to_owned(), "b.org".to_owned()];
        assert_eq!(named.security().unwrap().hosts, Hosts::Only(ours));
    }

    #[test]
    fn proxies_are_networks_and_none_is_fine() {
        assert_eq!(settings(&["--trusted-proxies", ""]).trusted_proxies, Networks(vec![]));
        let two = settings(&["--trusted-proxies", "10.0.0.0/8, fd00::/8"]).trusted_proxies;
        assert_eq!(two.0.len(), 2);
        assert!(Networks::from_str("10.0.0.1").is_err(), "a network needs its length");
    }

    #[test]
    fn settings_may_follow_the_command() {
        let served = settings(&["serve", "--pool", "4", "--log", "json", "--https"]);
        assert_eq!((served.pool, served.log, served.https), (4, Format::Json, true));
    }

    #[test]
    fn postgres_programs_keep_their_own_flags() {
        let line = ["cimic-house", "database", "pg_dump", "-Fc", "cimic"];
        let Some(Command::Database { command }) = Cli::try_parse_from(line).unwrap().command else {
            panic!("not the database command");
        };
        assert_eq!(command, ["pg_dump", "-Fc", "cimic"]);
    }
}
