//! Curves over the size of the window, as SVG: no script, readable on light and on dark.

use std::fmt::Write;

use super::Row;

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 330.0;
/// The plotted part of each of the two panels.
const PANEL: (f64, f64) = (320.0, 200.0);
const TOP: f64 = 60.0;
const LEFT: [f64; 2] = [60.0, 490.0];

/// A curve: its name, its class and its values.
type Curve<'a> = (&'a str, &'a str, Vec<f64>);

/// Insert times on the left, memory on the right.
pub(crate) fn draw(rows: &[Row], machine: &str) -> String {
    let sizes: Vec<f64> = rows.iter().map(|row| row.size as f64).collect();
    let column = |value: fn(&Row) -> f64| rows.iter().map(value).collect::<Vec<f64>>();
    let times: [Curve<'_>; 3] = [
        ("99 %", "c", column(|row| row.p99)),
        ("mean", "a", column(|row| row.mean)),
        ("median", "b", column(|row| row.median)),
    ];
    let memory: [Curve<'_>; 1] = [("resident", "a", column(|row| row.bytes / 1000.0))];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-label=\"Time of an insert and memory of an article over the size of the window\">\n\
         <style>\n\
         text{{font:13px system-ui,sans-serif;fill:#333}}.t{{font-weight:600}}.n{{font-size:11px;fill:#666}}\n\
         .g{{stroke:#ddd}}path{{fill:none;stroke-width:2.5}}.a{{stroke:#1b6ca8}}.b{{stroke:#5a9e3d}}.c{{stroke:#c4572b}}\n\
         circle{{stroke:none}}circle.a{{fill:#1b6ca8}}circle.b{{fill:#5a9e3d}}circle.c{{fill:#c4572b}}rect{{fill:#fff}}\n\
         @media(prefers-color-scheme:dark){{rect{{fill:#16191d}}text{{fill:#ddd}}.n{{fill:#aaa}}.g{{stroke:#3a3f45}}}}\n\
         </style>\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\n"
    );
    panel(&mut svg, LEFT[0], "One article more, ms", &sizes, &times);
    panel(&mut svg, LEFT[1], "Memory of an article, kB", &sizes, &memory);
    let _ = writeln!(
        svg,
        "<text class=\"n\" x=\"{}\" y=\"{}\">Headlines in the window. {machine}; cargo bench --bench growth</text>\n</svg>",
        LEFT[0],
        HEIGHT - 12.0
    );
    svg
}

/// Axes and curves of one panel; sizes on a logarithmic scale.
fn panel(svg: &mut String, left: f64, title: &str, sizes: &[f64], curves: &[Curve<'_>]) {
    let (width, height) = PANEL;
    let highest = curves.iter().flat_map(|(.., values)| values).fold(0.0_f64, |a, b| a.max(*b));
    let step = round_step(highest / 4.0);
    let top = (highest / step).ceil() * step;
    let (low, high) = (sizes.first().unwrap_or(&1.0).ln(), sizes.last().unwrap_or(&1.0).ln());
    let x = |size: f64| left + width * (size.ln() - low) / (high - low).max(f64::EPSILON);
    let y = |value: f64| TOP + height * (1.0 - value / top);
    let _ = writeln!(svg, "<text class=\"t\" x=\"{left}\" y=\"{}\">{title}</text>", TOP - 34.0);
    let mut value = 0.0;
    while value <= top + step / 2.0 {
        let place = y(value);
        let label = (value * 1000.0).round() / 1000.0;
        let _ = writeln!(
            svg,
            "<path class=\"g\" style=\"stroke-width:1\" d=\"M{left} {place:.1}h{width}\"/><text class=\"n\" text-anchor=\"end\" x=\"{}\" y=\"{:.1}\">{label}</text>",
            left - 8.0,
            place + 4.0
        );
        value += step;
    }
    let mut last = f64::NEG_INFINITY;
    for size in sizes.iter().rev() {
        // Labels that would lie over one another are left out.
        if (last - x(*size)).abs() < 38.0 {
            continue;
        }
        last = x(*size);
        let label = match *size {
            size if size >= 1e6 => format!("{} M", size / 1e6),
            size if size >= 1e3 => format!("{} k", size / 1e3),
            size => format!("{size}"),
        };
        let _ = writeln!(
            svg,
            "<text class=\"n\" text-anchor=\"middle\" x=\"{last:.1}\" y=\"{}\">{label}</text>",
            TOP + height + 20.0
        );
    }
    for (place, (name, class, values)) in curves.iter().enumerate() {
        let mut line = String::new();
        for (number, (size, value)) in sizes.iter().zip(values).enumerate() {
            let command = if number == 0 { 'M' } else { 'L' };
            let _ = write!(line, "{command}{:.1} {:.1}", x(*size), y(*value));
            let _ = writeln!(
                svg,
                "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\"/>",
                x(*size),
                y(*value)
            );
        }
        let key = left + 90.0 * place as f64;
        let _ = writeln!(
            svg,
            "<path class=\"{class}\" d=\"{line}\"/><path class=\"{class}\" d=\"M{key} {0}h18\"/><text x=\"{1}\" y=\"{2}\">{name}</text>",
            TOP - 16.0,
            key + 24.0,
            TOP - 12.0
        );
    }
}

/// 1, 2 or 5 times a power of ten, at least `least`.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.max(1e-9).log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .map(|digit| digit * power)
        .into_iter()
        .find(|step| *step >= least)
        .unwrap_or(1.0)
}
