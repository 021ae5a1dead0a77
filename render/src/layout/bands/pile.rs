//! The strips of a drawing, and how high each is in each of the bands it is cut into.
//!
//! What a lane holds in a band is grouped, and groups that stood far apart come nearer. O(k log k) for k things, and
//! O(lanes · areas) a band.

use super::super::Graph;
use super::super::flat::PAD;
use super::super::pools::{self, Plan};

/// Free space round what passes outside the pools.
const OUTSIDE: f64 = 12.0;
/// Free space left between two things of a lane that nothing stands between.
const AIR: f64 = 30.0;
/// Least distance between the border of a lane and what it holds.
pub(super) const NEAR: f64 = 8.0;
/// What is nearer is the same place.
pub(super) const SAME: f64 = 0.02;

/// A horizontal strip of the drawing before it is cut.
pub(super) struct Strip {
    /// Its top, or less than all.
    pub top: f64,
    /// Its bottom, or more than all.
    pub bottom: f64,
    /// What it is.
    pub kind: Kind,
}

/// What a strip is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A lane without lanes inside.
    Lane(usize),
    /// Between pools.
    Gap,
    /// Above or below all.
    Outside,
}

/// A band: what stands between two cuts.
#[derive(Clone, Default)]
pub(super) struct Sheet {
    /// Where it begins in the drawing before it is cut.
    pub from: f64,
    /// Where it ends there.
    pub to: f64,
    /// What moves it sideways.
    pub dx: f64,
    /// Where its frames end.
    pub right: f64,
    /// Its part of each strip.
    pub strips: Vec<Piled>,
}

/// A strip in a band.
#[derive(Clone, Default)]
pub(super) struct Piled {
    /// Whether it is shown.
    pub used: bool,
    /// Tops and bottoms of what it holds, as placed before.
    pub held: Vec<(f64, f64)>,
    /// What stands near each other and moves together, from top to bottom, with what moves it.
    pub groups: Vec<(f64, f64, f64)>,
    /// Its top in the band.
    pub top: f64,
    /// Its height there.
    pub height: f64,
}

/// All strips from top to bottom: lanes, gaps between pools, and what is above and below.
pub(super) fn strips(bands: &[(f64, f64)]) -> Vec<Strip> {
    let mut strips = vec![Strip { top: f64::MIN, bottom: bands[0].0, kind: Kind::Outside }];
    for (at, &(top, bottom)) in bands.iter().enumerate() {
        let above = strips[strips.len() - 1].bottom;
        if top - above > SAME {
            strips.push(Strip { top: above, bottom: top, kind: Kind::Gap });
        }
        strips.push(Strip { top, bottom, kind: Kind::Lane(at) });
    }
    strips.push(Strip { top: strips[strips.len() - 1].bottom, bottom: f64::MAX, kind: Kind::Outside });
    strips
}

/// The strip of a height.
pub(super) fn strip_at(strips: &[Strip], y: f64) -> usize {
    strips.partition_point(|s| s.top <= y).saturating_sub(1)
}

/// The strip of a lane.
pub(super) fn lane(strips: &[Strip], band: usize) -> usize {
    strips.iter().position(|s| s.kind == Kind::Lane(band)).unwrap_or(0)
}

impl Piled {
    /// Notes something it holds.
    pub fn hold(&mut self, top: f64, bottom: f64) {
        self.used = true;
        self.held.push((top, bottom));
    }

    /// Groups what is nearer than [`AIR`]; the answer is what all groups need with that between them.
    fn group(&mut self) -> f64 {
        self.held.sort_by(|a, b| a.0.total_cmp(&b.0));
        for &(top, bottom) in &self.held {
            match self.groups.last_mut() {
                Some(last) if top - last.1 <= AIR => last.1 = last.1.max(bottom),
                _ => self.groups.push((top, bottom, 0.0)),
            }
        }
        let high: f64 = self.groups.iter().map(|(top, bottom, _)| bottom - top).sum();
        high + AIR * self.groups.len().saturating_sub(1) as f64
    }

