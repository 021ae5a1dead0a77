//! What a run knows of where it runs: folder, language, day, terminal.

use model::diagnostic::Lang;
use model::process::Date;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// The surroundings of a run.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The working folder; relative paths start here.
    pub folder: PathBuf,
    /// The language of the locale.
    pub lang: Lang,
    /// Today, unless `--today` says otherwise.
    pub today: Date,
    /// Colour on standard output.
    pub colour_out: bool,
    /// Colour on standard error.
    pub colour_err: bool,
    /// Standard output is a terminal.
    pub terminal_out: bool,
    /// A progress bar may be shown.
    pub progress: bool,
}

/// The facts of this process.
pub fn facts() -> Facts {
    let colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let able = |choice: anstream::ColorChoice| choice != anstream::ColorChoice::Never;
    let (stdout, stderr) = (std::io::stdout(), std::io::stderr());
    Facts {
        folder: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
        lang: lang(|name| std::env::var(name).ok(), sys_locale::get_locale),
        today: today(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())),
        colour_out: colour && stdout.is_terminal() && able(anstream::AutoStream::choice(&stdout)),
        colour_err: colour && stderr.is_terminal() && able(anstream::AutoStream::choice(&stderr)),
        terminal_out: stdout.is_terminal(),
        progress: stderr.is_terminal(),
    }
}

/// The language that `LC_ALL`, `LC_MESSAGES` or `LANG` names (the first that is set decides), else the system's; French
/// where nothing names one (`C`, `POSIX`), English for every language that is not French.
pub fn lang(variable: impl Fn(&str) -> Option<String>, system: impl Fn() -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let Some(locale) = set.or_else(system) else { return Lang::Fr };
    let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
    match language.as_str() {
        "" | "c" | "posix" | "fr" => Lang::Fr,
        _ => Lang::En,
    }
}

/// The day, in universal time, of a number of seconds since 1970 (days to civil date, after Howard Hinnant).
pub fn today(seconds: u64) -> Date {
    let days = seconds / 86_400 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    Date { year: u16::try_from(year).unwrap_or(9999), month: u8::try_from(month).unwrap_or(1), day: u8::try_from(day).unwrap_or(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)], system: Option<&str>) -> Lang {
        lang(|name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()), || system.map(str::to_owned))
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        assert_eq!(of(&[("LC_ALL", "en_GB.UTF-8"), ("LANG", "fr_FR.UTF-8")], None), Lang::En);
        assert_eq!(of(&[("LC_ALL", ""), ("LC_MESSAGES", "fr_CA"), ("LANG", "en_US")], None), Lang::Fr);
        assert_eq!(of(&[("LANG", "de_DE.UTF-8")], None), Lang::En);
        assert_eq!(of(&[("LANG", "C.UTF-8")], Some("en-US")), Lang::Fr);
        assert_eq!(of(&[], Some("en-US")), Lang::En);
        assert_eq!(of(&[], None), Lang::Fr);
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(today(0).to_string(), "1970-01-01");
        assert_eq!(today(951_782_400).to_string(), "2000-02-29");
        assert_eq!(today(1_772_323_200).to_string(), "2026-03-01");
        assert_eq!(today(4_102_444_799).to_string(), "2099-12-31");
    }
}
