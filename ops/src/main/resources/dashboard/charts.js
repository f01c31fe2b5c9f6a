'use strict';
/** Three charts over uPlot. Colours are read from the style sheet, so that they follow the reader's light or dark. */
const charts = (() => {
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const made = new Map();

  function axes(y) {
    const axis = { stroke: colour('--soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line') } };
    const day = '\n{MM}-{DD}';
    const clock = [[86400, '{MM}-{DD}', '\n{YYYY}', null, null, null, null, null, 1],
      [60, '{HH}:{mm}', day, null, day, null, null, null, 1], [1, '{HH}:{mm}:{ss}', day, null, day, null, null, null, 1]];
    return [{ ...axis, values: clock }, { ...axis, size: 62, label: y, labelSize: 16 }];
  }

  function size(element) {
    return { width: Math.max(220, element.clientWidth), height: Math.max(160, element.clientHeight) };
  }

  function draw(id, key, options, data) {
    const element = document.getElementById(id);
    const known = made.get(id);
    const area = size(element);
    if (known && known.key === key && known.plot.width === area.width) {
      known.plot.setData(data);
      return;
    }
    if (known) {
      known.plot.destroy();
    }
    const usual = { ...area, legend: { show: false }, cursor: { y: false }, tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), 'UTC') };
    made.set(id, { key, plot: new uPlot({ ...usual, ...options }, data, element) });
  }

  function nowLine(atSeconds) {
    return plot => {
      const x = Math.round(plot.valToPos(plot.nowAt ?? atSeconds, 'x', true));
      const context = plot.ctx;
      context.save();
      context.strokeStyle = colour('--soft');
      context.setLineDash([5, 4]);
      context.beginPath();
      context.moveTo(x, plot.bbox.top);
      context.lineTo(x, plot.bbox.top + plot.bbox.height);
      context.stroke();
      context.fillStyle = colour('--soft');
      context.font = `${Math.round(12 * devicePixelRatio)}px system-ui`;
      context.textAlign = 'left'; // Axes leave it as they need it.
      context.fillText('now', x + 5, plot.bbox.top + 14 * devicePixelRatio);
      context.restore();
    };
  }

  /** Past, then the fan: 50 % within 90 %. Everything shares one time axis. */
  function demand(history, forecast) {
    const step = history.bucket_ms / 1000;
    const past = history.observed.map((_, index) => history.first_ms / 1000 + index * step);
    const ahead = forecast.confidence.map((_, index) => forecast.at_ms / 1000 + (index + 1) * step);
    const blank = ahead.map(() => null);
    const gap = past.slice(1).map(() => null);
    const last = history.observed.at(-1);
    const fan = level => [...gap, last, ...forecast.quantiles[level]];
    const data = [[...past, ...ahead], [...history.observed, ...blank], [...history.said_median, ...blank],
      fan('0.05'), fan('0.95'), fan('0.25'), fan('0.75'), fan('0.5')];
    const thin = { stroke: 'transparent', points: { show: false } };
    draw('demand', colour('--ink') + history.bucket_ms, {
      axes: axes('requests'), scales: { y: { range: (_, low, high) => [0, Math.max(1, high) * 1.08] } },
      series: [{}, { label: 'observed', stroke: colour('--observed'), width: 1.5 },
        { label: 'said', stroke: colour('--said'), width: 1, points: { show: false } }, thin, thin, thin, thin,
        { label: 'median', stroke: colour('--median'), width: 2, points: { show: false } }],
      bands: [{ series: [4, 3], fill: colour('--band') }, { series: [6, 5], fill: colour('--inner') }],
      hooks: { draw: [nowLine(forecast.at_ms / 1000)] },
    }, data);
    made.get('demand').plot.nowAt = forecast.at_ms / 1000;
  }

  function nodes(points) {
    const stepped = uPlot.paths.stepped({ align: 1 });
    draw('nodes', colour('--ink'), {
      axes: axes('nodes'), scales: { y: { range: (_, low, high) => [0, Math.max(1, high) * 1.1] } },
      series: [{}, { label: 'running', stroke: colour('--observed'), width: 2, paths: stepped, points: { show: false } },
        { label: 'with ordered', stroke: colour('--median'), width: 1.5, paths: stepped, points: { show: false } }],
    }, [points.map(point => point[0] / 1000), points.map(point => point[1]), points.map(point => point[1] + point[2])]);
  }

  /** Claimed against kept; the diagonal is an honest forecaster. */
  function reliability(bins) {
    const seen = bins.filter(bin => bin.claims > 0);
    const at = [0, ...seen.map(bin => bin.claimed), 1];
    draw('reliability', colour('--ink'), {
      axes: [{ ...axes('')[0], values: (_, ticks) => ticks.map(tick => `${Math.round(tick * 100)} %`) },
        { ...axes('kept')[1], values: (_, ticks) => ticks.map(tick => `${Math.round(tick * 100)} %`) }],
      scales: { x: { time: false, range: [0, 1] }, y: { range: [0, 1] } },
      series: [{}, { stroke: colour('--soft'), dash: [4, 4], points: { show: false } },
        { stroke: colour('--median'), width: 2, points: { show: true, size: 7 } }],
    }, [at, at, [null, ...seen.map(bin => bin.kept), null]]);
  }

  return { demand, nodes, reliability };
})();
