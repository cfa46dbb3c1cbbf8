import type { ReactElement } from 'react';
import { readRules, type ruleViews } from '../../app/addresses.ts';
import { useAddress } from '../../app/use-address.ts';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { Rules } from './rules/rules.tsx';
import { PayerTerms } from './terms/terms.tsx';

type View = (typeof ruleViews)[number];

/** What payers want: as terms that each has, and as rules of one's own. */
export function RulesAndTerms(): ReactElement {
  const [address, go] = useAddress(readRules);
  const view = address.view ?? 'rules';
  const none = { rule: undefined, edit: undefined, part: undefined, payer: undefined, sort: undefined };
  const tabs = (
    <ViewTabs<View>
      label="Rules or terms"
      chosen={view}
      onChoose={(now) => go({ ...none, view: now === 'rules' ? undefined : now })}
      views={[
        { id: 'rules', label: 'Rules' },
        { id: 'terms', label: 'Payers’ terms' },
      ]}
    />
  );
  return view === 'terms' ? <PayerTerms tabs={tabs} /> : <Rules tabs={tabs} />;
}
