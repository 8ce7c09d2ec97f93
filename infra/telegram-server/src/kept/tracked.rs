use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::ops::Deref;

/// A map that remembers which of its entries may have changed since that was last asked. It is
/// read as a [`BTreeMap`], and changed through methods that remember alone.
#[derive(Debug)]
pub(crate) struct Tracked<K, V> {
    entries: BTreeMap<K, V>,
    touched: BTreeSet<K>,
}

impl<K: Clone + Ord, V> Tracked<K, V> {
    pub(crate) fn insert(&mut self, key: K, value: V) {
        self.touched.insert(key.clone());
        self.entries.insert(key, value);
    }

    pub(crate) fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let value = self.entries.get_mut(key)?;
        self.touched.insert(key.clone());
        Some(value)
    }

    pub(crate) fn get_or_insert_with(&mut self, key: K, new: impl FnOnce() -> V) -> &mut V {
        self.touched.insert(key.clone());
        self.entries.entry(key).or_insert_with(new)
    }

    pub(crate) fn remove(&mut self, key: &K) {
        if self.entries.remove(key).is_some() {
            self.touched.insert(key.clone());
        }
    }

    pub(crate) fn retain(&mut self, mut stays: impl FnMut(&V) -> bool) {
        self.entries.retain(|key, value| {
            let stays = stays(value);
            if !stays {
                self.touched.insert(key.clone());
            }
            stays
        });
    }

    /// Removes entries in their order until at most `count` are left.
    pub(crate) fn keep_last(&mut self, count: usize) {
        while self.entries.len() > count
            && let Some((key, _)) = self.entries.pop_first()
        {
            self.touched.insert(key);
        }
    }

    /// A value, to change of it what is not kept.
    pub(crate) fn passing_mut(&mut self, key: &K) -> Option<&mut V> {
        self.entries.get_mut(key)
    }

    /// All values, to change of them what is not kept.
    pub(crate) fn passing_values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.values_mut()
    }

    /// What may have changed since this was last asked; what is not in the map was removed.
    pub(crate) fn take_touched(&mut self) -> BTreeSet<K> {
        mem::take(&mut self.touched)
    }
}

impl<K, V> Default for Tracked<K, V> {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
            touched: BTreeSet::new(),
        }
    }
}

impl<K, V> Deref for Tracked<K, V> {
    type Target = BTreeMap<K, V>;

    fn deref(&self) -> &Self::Target {
        &self.entries
    }
}
