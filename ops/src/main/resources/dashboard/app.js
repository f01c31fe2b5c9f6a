'use strict';
/** The dashboard: reads the API when the server says that something changed, draws, and turns the operator's switches. */
const byId = id => document.getElementById(id);
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const number = value => value == null ? '–' : whole.format(value);
const percent = value => value == null ? '–' : `${Math.round(value * 100)} %`;
const time = ms => new Date(ms).toISOString().replace('T', ' ').slice(0, 16);

async function read(path) {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new Error((await answer.json()).error);
  }
  return answer.json();
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text ?? '';
  if (className) {
    made.className = className;
  }
  return made;
}

function facts(list, pairs) {
  list.replaceChildren(...pairs.map(([name, value]) => {
    const pair = document.createElement('div');
    pair.append(element('dt', name), element('dd', value));
    return pair;
  }));
}

/** What the reader has open stays open when the table is drawn anew. */
const opened = new Set();

/** Whose time the engine goes by; event time stands still until the next record, and so does what waits for it. */
let clock = 'ingress';

function outcome(decision) {
  const waits = clock === 'event' && decision.outcome.startsWith('pending');
  return waits ? `${decision.outcome}; event time goes on with the next record` : decision.outcome;
}

const share = value => value == null ? 'unknown' : `${(value * 100).toFixed(1)} %`;
const shareMove = mix => `${share(mix.present_share)} → ${share(mix.predicted_share)}`;

function decisionRow(decision) {
  const row = document.createElement('tr');
  const details = document.createElement('details');
  details.open = opened.has(decision.id);
  details.addEventListener('toggle', () => opened[details.open ? 'add' : 'delete'](decision.id));
  details.append(element('summary', `${decision.won} asked for most${decision.guards.length ? `; ${decision.guards.join(', ')}` : ''}`));
  const list = document.createElement('dl');
  const unit = decision.mix ? 'replicas' : 'nodes';
  facts(list, [...Object.entries(decision.candidates).map(([name, nodes]) => [name, `${nodes} ${unit}`]),
    ...(decision.mix ? [['share of requests', shareMove(decision.mix)]] : []),
    ['median expected', number(decision.forecast.median)],
    [`${percent(decision.forecast.quantile)} quantile`, number(decision.forecast.chosen)],
    ['confidence', percent(decision.forecast.confidence)],
    ['read ahead', `${decision.forecast.horizon_ms / 1000} s`], ['lead time', `${decision.forecast.lead_time_ms / 1000} s`],
    ['risk of falling short', `${(decision.sla_risk * 100).toFixed(1)} %`],
    ['price change', `${decision.usd_per_hour_delta.toFixed(2)} USD/h`], ['mode', decision.mode]]);
  details.append(list);
  const why = element('td', '', 'why');
  why.append(details);
  const change = decision.to - decision.from;
  row.append(element('td', time(decision.at_ms)), element('td', decision.target),
    element('td', `${decision.from} → ${decision.to}`, change > 0 ? 'up' : 'down'), why, element('td', outcome(decision)));
  return row;
}

async function showDecisions() {
  const [decisions, capacity] = await Promise.all([read('/api/decisions?limit=50'), read('/api/capacity')]);
  byId('decisions').tBodies[0].replaceChildren(...decisions.map(decisionRow));
  const sum = field => capacity.targets.reduce((all, target) => all + target[field], 0);
  byId('running').textContent = number(sum('running'));
  byId('wanted').textContent = number(sum('desired'));
  charts.nodes(capacity.history);
}

function replicaRow(row) {
  const line = document.createElement('tr');
  const change = row.present_share == null ? 0 : row.predicted_share - row.present_share;
  line.append(element('th', row.service), element('td', row.ordered ? `${number(row.running)} + ${number(row.ordered)}` : number(row.running)),
    element('td', number(row.desired), row.desired > row.running ? 'up' : row.desired < row.running ? 'down' : ''),
    element('td', share(row.present_share)),
    element('td', `${share(row.predicted_share)} in ${Math.round(row.horizon_ms / 60000)} min`, change > 0 ? 'up' : change < 0 ? 'down' : ''));
  line.firstChild.scope = 'row';
  return line;
}

