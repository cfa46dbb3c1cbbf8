/** An instant as the date and time that are typed here, and back. */
export function typedOf(instant: string): { day: string; time: string } {
  const at = new Date(instant);
  const two = (part: number): string => String(part).padStart(2, '0');
  const seconds = at.getSeconds() === 0 && at.getMilliseconds() === 0 ? '' : `:${two(at.getSeconds())}`;
  return {
    day: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}${seconds}`,
  };
}

/** The end of the minute, or of the second, that was typed: what happened in it had happened. */
export function instantOf(day: string, time: string): string | undefined {
  const at = new Date(`${day}T${time.length === 5 ? `${time}:59` : time}.999`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
