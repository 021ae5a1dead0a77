//! Flows into another lane that fall straight down (or rise): the step they lead to stands in the same column.
//!
//! Such a line has no bend, and what follows begins a column earlier. Which flows may is a wish: one a side of a step,
//! near lanes first; an order in which something stands in the way of one takes the wish back. O(e log e).

use super::flat::Problem;
use super::order::Order;
use super::proper::Net;

/// Per link whether it may fall straight: it runs forward between two bands and both sides are free.
pub(super) fn wishes(problem: &Problem, back: &[bool]) -> Vec<bool> {
    let mut wish = vec![false; problem.links.len()];
    let band = |item: usize| problem.items[item].band;
    let far = |link: usize| band(problem.links[link].from).abs_diff(band(problem.links[link].to));
    let free = |link: &usize| {
        let l = &problem.links[*link];
        !back[*link] && l.exit.is_none() && l.from != l.to && far(*link) > 0
    };
    let mut list: Vec<usize> = (0..problem.links.len()).filter(free).collect();
    list.sort_by_key(|link| far(*link));
    let mut taken = vec![[false; 2]; problem.items.len()];
    for link in list {
        let (from, to) = (problem.links[link].from, problem.links[link].to);
        let down = band(to) > band(from);
        let (leaves, arrives) = (usize::from(down), usize::from(!down));
        let open = problem.items[from].open[leaves] && problem.items[to].open[arrives];
        if open && !taken[from][leaves] && !taken[to][arrives] {
            taken[from][leaves] = true;
            taken[to][arrives] = true;
            wish[link] = true;
        }
    }
    wish
}

/// The links that would fall through a box in this order.
pub(super) fn blocked(problem: &Problem, net: &Net, order: &Order) -> Vec<usize> {
    let through = |link: &usize| {
        let (from, to) = (problem.links[*link].from, problem.links[*link].to);
        let (a, b) = (order.place[from] as usize, order.place[to] as usize);
        let column = &order.layers[net.vertices[from].layer as usize];
        net.chains[*link].plumb && column[a.min(b) + 1..a.max(b)].iter().any(|v| net.vertices[*v as usize].link.is_none())
    };
    (0..problem.links.len()).filter(through).collect()
}