    /// What moves what stands at that height.
    pub fn dy(&self, y: f64) -> f64 {
        let at = self.groups.partition_point(|(top, ..)| *top <= y + SAME).saturating_sub(1);
        self.groups.get(at).map_or(0.0, |group| group.2)
    }
}

impl Sheet {
    /// Gives every strip its height and place, from `y` downwards; the answer is the bottom.
    pub fn pile(&mut self, graph: &Graph, plan: &Plan, strips: &[Strip], y: f64) -> f64 {
        let mut above = vec![0.0; strips.len()];
        for (at, above) in above.iter_mut().enumerate() {
            let ((pad, below), least) = self.needs(graph, plan, strips, at);
            let needed = self.strips[at].group() + pad + below;
            let spare = if self.strips[at].groups.is_empty() { 0.0 } else { (least - needed).max(0.0) / 2.0 };
            *above = pad + spare;
            self.strips[at].height = needed.max(least).ceil();
        }
        self.titles(graph, plan, strips);
        let mut y = y;
        for (piled, above) in self.strips.iter_mut().zip(above) {
            piled.top = y;
            let mut next = y + above;
            for (top, bottom, dy) in &mut piled.groups {
                *dy = (next - *top).round();
                next += *bottom - *top + AIR;
            }
            y += piled.height;
        }
        y
    }

    /// Moves all strips down.
    pub fn lower(&mut self, by: f64) {
        for piled in &mut self.strips {
            piled.top += by;
            piled.groups.iter_mut().for_each(|group| group.2 += by);
        }
    }

    /// Free space above and below what a strip holds, and its least height.
    fn needs(&self, graph: &Graph, plan: &Plan, strips: &[Strip], at: usize) -> ((f64, f64), f64) {
        let (strip, piled) = (&strips[at], &self.strips[at]);
        let (top, bottom) = piled.held.iter().fold((f64::MAX, f64::MIN), |(t, b), (top, bottom)| (t.min(*top), b.max(*bottom)));
        let pads = match strip.kind {
            _ if piled.held.is_empty() => (0.0, 0.0),
            Kind::Outside => (OUTSIDE, OUTSIDE),
            // As before, but no more than usual.
            _ => ((top - strip.top).clamp(NEAR, PAD), (strip.bottom - bottom).clamp(NEAR, PAD)),
        };
        let least = match strip.kind {
            Kind::Lane(band) if piled.used => {
                let leaf = |a: &usize| plan.span[*a] == (band, band) && !graph.areas.iter().any(|c| c.parent == Some(*a));
                (0..graph.areas.len()).find(leaf).map_or(0.0, |leaf| pools::least(&graph.areas[leaf]))
            }
            // The labels of messages stand between the pools.
            Kind::Gap if piled.used => pools::GAP.max(pools::label_room(graph)),
            Kind::Gap => {
                // One gap between two pools, however many are left out between them.
                let before = strips[..at].iter().rposition(|s| s.kind == Kind::Gap).map_or(0, |gap| gap + 1);
                let kept = |from: usize, to: usize| (from..to).any(|s| self.strips[s].used && matches!(strips[s].kind, Kind::Lane(_)));
                if kept(before, at) && kept(at, strips.len()) { pools::GAP } else { 0.0 }
            }
            Kind::Lane(_) | Kind::Outside => 0.0,
        };
        (pads, least)
    }

    /// Makes room for the titles of what holds lanes.
    fn titles(&mut self, graph: &Graph, plan: &Plan, strips: &[Strip]) {
        for (at, area) in graph.areas.iter().enumerate().rev() {
            let (first, last) = plan.span[at];
            let inside: Vec<usize> = (lane(strips, first)..=lane(strips, last)).filter(|s| self.strips[*s].used).collect();
            let have: f64 = inside.iter().map(|s| self.strips[*s].height).sum();
            let missing = (area.title + 10.0 - have).ceil();
            if let Some(&low) = inside.last()
                && !area.black_box
                && missing > 0.0
            {
                self.strips[low].height += missing;
            }
        }
    }
}
