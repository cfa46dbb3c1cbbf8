import { useLocalStorage } from '@mantine/hooks';
import { useEffect } from 'react';

export type Density = 'compact' | 'comfortable';

/** How this person likes the app; kept in this browser. Nothing of a patient is ever kept here. */
export function useDensity(): [Density, (density: Density) => void] {
  const [density, setDensity] = useLocalStorage<Density>({
    key: 'claimwright.density',
    defaultValue: 'compact',
    getInitialValueInEffect: false,
  });
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  return [density, setDensity];
}

export function usePaneSize(name: string, size: number): [number, (size: number) => void] {
  const [now, setNow] = useLocalStorage<number>({ key: `claimwright.pane.${name}`, defaultValue: size, getInitialValueInEffect: false });
  return [now, setNow];
}

export function useEvidenceShown(): [boolean, (shown: boolean) => void] {
  const [shown, setShown] = useLocalStorage<boolean>({ key: 'claimwright.evidence', defaultValue: true, getInitialValueInEffect: false });
  return [shown, setShown];
}

/** Whether a floor of the rail is folded away. */
export function useFolded(floor: string): [boolean, (folded: boolean) => void] {
  const [folded, setFolded] = useLocalStorage<boolean>({
    key: `claimwright.folded.${floor}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  return [folded, setFolded];
}
