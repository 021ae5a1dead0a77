//! Which flows run back: depth first from the sources, in written order, so that loops open where they were written.
//!
//! O(n + e). The idea is old; DFS keeps what people wrote first pointing forwards (Eades, Lin and Smyth's greedy order
//! reverses fewer flows but often the wrong ones in a process).

use super::flat::Link;

/// Whether each link runs back; links from a box to itself count as neither and are `false`.
pub(super) fn back_links(n: usize, links: &[Link]) -> Vec<bool> {
    let mut back = vec![false; links.len()];
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); n];
    let mut fed = vec![false; n];
    for (at, link) in links.iter().enumerate() {
        if link.from != link.to {
            out[link.from].push(at);
            fed[link.to] = true;
        }
    }
    // 0 unseen, 1 open, 2 done.
    let mut state = vec![0u8; n];
    let roots = (0..n).filter(|v| !fed[*v]).chain(0..n);
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for root in roots {
        if state[root] != 0 {
            continue;
        }
        state[root] = 1;
        stack.push((root, 0));
        while let Some((v, next)) = stack.pop() {
            let Some(&link) = out[v].get(next) else {
                state[v] = 2;
                continue;
            };
            stack.push((v, next + 1));
            let w = links[link].to;
            match state[w] {
                0 => {
                    state[w] = 1;
                    stack.push((w, 0));
                }
                1 => back[link] = true,
                _ => {}
            }
        }
    }
    back
}
