import type { Permission } from '@claimwright/core/ground/governance';
import type { Me } from '@claimwright/server/api';
import { createContext, useContext } from 'react';

export const MeContext = createContext<Me | undefined>(undefined);

/** Who is signed in; the frame shows nothing else before somebody is. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('nobody is signed in');
  return me;
}

export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}
