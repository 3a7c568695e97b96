import { type Api, join, makeOwner, type Person, untilIndexed } from './people';

interface Walk {
  id: string;
  pending_node: { id: string; options: { id: string; label: string }[] } | null;
}

interface Flow {
  id: string;
  title: string;
}

/** A help desk in the middle of its day: people, starter flows, clients, tickets, walks of every kind. */
export interface Desk {
  owner: Person;
  engineer: Person;
  technician: Person;
  newcomer: Person;
  flows: Flow[];
  /** Ids of walks by where they stand. */
  walks: Record<'question' | 'evidence' | 'leaf' | 'adhoc' | 'resolved' | 'escalated' | 'taken', string>;
  ticket: string;
  client: string;
  /** The token of an invitation that nobody has used. */
  invitation: string;
}

const TICKETS = [
  { title: 'New starter on Monday: laptop, mailbox, badge', priority: 'high', contact: 'Priya Nair' },
  { title: 'Meeting room display shows no signal', priority: 'normal', asset: 'Room Elbe' },
  { title: 'Scanner sends blurred pages to the shared folder', priority: 'low', contact: 'Reception' },
  { title: 'Add Marta to the distribution list “Sales north”', priority: 'normal', contact: 'Jonas Weiss' },
] as const;

/** Takes a problem in on a chosen flow; without one as a walk that takes notes only. */
export async function takeIn(api: Api, problem: string, flow?: Flow, more: object = {}): Promise<Walk> {
  const started = await api.post<{ session: Walk }>('l1/intake', {
    problem_text: problem,
    ticket: { kind: 'internal' },
    ...(flow ? { flow_id: flow.id } : { adhoc: true }),
    ...more,
  });
  return started.session;
}

/** Answers with the options of these labels, one after the other. */
export async function answer(api: Api, walk: Walk, labels: readonly string[], note?: string): Promise<Walk> {
  let at = walk;
  for (const [index, label] of labels.entries()) {
    const option = at.pending_node?.options.find((one) => one.label === label);
    if (!at.pending_node || !option) throw new Error(`“${label}” is no answer here`);
    const last = index === labels.length - 1;
    const taken = await api.post<Omit<Walk, 'id'>>(`l1/sessions/${walk.id}/step`, {
      node_id: at.pending_node.id,
      option_id: option.id,
      note: last ? note : undefined,
    });
    at = { id: walk.id, pending_node: taken.pending_node };
  }
  return at;
}

export function flowNamed(flows: readonly Flow[], word: string): Flow {
  const found = flows.find((flow) => flow.title.includes(word));
  if (!found) throw new Error(`no starter flow about ${word}`);
  return found;
}

async function openWalks(api: Api, flows: readonly Flow[], client: string): Promise<Partial<Desk['walks']>> {
  const outlook = flowNamed(flows, 'Outlook');
  const printer = flowNamed(flows, 'rinter');
  const problem = 'Outlook says Disconnected since this morning, Teams works fine';
  const question = await takeIn(api, problem, outlook, { client_id: client });
  await answer(api, question, ['One person', 'Yes, mail is there'], 'Checked in a private window');
  await api.post(`l1/sessions/${question.id}/notes`, {
    walk_notes: ['Caller: Dana Fox, laptop NB-114. Works from home today.'],
  });
  const evidence = await takeIn(api, 'Outlook shows something odd in the bottom line', outlook);
  await answer(api, evidence, ['One person', 'Yes, mail is there', 'Classic Outlook for Windows']);
  const leaf = await takeIn(api, 'No page opens, no mail, on the hotel Wi-Fi', outlook);
  await answer(api, leaf, ['One person', 'No page opens at all', 'Pages open and Outlook connects']);
  const waiting = await takeIn(api, 'Print jobs stay in the queue on the second floor', printer, {
    ticket: { kind: 'psa', id: 'T20261121.0042' },
  });
  await api.post(`l1/sessions/${waiting.id}/waiting`, { waiting_on: 'the user to be back at the desk' });
  const adhoc = await takeIn(api, 'The coffee machine wants a static address');
  return { question: question.id, evidence: evidence.id, leaf: leaf.id, adhoc: adhoc.id };
}

