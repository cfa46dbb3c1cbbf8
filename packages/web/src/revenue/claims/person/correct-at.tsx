import type { ChargedPerson, MemberOfRank } from '@claimwright/core/revenue/charges';
import { patientChanges } from '@claimwright/core/revenue/claims';
import type { ChargeDetail, DraftView } from '@claimwright/server/api';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useAct } from '../../../app/queries.ts';
import type { TypedPerson } from '../entry/charge-form.ts';
import { CorrectPatient } from './correct-patient.tsx';

interface AtChargeProps {
  readonly charge: Pick<ChargeDetail, 'id' | 'charge'>;
  readonly typed?: TypedPerson | undefined;
  onClose(): void;
  /** Whoever mends the rest of it goes on: the member numbers stand there. */
  onCorrected?(patient: ChargedPerson): void;
}

/** At a charge of which no claim was made: corrected, its claim is made at once, as after every save. */
export function CorrectAtCharge({ charge: { id, charge }, typed, onClose, onCorrected }: AtChargeProps): ReactElement {
  const correct = useAct('revenue/charges/correct-patient');
  const build = useAct('revenue/claims/build');
  const go = useNavigate();
  const onCorrect = async (patient: ChargedPerson, members: readonly MemberOfRank[], because: string) => {
    if (!(await correct.run({ chargeId: id, patient, members, because }))) return;
    if (onCorrected) return onCorrected(patient);
    const built = await build.run({ chargeIds: [id] });
    onClose();
    const [draft] = built?.draftIds ?? [];
    const charges = built === undefined ? 'ready' : built.notInsurance > 0 ? 'not-insurance' : 'held';
    if (draft !== undefined) await go({ to: '/claims', search: { view: 'out', draft } });
    else await go({ to: '/claims', search: { view: 'charges', charges, charge: id } });
  };
  return (
    <CorrectPatient
      {...{ patient: charge.patient, coverages: onCorrected ? [] : charge.coverages, typed, onClose }}
      busy={correct.busy || build.busy}
      error={correct.error}
      onCorrect={(patient, members, because) => void onCorrect(patient, members, because)}
    />
  );
}

/** At a claim that was not approved yet: a version that says its patient anew, and can be taken back. */
export function CorrectAtDraft({ draft: { id, version, claim }, onClose }: { readonly draft: DraftView; onClose(): void }): ReactElement {
  const change = useAct('revenue/claims/change-draft');
  const onCorrect = async (patient: ChargedPerson, members: readonly MemberOfRank[], because: string) => {
    const changes = patientChanges(claim, patient, members).map(({ at, to }) => ({ at, to }));
    if (changes.length === 0 || (await change.run({ draftId: id, version, changes, because }))) onClose();
  };
  return (
    <CorrectPatient
      {...{ patient: claim.patient, coverages: claim.coverages, busy: change.busy, error: change.error, onClose }}
      onCorrect={(patient, members, because) => void onCorrect(patient, members, because)}
    />
  );
}
