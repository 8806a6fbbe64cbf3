// Where does each country stand in the network? A small simulation of springs and repulsion, the same
// picture every time: nodes start on a sunflower spiral in the server's order, no chance is involved.
// Pairs that cooperate are drawn together, pairs in conflict keep a distance.

/**
 * @param {object[]} nodes [{country, events}]
 * @param {object[]} edges [{a, b, events, cooperation, conflict}]
 * @returns {Map<string, {x, y, r}>} within `width` by `height`
 */
export function layout(nodes, edges, width, height) {
  const most = Math.max(15, ...nodes.map((n) => n.events));
  const points = nodes.map((n, i) => ({
    x: Math.cos(i * 2.39996) * 16 * Math.sqrt(i + 0.5), y: Math.sin(i * 2.39996) * 16 * Math.sqrt(i + 0.5),
    vx: 0, vy: 0, r: 5 + 19 * Math.sqrt(n.events / most),
  }));
  const index = new Map(nodes.map((n, i) => [n.country, i]));
  const strongest = Math.max(1, ...edges.map((e) => e.events));
  const springs = edges.filter((e) => index.has(e.a) && index.has(e.b)).map((e) => {
    const conflict = e.conflict / Math.max(1, e.cooperation + e.conflict);
    return { a: points[index.get(e.a)], b: points[index.get(e.b)], length: 45 + 70 * conflict, pull: 0.02 + 0.1 * Math.sqrt(e.events / strongest) };
  });
  for (let heat = 1; heat > 0.004; heat *= 0.983) step(points, springs, heat);
  return fit(nodes, points, width, height);
}

function step(points, springs, heat) {
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const p = points[i];
      const q = points[j];
      const dx = q.x - p.x || 0.01;
      const dy = q.y - p.y || 0.01;
      const d2 = Math.max(60, dx * dx + dy * dy);
      const d = Math.sqrt(d2);
      const near = p.r + q.r + 10 - d;
      const push = (900 / d2 + (near > 0 ? near * 0.12 : 0)) * heat;
      p.vx -= (dx / d) * push;
      p.vy -= (dy / d) * push;
      q.vx += (dx / d) * push;
      q.vy += (dy / d) * push;
    }
  }
  for (const { a, b, length, pull } of springs) {
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const d = Math.hypot(dx, dy) || 0.01;
    const force = ((d - length - a.r - b.r) / d) * pull * heat;
    a.vx += dx * force;
    a.vy += dy * force;
    b.vx -= dx * force;
    b.vy -= dy * force;
  }
  for (const p of points) {
    p.vx -= p.x * 0.008 * heat;
    p.vy -= p.y * 0.014 * heat;
    p.x += p.vx;
    p.y += p.vy;
    p.vx *= 0.62;
    p.vy *= 0.62;
  }
}

/** Moves and scales the picture into its frame; circles keep their size. */
function fit(nodes, points, width, height) {
  const [side, edge] = [70, 44];
  const [x0, x1] = extent(points.map((p) => p.x));
  const [y0, y1] = extent(points.map((p) => p.y));
  const kx = (width - 2 * side) / Math.max(1, x1 - x0);
  const ky = (height - 2 * edge) / Math.max(1, y1 - y0);
  return new Map(nodes.map((n, i) => [n.country, {
    x: points.length < 2 ? width / 2 : side + (points[i].x - x0) * kx, y: points.length < 2 ? height / 2 : edge + (points[i].y - y0) * ky, r: points[i].r,
  }]));
}

function extent(values) {
  return [Math.min(...values), Math.max(...values)];
}
