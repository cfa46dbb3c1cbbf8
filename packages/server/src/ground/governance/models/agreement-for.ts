import { coveringAgreement, type ModelPurpose } from '@claimwright/core/ground/governance/models';
import type { Ctx } from '../../../gate/index.ts';
import { agreementRows, asAgreement, vendorRows } from './store.ts';

/** Whether there is such a vendor, and the agreement on file under which something may go there today, or why there is none. */
export async function agreementFor(
  { tx, today }: Pick<Ctx, 'tx' | 'today'>,
  { vendorId, product, purpose }: { readonly vendorId: string; readonly product: string; readonly purpose: ModelPurpose },
): Promise<{ readonly agreement: string } | { readonly code: string; readonly because: string; readonly fix: string } | undefined> {
  const vendor = (await vendorRows(tx)).find(({ id }) => id === vendorId);
  if (!vendor) return undefined;
  const agreements = (await agreementRows(tx)).filter((row) => row.vendorId === vendorId).map(asAgreement);
  const found = coveringAgreement({ today, purpose, agreements }, { vendor: vendor.name, product });
  return 'code' in found ? found : { agreement: found.id };
}
