//! Lists whose items are named by small integers and kept in the order of writing.

use super::Name;
use indexmap::IndexMap;
use indexmap::map::Entry;
use std::marker::PhantomData;
use std::num::NonZeroU32;

/// The place of a `T` in its [`Arena`]: a small integer that cannot be mixed up with another list's.
pub struct Id<T> {
    /// The place, counted from one: so that no place takes no room of its own.
    number: NonZeroU32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.number.get() as usize - 1
    }

    /// The id of place `index`.
    pub fn from_index(index: usize) -> Self {
        let number = u32::try_from(index).map_or(u32::MAX, |index| index.saturating_add(1));
        Self { number: NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX), kind: PhantomData }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}
impl<T> std::fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.index())
    }
}

/// Items in the order of writing, each with the identifier it was written with.
///
/// Identifiers need not be unique: one name may stand in two activities, and a duplicate is kept (so that nothing of
/// the input is lost). [`Arena::named`] yields every item of a name, in order.
#[derive(Clone, Debug)]
pub struct Arena<T> {
    items: Vec<T>,
    names: IndexMap<Name, Named<T>, foldhash::fast::RandomState>,
}

/// The items of one name, mostly one.
#[derive(Clone, Debug)]
enum Named<T> {
    One(Id<T>),
    Several(Vec<Id<T>>),
}

impl<T> Named<T> {
    fn all(&self) -> &[Id<T>] {
        match self {
            Named::One(id) => std::slice::from_ref(id),
            Named::Several(ids) => ids,
        }
    }
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { items: Vec::new(), names: IndexMap::default() }
    }
}

impl<T> Arena<T> {
    /// Adds an item under an identifier.
    pub fn push(&mut self, name: impl AsRef<str>, item: T) -> Id<T> {
        let id = Id::from_index(self.items.len());
        self.items.push(item);
        match self.names.entry(Name::from(name.as_ref())) {
            Entry::Vacant(free) => {
                free.insert(Named::One(id));
            }
            Entry::Occupied(mut taken) => match taken.get_mut() {
                Named::Several(ids) => ids.push(id),
                one => *one = Named::Several(one.all().iter().copied().chain([id]).collect()),
            },
        }
        id
    }

    /// Makes room for so many more items: what grows by doubling is copied over and over.
    pub fn reserve(&mut self, more: usize) {
        self.items.reserve_exact(more);
        self.names.reserve_exact(more);
    }

    /// Whether two items have the same identifier.
    pub fn has_namesakes(&self) -> bool {
        self.names.len() < self.items.len()
    }

    /// The items named so, in the order of writing.
    pub fn named(&self, name: &str) -> &[Id<T>] {
        self.names.get(name).map_or(&[], Named::all)
    }

    /// All identifiers, each once, in the order of writing.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(Name::as_str)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items with their ids, in the order of writing.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(at, item)| (Id::from_index(at), item))
    }

    /// The ids, in the order of writing.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> + ExactSizeIterator + use<T> {
        (0..self.items.len()).map(Id::from_index)
    }

    /// The items, to be changed by a reader.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.items.iter_mut()
    }

    /// The items, in the order of writing.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.items.iter()
    }
}

impl<T> std::ops::Index<Id<T>> for Arena<T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.items[id.index()]
    }
}

impl<T> std::ops::IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.items[id.index()]
    }
}