/** Only where services ask for replicas; before the first plan there is nothing to show. */
async function showReplicas() {
  const replicas = await read('/api/replicas').catch(() => ({ services: [] }));
  byId('replicas-card').hidden = replicas.services.length === 0;
  byId('replicas').tBodies[0].replaceChildren(...replicas.services.map(replicaRow));
  byId('replicas-note').textContent = `${number(replicas.users_in_session)} users in session; shares are of all requests.`;
}

function groupRow(group) {
  const row = document.createElement('tr');
  const change = group.observed == null ? null : Math.round(group.median - group.observed);
  row.append(element('td', group.group), element('td', number(group.observed)), element('td', number(group.median)),
    element('td', change == null ? '–' : `${change > 0 ? '+' : ''}${number(change)}`, change > 0 ? 'up' : change < 0 ? 'down' : ''),
    element('td', percent(group.confidence)), element('td', group.drifting ? 'drifting' : ''));
  return row;
}

function showGroups(groups) {
  const ranked = groups.toSorted((one, other) =>
    Math.abs((other.median ?? 0) - (other.observed ?? 0)) - Math.abs((one.median ?? 0) - (one.observed ?? 0)));
  byId('groups').tBodies[0].replaceChildren(...ranked.slice(0, 200).map(groupRow));
  const choice = byId('group');
  if (choice.options.length !== groups.length) {
    const chosen = choice.value;
    choice.replaceChildren(...groups.map(group => element('option', group.group)));
    choice.value = groups.some(group => group.group === chosen) ? chosen : 'total';
  }
}

async function showDemand() {
  const group = encodeURIComponent(byId('group').value);
  const [forecast, history] = await Promise.all([
    read(`/api/forecast?group=${group}`), read(`/api/history?group=${group}&buckets=${byId('span').value}`)]);
  charts.demand(history, forecast);
  const last = forecast.confidence.length - 1;
  byId('now').textContent = number(history.observed.at(-1));
  byId('ahead-label').textContent = `Expected in ${Math.round(forecast.step_minutes * (last + 1))} min`;
  byId('ahead').textContent = number(forecast.quantiles['0.5'][last]);
  byId('confidence').textContent = percent(forecast.confidence[last]);
  byId('readiness').textContent = forecast.readiness.missing.length
    ? `Readiness ${percent(forecast.readiness.share)}: ${forecast.readiness.missing.join('; ')}` : '';
}

async function showReliability() {
  const diagram = await read('/api/reliability');
  charts.reliability(diagram.bins);
  const claims = diagram.bins.reduce((sum, bin) => sum + bin.claims, 0);
  byId('reliability-note').textContent = claims
    ? `${number(claims)} claims about the total 5 minutes ahead; mean distance from what was kept ${(diagram.error * 100).toFixed(1)} points.`
    : 'No claim has come due yet.';
}

async function showStatus() {
  const status = await read('/api/status');
  clock = status.clock;
  byId('mode').value = status.mode;
  byId('pause').textContent = status.paused ? 'Resume' : 'Pause';
  byId('state').textContent = `${status.paused ? 'paused' : 'running'}, ${time(status.now_ms)} UTC${clock === 'event' ? ' (event time)' : ''}`;
  byId('users').textContent = number(status.users);
  facts(byId('engine'), [['records accepted', number(status.accepted)], ['refused', number(status.refused)],
    ['trimmed as duplicates', number(status.duplicates)], ['late', number(status.late)],
    ['without profile', number(status.unprofiled)], ['without group', number(status.ungrouped)],
    ['profiles evicted', number(status.evicted)], ['profiles forgotten', number(status.forgotten)],
    ['groups', number(status.groups)], ['decisions', number(status.decisions)]]);
}

