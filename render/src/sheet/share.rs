//! How the tables of one tab share its columns: a grid fine enough for all of them, in which each column of a table takes
//! as many columns of the grid as it needs.

use super::measure::widths_of;
use model::table::{Block, ColumnKind, Pairs, Section};

/// The widths of the grid, and for each block the first and last grid column of each of its columns; nothing for a
/// block that is no table and no fields.
pub struct Shared {
    /// In characters.
    pub widths: Vec<f64>,
    /// By block, in the order of the sections.
    pub spans: Vec<Vec<(usize, usize)>>,
}

/// Edges nearer than so many characters are one.
const NEAR: f64 = 6.0;
/// Width of the labels of fields, where no table says the width of row headings.
const LABEL: f64 = 32.0;
/// Width of a tab of texts only.
const TEXT: f64 = 95.0;

/// The grid of the sections of a tab.
pub fn share(sections: &[Section]) -> Shared {
    let blocks: Vec<&Block> = sections.iter().flat_map(|section| &section.blocks).collect();
    let tables = || blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let heads = tables().filter(|table| table.columns.first().is_some_and(|column| column.kind == ColumnKind::RowHeading));
    let head = heads.map(|table| widths_of(table)[0]).fold(0.0, f64::max);
    let head = if head > 0.0 { head } else { LABEL };
    let sum = tables().map(|table| widths_of(table).iter().sum::<f64>()).fold(0.0, f64::max);
    let total = if sum > 0.0 { sum.max(head + 24.0) } else { TEXT };
    // Blocks of many columns set the edges that the others keep to.
    let wanted: Vec<Vec<f64>> = blocks.iter().map(|block| edges(block, head, total)).collect();
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(wanted[*at].len()));
    let mut grid: Vec<f64> = vec![0.0, total];
    let mut kept: Vec<Vec<f64>> = vec![Vec::new(); wanted.len()];
    for at in order {
        let mut last = 0.0;
        for edge in &wanted[at] {
            let near = grid.iter().copied().filter(|known| *known > last && *known < total && (known - edge).abs() < NEAR);
            let edge = near.min_by(|one, other| (one - edge).abs().total_cmp(&(other - edge).abs())).unwrap_or(*edge);
            if !grid.contains(&edge) {
                grid.push(edge);
            }
            kept[at].push(edge);
            last = edge;
        }
        grid.sort_by(f64::total_cmp);
    }
    let place = |edge: f64| grid.iter().position(|known| *known >= edge).unwrap_or(0);
    let spans = blocks.iter().zip(&kept).map(|(block, kept)| {
        let inner = kept.iter().map(|edge| place(*edge));
        let from: Vec<usize> = std::iter::once(0).chain(inner).chain(std::iter::once(grid.len() - 1)).collect();
        let columns = from.windows(2).map(|pair| (pair[0], pair[1].max(pair[0] + 1) - 1)).collect();
        if matches!(block, Block::Table(_) | Block::Pairs(_)) { columns } else { Vec::new() }
    });
    Shared { spans: spans.collect(), widths: grid.windows(2).map(|pair| pair[1] - pair[0]).collect() }
}

/// The inner edges of a block's columns, scaled to the whole width. A first column of row headings keeps the width it has
/// everywhere.
fn edges(block: &Block, head: f64, total: f64) -> Vec<f64> {
    let (widths, headed) = match block {
        Block::Table(table) => {
            (widths_of(table), table.columns.len() > 1 && table.columns.first().is_some_and(|column| column.kind == ColumnKind::RowHeading))
        }
        Block::Pairs(Pairs { across: 0 | 1, .. }) => (vec![head, total - head], true),
        Block::Pairs(pairs) => ([16.0, 24.0].repeat(pairs.across), false),
        Block::Paragraph(_) | Block::Note(_) | Block::Picture(_) => return Vec::new(),
    };
    let fixed = if headed { head } else { 0.0 };
    let rest = &widths[usize::from(headed)..];
    let scale = (total - fixed) / rest.iter().sum::<f64>().max(1.0);
    let mut edges: Vec<f64> = if headed { vec![fixed] } else { Vec::new() };
    let mut at = fixed;
    for width in &rest[..rest.len().max(1) - 1] {
        at += width * scale;
        // Whole characters: widths are the same on every machine.
        edges.push(at.round());
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::diagnostic::Lang;
    use model::table::{Column, Table};

    fn table(widths: &[u16]) -> Block {
        let column =
            |(at, width): (usize, &u16)| Column::of(if at == 0 { ColumnKind::RowHeading } else { ColumnKind::Text }, "h").wide(*width);
        Block::Table(Table::new("", "", widths.iter().enumerate().map(column).collect(), Lang::Fr))
    }

    #[test]
    fn a_narrow_table_takes_the_whole_width_along_the_edges_of_a_wide_one() {
        let fields = Block::Pairs(Pairs { fields: vec![("a".into(), model::table::Cell::Empty)], ..Pairs::default() });
        let blocks = vec![fields, table(&[40, 30, 30, 20, 20, 20]), table(&[40, 60, 40]), Block::Note("n".into())];
        let shared = share(&[Section { blocks, ..Section::default() }]);
        assert_eq!(shared.widths.iter().sum::<f64>(), 160.0);
        assert_eq!(shared.spans[0], [(0, 0), (1, shared.widths.len() - 1)]);
        assert_eq!(shared.spans[1].len(), 6);
        assert_eq!(shared.spans[2].last().map(|span| span.1), Some(shared.widths.len() - 1));
        assert!(shared.spans[3].is_empty());
        // Every column has its place, after the one before it.
        for spans in &shared.spans {
            assert!(spans.windows(2).all(|pair| pair[0].1 < pair[1].0) && spans.iter().all(|span| span.0 <= span.1), "{spans:?}");
        }
    }
}
