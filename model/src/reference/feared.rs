//! The feared events that a study of risks looks at, after the CNIL's method.

use crate::diagnostic::Text;
use crate::process::vocabulary::fold;
use crate::text;

/// A feared event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feared {
    /// Illegitimate access to data.
    Access,
    /// Unwanted modification of data.
    Modification,
    /// Disappearance of data.
    Disappearance,
}

impl Feared {
    /// The three, in the order of the form.
    pub const ALL: [Feared; 3] = [Feared::Access, Feared::Modification, Feared::Disappearance];

    /// What the form calls it.
    pub fn title(self) -> Text {
        match self {
            Feared::Access => text!("Accès illégitime à des données", "Illegitimate access to data"),
            Feared::Modification => text!("Modification non désirée de données", "Unwanted modification of data"),
            Feared::Disappearance => text!("Disparition de données", "Disappearance of data"),
        }
    }

    /// The event that a risk's title means; none for a risk of another kind.
    pub fn of(title: &str) -> Option<Feared> {
        let title = fold(title).replace(['-', '_'], " ");
        let any = |stems: &[&str]| stems.iter().any(|stem| title.contains(stem));
        if any(&["illegitim", "acces non autorise", "unauthorised access", "unauthorized access"]) {
            Some(Feared::Access)
        } else if any(&["modification", "alteration"]) {
            Some(Feared::Modification)
        } else if any(&["disparition", "perte", "disappearance", "loss"]) {
            Some(Feared::Disappearance)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_identifiers_mean_their_event() {
        for event in Feared::ALL {
            assert_eq!(Feared::of(&event.title().fr), Some(event));
            assert_eq!(Feared::of(&event.title().en), Some(event));
        }
        assert_eq!(Feared::of("accès-illégitime"), Some(Feared::Access));
        assert_eq!(Feared::of("Vol de l'ordinateur"), None);
    }
}