/** A loss of the model that was there before, and of the one that was trained to replace it. */
const nats = value => value == null ? '–' : `${value.toFixed(3)} nats an event`;

async function showModel() {
  const model = await read('/api/model');
  const { training } = model;
  facts(byId('model'), [['in force', model.epoch ? `number ${model.epoch}` : 'none yet'],
    ...(model.epoch ? [['SHA-256', `${model.sha256_begin} …`],
      ['trained on', `${time(model.trained_from_ms)} to ${time(model.trained_to_ms)}`]] : []),
    ...(training.challenger == null ? [] : [['newest model', nats(training.challenger)],
      ['the one before', nats(training.champion)], ['decided', training.promoted ? 'the newest is in force' : 'the one before stays']]),
    ['next training', !training.on ? 'never' : training.next_ms ? `${time(training.next_ms)} UTC` : 'not known yet']]);
  byId('model-note').textContent = training.failure;
}

async function showProvider() {
  const provider = await read('/api/provider');
  const failures = Object.entries(provider.failures);
  facts(byId('provider'), [['who runs the nodes', provider.provider], ['answers', provider.answering ? 'yes' : 'no'],
    ['looked at', provider.observed_ms > 0 ? `${time(provider.observed_ms)} UTC` : 'not yet'],
    ['orders taken', number(provider.accepted)], ...failures.map(([kind, count]) => [`failed: ${kind}`, number(count)])]);
  byId('provider-note').textContent = provider.answering ? ''
    : 'Too many calls failed: none are made for a while, and nothing is taken away.';
}

async function showAll() {
  await showStatus();
  await Promise.all([showModel(), showProvider(), read('/api/groups').then(showGroups).then(showDemand), showDecisions(), showReplicas(), showReliability()]);
}

/** At most one refresh runs and one waits, however fast the server ticks. */
let running = false;
let waiting = false;
async function refresh() {
  if (running) {
    waiting = true;
    return;
  }
  running = true;
  try {
    await showAll();
  } catch (problem) {
    byId('state').textContent = problem.message;
  }
  setTimeout(() => {
    running = false;
    if (waiting) {
      waiting = false;
      refresh();
    }
  }, 500);
}

let token = '';
async function change(path, body) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body ?? {}) });
  if (!answer.ok) {
    throw Object.assign(new Error((await answer.json()).error), { needsToken: answer.status === 401 });
  }
}

function confirmed(text) {
  const dialog = byId('confirm');
  byId('confirm-text').textContent = text;
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    token = byId('token').value || token;
    resolve(dialog.returnValue === 'yes');
  }, { once: true }));
}

async function confirmChange(text, path, body) {
  try {
    if (await confirmed(text)) {
      await change(path, body);
    }
  } catch (problem) {
    if (problem.needsToken) {
      byId('token-label').hidden = false;
      return confirmChange(`${text} This server asks for a token.`, path, body);
    }
    byId('state').textContent = problem.message;
  }
  return refresh();
}

const meaning = {
  'forecast-only': 'Decisions are made and shown, nothing is sent to a provisioner.',
  'floor-only': 'Minimums are raised ahead of demand and lowered again; nothing else is touched.',
  full: 'Nodes are ordered and released.',
};

byId('mode').addEventListener('change', event =>
  confirmChange(`Switch to ${event.target.value}? ${meaning[event.target.value]}`, '/api/mode', { mode: event.target.value }));
byId('pause').addEventListener('click', event => {
  const pausing = event.target.textContent === 'Pause';
  confirmChange(pausing ? 'Pause? Nothing is decided until you resume.' : 'Resume deciding?', pausing ? '/api/pause' : '/api/resume');
});
byId('group').addEventListener('change', refresh);
byId('span').addEventListener('change', refresh);
addEventListener('resize', refresh);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', refresh);

const events = new EventSource('/api/events');
events.addEventListener('table', refresh);
events.addEventListener('decisions', refresh);
events.addEventListener('error', () => { byId('state').textContent = 'the server does not answer; trying again'; });
refresh();
setInterval(refresh, 15000);
