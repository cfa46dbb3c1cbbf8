import { may, type Permission, whyNotApprove } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { opened } from '../store/columns.ts';
import type { Tx } from '../store/store.ts';
import { authorFor, proposerOf } from './authorise.ts';
import { pageOf, readCursor } from './cursor.ts';
import { type Actor, type Command, type Ctx, command, type Query, query } from './define.ts';
import { cannot, notFound, Refusal } from './errors.ts';
import { inputText } from './input-text.ts';
import { parked } from './schema.ts';
import type { ProposalView } from './views.ts';

interface ParkedRow {
  readonly id: string;
  readonly command: string;
  /** Sealed. */
  readonly input: string;
  readonly proposed_by: string;
  readonly because: string;
  readonly parked_at: Date;
  readonly state: ProposalView['state'];
  readonly proposer: string | null;
  readonly decider: string | null;
  readonly decided_at: Date | null;
}
const memberName = (of: string) => `(select m.name from governance.member m where m.tenant_id = k.tenant_id and m.user_id = k.${of})`;
const select = `select k.id, k.command, k.input, k.proposed_by, k.because, k.parked_at, k.state, k.decided_at,
  ${memberName('proposed_by')} as proposer, coalesce(${memberName('decided_by')}, k.decided_by) as decider from gate.parked k where k.tenant_id = $1`;

/** Which command a name means. */
type Named = (name: string) => Command | undefined;

async function present(ctx: Ctx, row: ParkedRow, named: Named): Promise<ProposalView> {
  const meant = named(row.command);
  const input = opened<unknown>(parked.input, row.input);
  const about = await meant?.about?.(ctx, input);
  return {
    id: row.id,
    command: row.command,
    summary: meant?.summary ?? row.command,
    input,
    proposedBy: row.proposer ?? row.proposed_by,
    ...(row.proposer === null ? {} : { byPerson: true as const }),
    because: row.because,
    parkedAt: row.parked_at.toISOString(),
    state: row.state,
    ...(row.decider === null ? {} : { decidedBy: row.decider }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at.toISOString() }),
    ...(meant?.secondBy === undefined ? {} : { secondBy: meant.secondBy }),
    ...(about ? { about } : {}),
  };
}

const listInput = z.object({
  state: z.enum(['waiting', 'approved', 'declined', 'lapsed']).default('waiting'),
  cursor: z.string().max(500).optional(),
});
const pageSize = 50;

/** Proposals of one state, the newest first. Ids are in the order of time. */
const list = (named: Named): Query =>
  query<z.infer<typeof listInput>, { rows: readonly ProposalView[]; next?: string; total: number }>({
    name: 'gate/approvals',
    summary: 'See the proposals',
    permission: 'approvals.read',
    patientData: false,
    input: listInput as z.ZodType<z.infer<typeof listInput>>,
    read: async (ctx, { state, cursor }) => {
      const { tx } = ctx;
      const before = readCursor(z.tuple([z.uuid()]), cursor)?.[0] ?? null;
      const rows = await tx.rows<ParkedRow>(
        `${select} and k.state = $2 and ($3::uuid is null or k.id < $3::uuid) order by k.id desc limit ${pageSize + 1}`,
        [tx.tenant, state, before],
      );
      const [count] = await tx.rows<{ total: number }>('select count(*) as total from gate.parked where tenant_id = $1 and state = $2', [
        tx.tenant,
        state,
      ]);
      const page = pageOf(rows, pageSize, (row) => [row.id]);
      const views: ProposalView[] = [];
      for (const row of page.rows) views.push(await present(ctx, row, named));
      return { ...page, rows: views, total: count?.total ?? 0 };
    },
  });

async function parkedById(tx: Tx, id: string): Promise<ParkedRow> {
  const [row] = await tx.rows<ParkedRow>(`${select} and k.id = $2`, [tx.tenant, id]);
  if (!row) throw notFound('proposal');
  return row;
}

const proposal = (named: Named): Query =>
  query<{ proposalId: string }, ProposalView>({
    name: 'gate/proposal',
    summary: 'See a proposal',
    permission: 'approvals.read',
    patientData: false,
    input: z.object({ proposalId: z.uuid() }),
    read: async (ctx, { proposalId }) => present(ctx, await parkedById(ctx.tx, proposalId), named),
  });

export const approvalQueries = (named: Named): readonly Query[] => [list(named), proposal(named)];

function refuseApprover(because: string | undefined): void {
  if (because !== undefined) throw new Refusal('not-allowed', 'Your role may not decide on proposals.', { because });
}

/** Who decides, as the access table knows them. */
export const approverOf = ({ kind, id, roles }: Actor, secondBy?: Permission) => ({
  ...{ kind, id },
  holdsRight: may(roles, 'approvals.decide') || (secondBy !== undefined && may(roles, secondBy)),
});

type Settled = Pick<ParkedRow, 'command' | 'input' | 'proposed_by'>;