const HAND_OVER = {
  escalation_reason: 'Needs a look at the mailbox in the admin center, which first line has no access to.',
  escalation_reason_category: 'needs_access',
  package: {
    current_hypothesis: 'The mailbox was moved and its licence was lost on the way.',
    what_to_verify_first: 'Licence and mailbox of the user in the admin center.',
  },
};

async function endedWalks(desk: Omit<Desk, 'walks'>): Promise<Partial<Desk['walks']>> {
  const { api } = desk.technician;
  const outlook = flowNamed(desk.flows, 'Outlook');
  const resolved = await takeIn(api, 'Mail and web stopped together after the VPN dropped', outlook);
  await answer(api, resolved, ['One person', 'No page opens at all', 'Pages open and Outlook connects']);
  await api.post(`l1/sessions/${resolved.id}/resolve`, {
    resolution_notes: 'Brought the computer back on the network; Outlook connected by itself.',
    helpful: true,
  });
  const escalated = await takeIn(api, 'Outlook on the web: signed in, but no mailbox', outlook);
  await answer(api, escalated, ['One person', 'Signed in, but no mailbox or an error']);
  await api.post(`l1/sessions/${escalated.id}/escalate`, { ...HAND_OVER, recipient_ids: [desk.engineer.id] });
  const taken = await takeIn(api, 'Server room alarm, nobody on site has a key');
  await api.post(`l1/sessions/${taken.id}/escalate`, {
    ...HAND_OVER,
    escalation_reason: 'Somebody with a key has to go there.',
    escalation_reason_category: 'needs_onsite',
    recipient_ids: [desk.engineer.id],
  });
  await desk.engineer.api.post(`l1/sessions/${taken.id}/take`);
  return { resolved: resolved.id, escalated: escalated.id, taken: taken.id };
}

async function someTickets(api: Api, client: string): Promise<string> {
  const made: { id: string }[] = [];
  for (const ticket of TICKETS) made.push(await api.post('tickets', { ...ticket, client_id: client }));
  return made[0]?.id ?? '';
}

/** The client's own version of the flow about Wi-Fi: its first step says more. */
async function ownVersion(api: Api, flow: Flow, client: string): Promise<void> {
  const { tree } = await api.get<{ tree: { root_id: string } }>(`flows/${flow.id}`);
  const path = `flows/${flow.id}/overlays`;
  const { version } = await api.post<{ version: number }>(path, { client_id: client });
  await api.put(`${path}/${client}`, version, {
    changes: { [tree.root_id]: { help: 'In the warehouse the network is called HFL-Hall.' } },
  });
}

/** Fills a fresh installation through its API. */
export async function makeDesk(url: string): Promise<Desk> {
  const owner = await makeOwner(url, 'Northwind IT', 'Olive Owner');
  const engineer = await join(url, owner, 'engineer', 'Erin Engineer');
  const technician = await join(url, owner, 'l1_tech', 'Theo Tech');
  const newcomer = await join(url, owner, 'l1_tech', 'Nia Newcomer');
  await owner.api.post('flows/starters', { publish: true });
  const { items: flows } = await owner.api.get<{ items: Flow[] }>('flows?limit=200');
  const client = await technician.api.post<{ id: string }>('clients', { name: 'Harbour Freight Lines' });
  const { token } = await owner.api.post<{ token: string }>('invitations', {
    account_role: 'viewer',
    can_cover_l1: false,
  });
  const ticket = await someTickets(technician.api, client.id);
  await ownVersion(engineer.api, flowNamed(flows, 'Wi-Fi'), client.id);
  await untilIndexed(owner.api);
  const people = { owner, engineer, technician, newcomer };
  const rest = { ...people, flows, ticket, client: client.id, invitation: token };
  const open = await openWalks(technician.api, flows, client.id);
  const ended = await endedWalks(rest);
  return { ...rest, walks: { ...open, ...ended } as Desk['walks'] };
}