async function settle(ctx: Ctx, id: string, state: 'approved' | 'declined'): Promise<Settled> {
  const [row] = await ctx.tx.rows<Settled>(
    `update gate.parked set state = $3, decided_by = $4, decided_at = $5 where tenant_id = $1 and id = $2 and state = 'waiting'
     returning command, input, proposed_by`,
    [ctx.tx.tenant, id, state, ctx.actor.id, ctx.now],
  );
  if (row) return row;
  const before = await parkedById(ctx.tx, id);
  if (before.state === 'lapsed')
    throw cannot('This proposal is out of date.', 'What it would change was changed since.', 'Look at it as it stands now.');
  throw cannot('This proposal was decided already.', `It was ${before.state}.`, 'Look at the list of proposals again.');
}

/**
 * Takes a proposal as approved, inside the act that carries it out: so it is done exactly once, or not at all. Refused where the person
 * may not decide, where it was decided, or where the act is not what was proposed.
 */
export async function takeProposal(ctx: Ctx, id: string, { name, secondBy }: Command, input: unknown): Promise<void> {
  const approver = approverOf(ctx.actor, secondBy);
  refuseApprover(whyNotApprove(approver, undefined));
  const row = await settle(ctx, id, 'approved');
  const proposer = await authorFor(ctx.tx, row.proposed_by, ctx.actor);
  if (proposer === undefined) refuseApprover('Who proposed it, or who approves it, is nobody known: the command line has no name.');
  if (row.proposed_by === ctx.actor.letInBy)
    refuseApprover('Whoever proposed it saw the link by which your password was set: it could be they who approve.');
  refuseApprover(whyNotApprove(approver, proposer));
  if (row.command !== name || inputText(opened(parked.input, row.input)) !== inputText(input))
    throw cannot('This is not what was proposed.', 'An approval carries out the very proposal.', 'Open the proposal and approve it there.');
}

/** What waits and would touch a site to which other claims belong now is shown to whoever sees all, and decided by them. */
export async function unplaceProposals(tx: Tx, sites: readonly string[]): Promise<void> {
  await tx.rows("update gate.parked set sites = array[null]::uuid[] where tenant_id = $1 and state = 'waiting' and sites && $2::uuid[]", [
    tx.tenant,
    sites,
  ]);
}

interface Declining {
  readonly author: string | undefined;
  /** What it would touch, as it was proposed. */
  readonly sites: readonly (string | null)[] | null;
  readonly payers: readonly (string | null)[] | null;
}
const known = (ids: readonly (string | null)[]): (string | undefined)[] => ids.map((one) => one ?? undefined);

const decline = command<{ proposalId: string; reason: string }, Declining, null, { proposalId: string }>({
  name: 'gate/decline',
  summary: 'Decline a proposal',
  permission: 'approvals.decide',
  workflow: 'posting',
  consequence: 'decides',
  input: z.object({ proposalId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  subjects: ({ proposalId }) => [`proposal:${proposalId}`],
  load: async ({ tx }, { proposalId }) => {
    const [row] = await tx.rows<Omit<Declining, 'author'>>('select sites, payers from gate.parked where tenant_id = $1 and id = $2', [
      tx.tenant,
      proposalId,
    ]);
    return { author: await proposerOf(tx, proposalId), sites: row?.sites ?? null, payers: row?.payers ?? null };
  },
  plan: () => null,
  // To decline moves nothing, one's own proposal least of all.
  weigh: (_plan, { author, sites, payers }) => ({
    amount: 0,
    ...(author === undefined ? {} : { author }),
    ...(sites === null ? {} : { sites: known(sites) }),
    ...(payers === null ? {} : { payers: known(payers) }),
  }),
  apply: async (ctx, _plan, { proposalId, reason }) => {
    await settle(ctx, proposalId, 'declined');
    return { result: { proposalId }, subjects: [`proposal:${proposalId}`], because: reason, changes: [{ topic: 'approvals' }] };
  },
});

/** Whoever may agree as the second person may refuse as such, what a second person is asked for and nothing else. */
const disagree = (named: Named): Command =>
  command<{ proposalId: string; reason: string }, null, null, { proposalId: string }>({
    name: 'gate/disagree',
    summary: 'Refuse a proposal as the second person',
    permission: 'people.agree',
    workflow: 'governance',
    consequence: 'administers',
    input: z.object({ proposalId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
    load: async ({ tx }, { proposalId }) => {
      const { command: proposed } = await parkedById(tx, proposalId);
      if (named(proposed)?.secondBy === 'people.agree') return null;
      throw new Refusal('not-allowed', 'No second person is asked for here.', {
        because: 'You agree to, or refuse, what is proposed about people.',
        fix: 'Leave it to those who decide on proposals.',
      });
    },
    plan: () => null,
    apply: async (ctx, _plan, { proposalId, reason }) => {
      await settle(ctx, proposalId, 'declined');
      return { result: { proposalId }, subjects: [`proposal:${proposalId}`], because: reason, changes: [{ topic: 'approvals' }] };
    },
  });

export const approvalCommands = (named: Named): readonly Command[] => [decline, disagree(named)];
